using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>A change, or with <c>mode=events</c> a record, as a line of CSV.</summary>
/// <param name="Kind">What it comes to; empty for a record that changes nothing of what is held, and for milestones.</param>
/// <param name="Cause">Why the ledger says something else now; empty on the valid axis.</param>
/// <param name="Action">Of an event: what the ledger did; empty on the valid axis.</param>
/// <param name="Noun">Of an event: POSITION or MILESTONE.</param>
/// <param name="Record">Of an event: the record's id.</param>
/// <param name="Revision">Of an event: the revision that did it.</param>
/// <param name="Day">Of an event: when it was stated, or done.</param>
/// <param name="Headline">One line that a person can read; it names the reporter where that is not the holder.</param>
/// <param name="Certainty">Whether it certainly lies in the window.</param>
/// <param name="CertaintyReason">Why it is POSSIBLE only.</param>
/// <param name="Party">The holder, or who took the step.</param>
/// <param name="Target">The issue as a whole, or the proposal; and the issues that it addresses. Empty for milestones.</param>
/// <param name="Differences">What differs between before and after, as texts.</param>
/// <param name="Before">What was held, for an event without it; empty where nothing was known.</param>
/// <param name="After">What is held, for an event with it; empty where nothing is known any more.</param>
/// <param name="PreviouslyCount">How many earlier versions of the proposal the party had a position on.</param>
/// <param name="Previously">Those positions: proposal, what was held, and the record.</param>
/// <param name="Position">Of an event: the record, where it is a position.</param>
/// <param name="MilestoneBefore">Of an event: the milestone that this one corrects.</param>
/// <param name="Milestone">Of an event: the record, where it is a milestone.</param>
public sealed record DiffRow(
    DiffKind? Kind,
    DiffCause? Cause,
    ChangeAction? Action,
    Noun? Noun,
    Guid? Record,
    long? Revision,
    DateBounds? Day,
    string Headline,
    DiffCertainty Certainty,
    string? CertaintyReason,
    Reference? Party,
    TargetColumns? Target,
    DifferencesColumns? Differences,
    DiffSideColumns? Before,
    DiffSideColumns? After,
    int PreviouslyCount,
    string? Previously,
    PositionColumns? Position,
    MilestoneColumns? MilestoneBefore,
    MilestoneColumns? Milestone
) : IRow
{
    public static IEnumerable<DiffRow> FromPage(DiffPage page) => page.Items.Select(FromPage).Concat(page.Events.Select(FromPage));

    private static DiffRow FromPage(DiffItem item) =>
        new(
            item.Kind,
            item.Cause,
            null,
            null,
            null,
            null,
            null,
            item.Headline,
            item.Certainty,
            item.CertaintyReason,
            item.Party,
            TargetColumns.FromTarget(item.Target),
            DifferencesColumns.FromDifferences(item.Differences),
            DiffSideColumns.FromSide(item.Before),
            DiffSideColumns.FromSide(item.After),
            item.Previously.Count,
            Cells.ToCell(item.Previously.Select(x => $"{x.Proposal.Slug}: {x.Side.Summary} ({x.Side.Position})")),
            null,
            null,
            null
        );

    private static DiffRow FromPage(RecordEvent happened) =>
        new(
            happened.Kind,
            null,
            happened.Action,
            happened.Noun,
            happened.Record,
            happened.Revision,
            happened.Day,
            happened.Headline,
            happened.Certainty,
            happened.CertaintyReason,
            happened.Party,
            happened.Target is { } target ? TargetColumns.FromTarget(target) : null,
            DifferencesColumns.FromDifferences(happened.Differences),
            DiffSideColumns.FromSide(happened.Before),
            DiffSideColumns.FromSide(happened.After),
            0,
            null,
            PositionColumns.FromPosition(happened.Position),
            MilestoneColumns.FromMilestone(happened.MilestoneBefore),
            MilestoneColumns.FromMilestone(happened.Milestone)
        );
}

/// <summary>All that differs, in columns; what is before and after stands beside.</summary>
public sealed record DifferencesColumns(
    string? ConditionsAdded,
    string? ConditionsDropped,
    string? ConditionsChanged,
    string? ConditionsReworded,
    string? Terms
)
{
    public static DifferencesColumns? FromDifferences(DifferencesContract? differences) =>
        differences is null
            ? null
            : new(
                differences.ConditionsAdded.AsCell(),
                differences.ConditionsDropped.AsCell(),
                Cells.ToCell(differences.ConditionsChanged.Select(Change)),
                Cells.ToCell(differences.ConditionsReworded.Select(Change)),
                Cells.ToCell(differences.Terms.Select(x => $"{x.Key}: {Headline.Amount(x.From)} -> {Headline.Amount(x.To)}"))
            );

    private static string Change(ConditionChangeContract change) => $"{new[] { change.From }.AsCell()} -> {new[] { change.To }.AsCell()}";
}

/// <summary>One end of a change, in columns.</summary>
public sealed record DiffSideColumns(
    Stance? Stance,
    SilenceColumns? Silence,
    int ConditionCount,
    string? Conditions,
    Term? Term1,
    Term? Term2,
    Term? Term3,
    int TermCount,
    string? Terms,
    string Summary,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    Guid Position,
    CitationColumns? Citation,
    int CitationCount,
    string? Citations
)
{
    public static DiffSideColumns? FromSide(DiffSide? side) =>
        side is null
            ? null
            : new(
                side.Stance,
                SilenceColumns.FromSilence(side.Silence),
                side.Conditions.Count,
                side.Conditions.AsCell(),
                side.Terms.ElementAtOrDefault(0),
                side.Terms.ElementAtOrDefault(1),
                side.Terms.ElementAtOrDefault(2),
                side.Terms.Count,
                side.Terms.AsCell(),
                side.Summary,
                side.StatedOn,
                side.Attribution,
                side.AssertedBy,
                side.Speaker,
                side.Mode,
                side.Position,
                CitationColumns.FirstOf(side.Citations),
                side.Citations.Count,
                side.Citations.AsCell()
            );
}

/// <summary>A position among events, in columns.</summary>
public sealed record PositionColumns(Stance Stance, string Summary, int CitationCount, string? Citations)
{
    public static PositionColumns? FromPosition(PositionContract? position) =>
        position is null ? null : new(position.Stance, position.Summary, position.Citations.Count, position.Citations.AsCell());
}

/// <summary>A milestone among events, in columns.</summary>
public sealed record MilestoneColumns(
    Guid Id,
    string ProcessSlug,
    string? IssueSlug,
    string? ProposalSlug,
    Step Step,
    string Summary,
    int CitationCount,
    string? Citations
)
{
    public static MilestoneColumns? FromMilestone(MilestoneContract? milestone) =>
        milestone is null
            ? null
            : new(
                milestone.Id,
                milestone.Process.Slug,
                milestone.Issue?.Slug,
                milestone.Proposal?.Slug,
                milestone.Step,
                milestone.Summary,
                milestone.Citations.Count,
                milestone.Citations.AsCell()
            );
}
