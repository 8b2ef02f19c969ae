using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Revisions;

/// <summary>One thing that a revision did, with all that is needed to act on it; names are those of the revision, so it reads the same for ever.</summary>
/// <param name="Place">From 1, in the order in which it was said.</param>
/// <param name="Subject">The slug, or for records the id.</param>
/// <param name="Supersedes">The record that a correction superseded.</param>
/// <param name="Link">Where the subject is read as the revision left it.</param>
/// <param name="Kind">What a position changes of its track; null where it says the same again or is older than what is held, and for other nouns.</param>
/// <param name="Headline">One line that a person can read.</param>
/// <param name="Before">Of a position, what its track came to without it; of anything else, itself as it was before. Null where there was nothing.</param>
/// <param name="After">Of a position, what its track comes to with it; of anything else, itself as the revision left it. Null where nothing is left.</param>
/// <param name="Position">The record, where it is a position; else null.</param>
public sealed record ChangeContract(
    int Place,
    ChangeAction Action,
    Noun Noun,
    string Subject,
    string? Supersedes,
    string Link,
    DiffKind? Kind,
    string Headline,
    [property: OneOf(typeof(DiffSide), typeof(MilestoneContract), typeof(RemarkContract), AndReferenceData = true)] object? Before,
    [property: OneOf(typeof(DiffSide), typeof(MilestoneContract), typeof(RemarkContract), AndReferenceData = true)] object? After,
    PositionContract? Position
);

/// <summary>One committed change of the ledger.</summary>
/// <param name="At">By the database's clock.</param>
/// <param name="ChangeCount">How many things it did.</param>
public sealed record RevisionContract(long Number, DateTimeOffset At, string Author, string Note, int ChangeCount);

/// <summary>A revision with those of its changes that are on the page.</summary>
/// <param name="At">By the database's clock.</param>
/// <param name="ChangeCount">How many things it did in all.</param>
public sealed record RevisionChanges(
    long Number,
    DateTimeOffset At,
    string Author,
    string Note,
    int ChangeCount,
    IReadOnlyList<ChangeContract> Changes
);

/// <summary>What the ledger has learned, in the order of commit.</summary>
/// <param name="Epoch">Renewed after a restore: then numbers may mean something else.</param>
/// <param name="Head">The number of the last revision.</param>
/// <param name="NextAfter">Ask for what comes after it: always there, also at the end.</param>
public sealed record RevisionPage(Guid Epoch, long Head, IReadOnlyList<RevisionChanges> Items, string NextAfter) : IPage
{
    (string Parameter, string Value)? IPage.Next =>
        Items is [.., var last] && (last.Number < Head || last.Changes[^1].Place < last.ChangeCount) ? ("after", NextAfter) : null;
}

/// <summary>A revision with what it did.</summary>
/// <param name="NextAfterPlace">Where its list of changes goes on; null at its end.</param>
public sealed record RevisionItem(Guid Epoch, RevisionContract Revision, IReadOnlyList<ChangeContract> Changes, int? NextAfterPlace);

/// <summary>One thing that a revision did, as the stream tells it.</summary>
public sealed record StreamedChange(RevisionContract Revision, ChangeContract Change)
{
    public static StreamedChange FromChange(RevisionChanges revision, ChangeContract change) =>
        new(new(revision.Number, revision.At, revision.Author, revision.Note, revision.ChangeCount), change);
}

/// <summary>Where the stream starts.</summary>
/// <param name="Head">The number of the last revision.</param>
/// <param name="After">What comes after it follows.</param>
public sealed record StreamStart(Guid Epoch, long Head, string After);
