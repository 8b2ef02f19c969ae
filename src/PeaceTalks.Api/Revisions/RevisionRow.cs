using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Revisions;

/// <summary>One change that a revision made, as a line of CSV.</summary>
/// <param name="Number">The number of the revision.</param>
/// <param name="At">When it was committed, by the database's clock.</param>
/// <param name="ChangeCount">The total number of changes in the revision.</param>
/// <param name="Place">The place of the change in its revision, from 1.</param>
/// <param name="Action">What was done.</param>
/// <param name="Noun">What kind of thing was changed.</param>
/// <param name="Subject">The slug of what was changed. For records and remarks, the id.</param>
/// <param name="Supersedes">For a correction: the record that it supersedes.</param>
/// <param name="Kind">
/// How a position changed what its track holds. Empty if it repeats what is held or is older than it, and for every other noun.
/// </param>
/// <param name="Headline">A one-line summary for people.</param>
/// <param name="Link">The address of the subject as this revision left it.</param>
public sealed record RevisionRow(
    long Number,
    DateTimeOffset At,
    string Author,
    string Note,
    int ChangeCount,
    int Place,
    ChangeAction Action,
    Noun Noun,
    string Subject,
    string? Supersedes,
    DiffKind? Kind,
    string Headline,
    string Link
) : IRow
{
    public static IEnumerable<RevisionRow> FromPage(RevisionPage page) =>
        from revision in page.Items
        from change in revision.Changes
        select new RevisionRow(
            revision.Number,
            revision.At,
            revision.Author,
            revision.Note,
            revision.ChangeCount,
            change.Place,
            change.Action,
            change.Noun,
            change.Subject,
            change.Supersedes,
            change.Kind,
            change.Headline,
            change.Link
        );
}
