using System.Globalization;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Diffs;

/// <summary>One end of a change: what was held, and on what evidence.</summary>
/// <param name="Stance">The stance. Null if there was nothing but silence.</param>
/// <param name="Silence">A silence that was newer than the stance, or the only thing known.</param>
/// <param name="AssertedBy">The party that asserted it. Null if no party did.</param>
/// <param name="Position">The record that was held.</param>
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

/// <summary>Conditions with the same key, before and after.</summary>
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

/// <summary>Everything that differs. What did not change is null or empty.</summary>
/// <param name="ConditionsChanged">Conditions with the same key, but with another kind or binding another party.</param>
/// <param name="ConditionsReworded">Conditions with the same key and meaning, in other words.</param>
/// <param name="Terms">
/// Figures, before and after. Null if there was none. They are compared as quantities: 1 km and 1000 m are the same.
/// </param>
/// <param name="SelfReported">Whether the holder itself asserted it.</param>
/// <param name="SummaryWords">The words of the summary that changed. Empty if none did, or if there is only one summary.</param>
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

/// <summary>The position that the party held on an earlier version of the proposal, at the end of the first day of the window.</summary>
/// <param name="Proposal">The proposal that this one revises.</param>
public sealed record PreviouslyContract(Reference Proposal, DiffSide Side);

/// <summary>What changed on one track.</summary>
/// <param name="Change">How much of it is news. It follows from the kind.</param>
/// <param name="Kind">The kind of change.</param>
/// <param name="Cause">Why the ledger now says something else. Null on the valid axis, where it is always the party that moved.</param>
/// <param name="Headline">
/// A one-line summary for people. It names whoever reported the position if that is not the holder. If the change is POSSIBLE, it says so.
/// </param>
/// <param name="Certainty">
/// Whether the change certainly lies in the window. On the recorded axis: whether the party certainly moved in it, if that is the cause;
/// otherwise CERTAIN.
/// </param>
/// <param name="CertaintyReason">If the certainty is POSSIBLE, the reason. Otherwise null.</param>
/// <param name="Before">What was held at the earlier end. Null if nothing was known.</param>
/// <param name="After">What is held at the later end. Null if nothing is known any more.</param>
/// <param name="Previously">For a new position on a proposal that revises others: what the party held on those.</param>
public sealed record DiffItem(
    ChangeSort Change,
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
) : ICited, IShown
{
    ShownLine IShown.Line =>
        new(Headline, (After ?? Before) is { } side ? Noun.Position.Path(side.Position.ToString()) : null) { Records = Cited() };

    public IEnumerable<CitedRecord> Cited() =>
        new[] { Before, After }.Concat(Previously.Select(x => x.Side)).OfType<DiffSide>().SelectMany(x => x.Cited());
}

/// <summary>A meeting that gives an end of a diff: when it was, and who was there.</summary>
/// <param name="HeldOn">When it takes place, or took place.</param>
/// <param name="Participants">The parties that take part.</param>
public sealed record DiffMeeting(Guid Id, string Name, DateBounds HeldOn, IReadOnlyList<MeetingParticipantContract> Participants);

/// <summary>What changed between two ends: what moved, what was first reported, what was said again.</summary>
/// <param name="From">The earlier end as you gave it: a day, or on the recorded axis a revision. It is not part of the window.</param>
/// <param name="To">The later end. It is part of the window, and the next window starts from it.</param>
/// <param name="AsOf">The day of the later end. On the recorded axis it is the day of both ends.</param>
/// <param name="KnownAt">The revision of the later end. On the valid axis it is the revision of both ends.</param>
/// <param name="Epoch">
/// A new one begins after a restore. Revision numbers then mean something else, so a script that remembers a revision has to start again.
/// </param>
/// <param name="FromMeeting">The meeting before which the window begins. Null if you gave `from`.</param>
/// <param name="ToMeeting">The meeting with which the window ends. Null unless you gave `toMeeting`.</param>
/// <param name="NextCursor">The cursor of the next page. Null on the last page.</param>
public sealed record DiffPage(
    DiffAxis Axis,
    string From,
    string To,
    DateOnly AsOf,
    long KnownAt,
    Guid Epoch,
    DiffMeeting? FromMeeting,
    DiffMeeting? ToMeeting,
    IReadOnlyList<DiffItem> Items,
    string? NextCursor,
    Links Links
) : IPage<DiffItem>, ICitable
{
    IEnumerable<ShownLine> IShownAnswer.Lines => this.ItemLines();

    DateOnly? IOfDay.Day => AsOf;

    (string Parameter, string Value)? IPage.Next => NextCursor is null ? null : ("cursor", NextCursor);

    public IEnumerable<CitedRecord> Cited() => Items.SelectMany(x => x.Cited());
}

