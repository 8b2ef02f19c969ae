using PeaceTalks.Api.Citations;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Forms;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>Whether a change certainly lies in the window.</summary>
public enum DiffCertainty
{
    /// <summary>It does.</summary>
    Certain,

    /// <summary>The bounds of its day leave it open.</summary>
    Possible,
}

/// <summary>One end of a change: what was held, and on what evidence.</summary>
/// <param name="Stance">Null where there was nothing but silence.</param>
/// <param name="Silence">A silence newer than the stance, or all there was.</param>
/// <param name="AssertedBy">The party that said so; null where none did.</param>
/// <param name="Position">The record.</param>
public sealed record DiffSide(
    Stance? Stance, SilenceContract? Silence, IReadOnlyList<ConditionContract> Conditions, IReadOnlyList<Term> Terms, string Summary,
    DateBounds StatedOn, Attribution Attribution, Reference? AssertedBy, Reference? Speaker, Mode Mode, Guid Position, IReadOnlyList<CitationContract> Citations) : ICited
{
    public static DiffSide Of(HeldRecord held, Names names) => new(
        held.State.Stance, SilenceContract.Of(held.Silence, names), [.. held.Record.Conditions.Select(x => ConditionContract.Of(x, names))], held.Record.Terms,
        held.Record.Summary, held.Record.Day, held.Record.Attribution, names.PartyOrNull(held.Record.AssertedBy), names.SpeakerOrNull(held.Record.Speaker),
        held.Record.Mode, held.Record.Id, CitationContract.Of(held.Record.Citations, names));

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Position, Position.ToString(), Summary, StatedOn, Attribution, AssertedBy, Citations), .. Silence?.Cited() ?? []];
}

/// <summary>Conditions of the same key, before and after.</summary>
public sealed record ConditionChangeContract(string Key, ConditionContract From, ConditionContract To)
{
    public static IReadOnlyList<ConditionChangeContract> Of(IEnumerable<ConditionChange> changes, Names names) =>
        [.. changes.Select(x => new ConditionChangeContract(x.Key, ConditionContract.Of(x.From, names), ConditionContract.Of(x.To, names)))];
}

/// <summary>All that differs. What did not change is null or empty.</summary>
/// <param name="ConditionsChanged">Of the same key, with another kind or another party bound.</param>
/// <param name="ConditionsReworded">Of the same key and sense, in other words.</param>
/// <param name="Terms">Figures, before and after; null where there was none.</param>
/// <param name="SelfReported">Whether the holder itself said so.</param>
public sealed record DifferencesContract(
    FromTo<Stance?>? Stance, FromTo<Stance?>? Silence, IReadOnlyList<ConditionContract> ConditionsAdded, IReadOnlyList<ConditionContract> ConditionsDropped,
    IReadOnlyList<ConditionChangeContract> ConditionsChanged, IReadOnlyList<ConditionChangeContract> ConditionsReworded,
    IReadOnlyList<TermChange> Terms, FromTo<bool>? SelfReported, FromTo<string>? Summary)
{
    public static DifferencesContract Of(StateDiff diff, Names names) => new(
        diff.Stance, diff.Silence, [.. diff.ConditionsAdded.Select(x => ConditionContract.Of(x, names))],
        [.. diff.ConditionsDropped.Select(x => ConditionContract.Of(x, names))], ConditionChangeContract.Of(diff.ConditionsChanged, names),
        ConditionChangeContract.Of(diff.ConditionsReworded, names), diff.Terms, diff.SelfReported, diff.Summary);
}

/// <summary>The position that a party held on an earlier version of the proposal, at the end of the window's first day.</summary>
/// <param name="Proposal">The proposal that this one revises.</param>
public sealed record PreviouslyContract(Reference Proposal, DiffSide Side);

/// <summary>What changed on one track.</summary>
/// <param name="Kind">What it comes to.</param>
/// <param name="Headline">One line that a person can read; it names the reporter where that is not the holder.</param>
/// <param name="Certainty">Whether the change certainly lies in the window.</param>
/// <param name="CertaintyReason">Why it is POSSIBLE only; else null.</param>
/// <param name="Before">Null where nothing was known.</param>
/// <param name="After">Null where nothing is known any more.</param>
/// <param name="Previously">For a new position on a proposal that revises others: what the party held on those.</param>
public sealed record DiffItem(
    DiffKind Kind, string Headline, Reference Party, TargetContract Target, DiffCertainty Certainty, string? CertaintyReason,
    DifferencesContract Differences, DiffSide? Before, DiffSide? After, IReadOnlyList<PreviouslyContract> Previously) : ICited
{
    public IEnumerable<CitedRecord> Cited() => new[] { Before, After }.Concat(Previously.Select(x => x.Side)).OfType<DiffSide>().SelectMany(x => x.Cited());
}

/// <summary>What changed between the end of one day and the end of another.</summary>
/// <param name="From">The end of this day; not part of the window.</param>
/// <param name="To">The end of this day; part of the window.</param>
/// <param name="KnownAt">The revision that both ends are read at.</param>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record DiffPage(DateOnly From, DateOnly To, long KnownAt, IReadOnlyList<DiffItem> Items, string? NextCursor, Links Links) : IPage<DiffItem>, ICitable
{
    DateOnly? ICitable.Day => To;

    string? IPage.Next => Links.Next(NextCursor);

    public IEnumerable<CitedRecord> Cited() => Items.SelectMany(x => x.Cited());
}
