using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Diffs;

/// <summary>One end of a change: what was held, and on what evidence.</summary>
/// <param name="Stance">Null where there was nothing but silence.</param>
/// <param name="Silence">A silence newer than the stance, or all there was.</param>
/// <param name="AssertedBy">The party that said so; null where none did.</param>
/// <param name="Position">The record.</param>
public sealed record DiffSide(
    Stance? Stance,
    SilenceContract? Silence,
    IReadOnlyList<ConditionContract> Conditions,
    IReadOnlyList<Term> Terms,
    string Summary,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    Guid Position,
    IReadOnlyList<CitationContract> Citations
) : ICited
{
    public static DiffSide FromRecord(HeldRecord held, Names names) =>
        new(
            held.State.Stance,
            SilenceContract.FromPosition(held.Silence, names),
            [.. held.Record.Conditions.Select(x => ConditionContract.FromCondition(x, names))],
            held.Record.Terms,
            held.Record.Summary,
            held.Record.Day,
            held.Record.Attribution,
            names.PartyOrNull(held.Record.AssertedBy),
            names.SpeakerOrNull(held.Record.Speaker),
            held.Record.Mode,
            held.Record.Id,
            held.Record.Citations.ToContracts(names)
        );

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Position, Position.ToString(), Summary, StatedOn, Attribution, AssertedBy, Citations), .. Silence?.Cited() ?? []];
}

/// <summary>Conditions of the same key, before and after.</summary>
public sealed record ConditionChangeContract(string Key, ConditionContract From, ConditionContract To)
{
    public static IReadOnlyList<ConditionChangeContract> FromChanges(IEnumerable<ConditionChange> changes, Names names) =>
        [
            .. changes.Select(x => new ConditionChangeContract(
                x.Key,
                ConditionContract.FromCondition(x.From, names),
                ConditionContract.FromCondition(x.To, names)
            )),
        ];
}

/// <summary>All that differs. What did not change is null or empty.</summary>
/// <param name="ConditionsChanged">Of the same key, with another kind or another party bound.</param>
/// <param name="ConditionsReworded">Of the same key and sense, in other words.</param>
/// <param name="Terms">Figures, before and after; null where there was none. Compared as quantities: 1 km and 1000 m are the same.</param>
/// <param name="SelfReported">Whether the holder itself said so.</param>
/// <param name="SummaryWords">Which words of the summary have changed; empty where none did, or where there is one summary only.</param>
public sealed record DifferencesContract(
    FromTo<Stance?>? Stance,
    FromTo<Stance?>? Silence,
    IReadOnlyList<ConditionContract> ConditionsAdded,
    IReadOnlyList<ConditionContract> ConditionsDropped,
    IReadOnlyList<ConditionChangeContract> ConditionsChanged,
    IReadOnlyList<ConditionChangeContract> ConditionsReworded,
    IReadOnlyList<TermChange> Terms,
    FromTo<bool>? SelfReported,
    FromTo<string>? Summary,
    IReadOnlyList<WordRun> SummaryWords
)
{
    public static DifferencesContract FromDiff(StateDiff diff, Names names) =>
        new(
            diff.Stance,
            diff.Silence,
            [.. diff.ConditionsAdded.Select(x => ConditionContract.FromCondition(x, names))],
            [.. diff.ConditionsDropped.Select(x => ConditionContract.FromCondition(x, names))],
            ConditionChangeContract.FromChanges(diff.ConditionsChanged, names),
            ConditionChangeContract.FromChanges(diff.ConditionsReworded, names),
            diff.Terms,
            diff.SelfReported,
            diff.Summary,
            diff.Summary is { From.Length: > 0, To.Length: > 0 } summary ? WordDiff.Between(summary.From, summary.To) : []
        );
}

/// <summary>The position that a party held on an earlier version of the proposal, at the end of the window's first day.</summary>
/// <param name="Proposal">The proposal that this one revises.</param>
public sealed record PreviouslyContract(Reference Proposal, DiffSide Side);