public sealed record KindCount(DiffKind Kind, int Changes);

public sealed record CauseCount(DiffCause Cause, int Changes);

public sealed record PartyCount(Reference Party, int Changes);

public sealed record IssueCount(Reference Issue, int Changes);

/// <summary>How much changed between two ends. The lists leave out what did not change.</summary>
/// <param name="From">The earlier end: a day, or on the recorded axis a revision.</param>
/// <param name="To">The later end.</param>
/// <param name="AsOf">The day of the later end. On the recorded axis it is the day of both ends.</param>
/// <param name="KnownAt">The revision of the later end. On the valid axis it is the revision of both ends.</param>
/// <param name="FromMeeting">The meeting before which the window begins. Null if you gave `from`.</param>
/// <param name="ToMeeting">The meeting with which the window ends. Null unless you gave `toMeeting`.</param>
/// <param name="Changes">The number of tracks that changed, and that your filters select.</param>
/// <param name="Moved">The number of tracks that moved, whichever sorts `change` selects.</param>
/// <param name="FirstReported">The number of tracks that were first reported, whichever sorts `change` selects.</param>
/// <param name="SaidAgain">
/// The number of tracks on which the same was said again, whichever sorts `change` selects. By default, they are not part of the other
/// totals.
/// </param>
/// <param name="Possible">The number of those changes that are POSSIBLE. The others are CERTAIN.</param>
/// <param name="Causes">Empty on the valid axis.</param>
/// <param name="Issues">A change counts for each issue that its target addresses.</param>
public sealed record DiffSummary(
    DiffAxis Axis,
    string From,
    string To,
    DateOnly AsOf,
    long KnownAt,
    DiffMeeting? FromMeeting,
    DiffMeeting? ToMeeting,
    int Changes,
    int Moved,
    int FirstReported,
    int SaidAgain,
    int Possible,
    IReadOnlyList<KindCount> Kinds,
    IReadOnlyList<CauseCount> Causes,
    IReadOnlyList<PartyCount> Parties,
    IReadOnlyList<IssueCount> Issues,
    Links Links
) : ICitable
{
    IEnumerable<ShownFact> IShownAnswer.Facts =>
        [
            ShownFact.FromCount("Changes", Changes),
            ShownFact.FromCount("Moved", Moved),
            ShownFact.FromCount("First reported", FirstReported),
            ShownFact.FromCount("Said again", SaidAgain),
            ShownFact.FromCount("Changes that are possible, not certain", Possible),
        ];

    IEnumerable<ShownLine> IShownAnswer.Lines =>
        [
            .. Kinds.Select(x => Line("Kind", EnumNames.InWords(x.Kind), x.Changes)),
            .. Causes.Select(x => Line("Cause", EnumNames.InWords(x.Cause), x.Changes)),
            .. Parties.Select(x => Line("Party", x.Party.Name, x.Changes, Noun.Party.Path(x.Party.Slug))),
            .. Issues.Select(x => Line("Issue", x.Issue.Name, x.Changes, Noun.Issue.Path(x.Issue.Slug))),
        ];

    private static ShownLine Line(string sort, string what, int changes, string? path = null) =>
        new($"{sort}: {what}, {changes.ToString(CultureInfo.InvariantCulture)}", path);

    DateOnly? IOfDay.Day => AsOf;

    public IEnumerable<CitedRecord> Cited() => [];
}
