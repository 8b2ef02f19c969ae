using System.Globalization;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Revisions;

/// <summary>
/// One change that a revision made, with everything you need to act on it. Names are those of the revision, so the change reads the same
/// for ever.
/// </summary>
/// <param name="Place">The place of the change in its revision, from 1.</param>
/// <param name="Subject">The slug of what was changed. For records and remarks, the id.</param>
/// <param name="Supersedes">For a correction: the record that it supersedes.</param>
/// <param name="Link">The address of the subject as this revision left it.</param>
/// <param name="Kind">
/// How a position changed what its track holds. Null if it repeats what is held or is older than it, and for every other noun.
/// </param>
/// <param name="Headline">A one-line summary for people.</param>
/// <param name="Before">
/// For a position: what its track holds without it. For anything else: the subject as it was before. Null if there was nothing.
/// </param>
/// <param name="After">
/// For a position: what its track holds with it. For anything else: the subject as the revision left it. Null if nothing is left.
/// </param>
/// <param name="Position">The record, if it is a position. Otherwise null.</param>
public sealed record ChangeContract(
    int Place,
    ChangeAction Action,
    Noun Noun,
    string Subject,
    string? Supersedes,
    string Link,
    DiffKind? Kind,
    string Headline,
    [property: OneOf(
        typeof(DiffSide),
        typeof(MilestoneContract),
        typeof(MeetingRecordContract),
        typeof(RemarkContract),
        AndReferenceData = true
    )]
        object? Before,
    [property: OneOf(
        typeof(DiffSide),
        typeof(MilestoneContract),
        typeof(MeetingRecordContract),
        typeof(RemarkContract),
        AndReferenceData = true
    )]
        object? After,
    PositionContract? Position
);

/// <summary>One committed change of the ledger.</summary>
/// <param name="At">When it was committed, by the database's clock.</param>
/// <param name="ChangeCount">The number of changes in the revision.</param>
public sealed record RevisionContract(long Number, DateTimeOffset At, string Author, string Note, int ChangeCount);

/// <summary>A revision, with those of its changes that are on the page.</summary>
/// <param name="At">When it was committed, by the database's clock.</param>
/// <param name="ChangeCount">The total number of changes in the revision.</param>
public sealed record RevisionChanges(
    long Number,
    DateTimeOffset At,
    string Author,
    string Note,
    int ChangeCount,
    IReadOnlyList<ChangeContract> Changes
)
{
    /// <summary><c>Revision 7 (2026-02-03T10:00:00Z, by desk): Misread (2 changes)</c></summary>
    internal ShownLine ToLine() =>
        new($"Revision {Number} ({InstantText.Write(At)}, by {Author}): {Note} ({Extent})", RevisionPath.Of(Number));

    /// <summary>How many changes it made, or which of them are on the page.</summary>
    private string Extent =>
        (ChangeCount, Changes) switch
        {
            (1, _) => "1 change",
            (var all, { Count: var shown }) when shown == all => $"{all} changes",
            (var all, [var only]) => $"change {only.Place} of {all}",
            (var all, [var first, .., var last]) => $"changes {first.Place} to {last.Place} of {all}",
            (var all, _) => $"{all} changes",
        };
}

/// <summary>What the ledger has learned, in the order of commit.</summary>
/// <param name="Epoch">A new one begins after a restore. Revision numbers may then mean something else.</param>
/// <param name="Head">The number of the newest revision.</param>
/// <param name="NextAfter">The cursor for what comes after this page. It is always present, even at the end.</param>
public sealed record RevisionPage(Guid Epoch, long Head, IReadOnlyList<RevisionChanges> Items, string NextAfter) : IPage, IShownAnswer
{
    int IPage.Count => Items.Count;

    IEnumerable<ShownFact> IShownAnswer.Facts => [new("Newest revision", $"{Head}", RevisionPath.Of(Head)), new("Epoch", $"{Epoch}")];

    IEnumerable<ShownLine> IShownAnswer.Lines => Items.Select(x => x.ToLine());

    /// <summary>The revision with which the list ends.</summary>
    internal long Last { get; init; }

    (string Parameter, string Value)? IPage.Next =>
        Items is [.., var last] && (last.Number < Last || last.Changes[^1].Place < last.ChangeCount) ? ("after", NextAfter) : null;

    (string Parameter, object Value)? IPage.Kept => ("upTo", Last);
}

/// <summary>A revision, with its changes.</summary>
/// <param name="NextAfterPlace">The place after which the list of changes continues. Null at its end.</param>
public sealed record RevisionItem(Guid Epoch, RevisionContract Revision, IReadOnlyList<ChangeContract> Changes, int? NextAfterPlace)
    : IPage,
        IShownAnswer
{
    int IPage.Count => Changes.Count;

    (string Parameter, string Value)? IPage.Next =>
        NextAfterPlace is { } place ? ("afterPlace", place.ToString(CultureInfo.InvariantCulture)) : null;

    string? IShownAnswer.Headline => $"Revision {Revision.Number}: {Revision.Note}";

    IEnumerable<ShownFact> IShownAnswer.Facts =>
        [
            new("Committed at", InstantText.Write(Revision.At)),
            new("Author", Revision.Author),
            ShownFact.FromCount("Changes", Revision.ChangeCount),
            new("Epoch", $"{Epoch}"),
            ShownFact.SeeAlso("All revisions", RevisionPath.All),
        ];

    IEnumerable<ShownLine> IShownAnswer.Lines => Changes.Select(x => new ShownLine(x.Headline, x.Link));
}

/// <summary>The paths of revisions.</summary>
internal static class RevisionPath
{
    public const string All = "/api/v1/revisions";

    public static string Of(long number) => $"{All}/{number.ToString(CultureInfo.InvariantCulture)}";
}

/// <summary>One change that a revision made, as the stream sends it.</summary>
public sealed record StreamedChange(RevisionContract Revision, ChangeContract Change)
{
    public static StreamedChange FromChange(RevisionChanges revision, ChangeContract change) =>
        new(new(revision.Number, revision.At, revision.Author, revision.Note, revision.ChangeCount), change);
}

/// <summary>The start of the stream.</summary>
/// <param name="Head">The number of the newest revision.</param>
/// <param name="After">The cursor after which the stream starts.</param>
public sealed record StreamStart(Guid Epoch, long Head, string After);