/// <summary>What changed on one track.</summary>
/// <param name="Kind">What it comes to.</param>
/// <param name="Cause">Why the ledger says something else now; null on the valid axis, where it is always the party that moved.</param>
/// <param name="Headline">One line that a person can read; it names the reporter where that is not the holder.</param>
/// <param name="Certainty">Whether the change certainly lies in the window.</param>
/// <param name="CertaintyReason">Why it is POSSIBLE only; else null.</param>
/// <param name="Before">Null where nothing was known.</param>
/// <param name="After">Null where nothing is known any more.</param>
/// <param name="Previously">For a new position on a proposal that revises others: what the party held on those.</param>
public sealed record DiffItem(
    DiffKind Kind,
    DiffCause? Cause,
    string Headline,
    Reference Party,
    TargetContract Target,
    DiffCertainty Certainty,
    string? CertaintyReason,
    DifferencesContract Differences,
    DiffSide? Before,
    DiffSide? After,
    IReadOnlyList<PreviouslyContract> Previously
) : ICited
{
    public IEnumerable<CitedRecord> Cited() =>
        new[] { Before, After }.Concat(Previously.Select(x => x.Side)).OfType<DiffSide>().SelectMany(x => x.Cited());
}

/// <summary>What a diff lists.</summary>
[InLowerCase]
public enum DiffMode
{
    /// <summary>One item for each track that comes to something else at the later end.</summary>
    Net,

    /// <summary>Every record of the window in order, also those that say the same again, and milestones.</summary>
    Events,
}

/// <summary>What changed between two ends.</summary>
/// <param name="From">The earlier end, as it is asked for: a day, or on the recorded axis a revision. Not part of the window.</param>
/// <param name="To">The later end. Part of the window; the next window starts with it.</param>
/// <param name="AsOf">The day of the later end; on the recorded axis that of both.</param>
/// <param name="KnownAt">The revision of the later end; on the valid axis that of both.</param>
/// <param name="Epoch">Renewed after a restore: then revisions mean something else, and a script that remembers one starts anew.</param>
/// <param name="Items">Of the mode net; else empty.</param>
/// <param name="Events">Of the mode events; else empty.</param>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record DiffPage(
    DiffAxis Axis,
    DiffMode Mode,
    string From,
    string To,
    DateOnly AsOf,
    long KnownAt,
    Guid Epoch,
    IReadOnlyList<DiffItem> Items,
    IReadOnlyList<RecordEvent> Events,
    string? NextCursor,
    Links Links
) : IPage, ICitable
{
    DateOnly? ICitable.Day => AsOf;

    (string Parameter, string Value)? IPage.Next => NextCursor is null ? null : ("cursor", NextCursor);

    public IEnumerable<CitedRecord> Cited() => Items.Concat<ICited>(Events).SelectMany(x => x.Cited());
}

public sealed record KindCount(DiffKind Kind, int Changes);

public sealed record CauseCount(DiffCause Cause, int Changes);

public sealed record PartyCount(Reference Party, int Changes);

public sealed record IssueCount(Reference Issue, int Changes);

/// <summary>How much changed between two ends; what did not change is left out of the lists.</summary>
/// <param name="From">The earlier end: a day, or on the recorded axis a revision.</param>
/// <param name="To">The later end.</param>
/// <param name="AsOf">The day of the later end; on the recorded axis that of both.</param>
/// <param name="KnownAt">The revision of the later end; on the valid axis that of both.</param>
/// <param name="Changes">The tracks that changed.</param>
/// <param name="Possible">Those of them whose change may lie before the window.</param>
/// <param name="Causes">Empty on the valid axis.</param>
/// <param name="Issues">A change counts for each issue that its target addresses.</param>
public sealed record DiffSummary(
    DiffAxis Axis,
    string From,
    string To,
    DateOnly AsOf,
    long KnownAt,
    int Changes,
    int Possible,
    IReadOnlyList<KindCount> Kinds,
    IReadOnlyList<CauseCount> Causes,
    IReadOnlyList<PartyCount> Parties,
    IReadOnlyList<IssueCount> Issues,
    Links Links
) : ICitable
{
    DateOnly? ICitable.Day => AsOf;

    public IEnumerable<CitedRecord> Cited() => [];
}
