using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Revisions;

/// <summary>One thing that a revision did, as a line of CSV.</summary>
/// <param name="Number">Of the revision.</param>
/// <param name="At">By the database's clock.</param>
/// <param name="ChangeCount">How many things it did in all.</param>
/// <param name="Place">From 1, in the order in which it was said.</param>
/// <param name="Action">What it did.</param>
/// <param name="Noun">To what.</param>
/// <param name="Subject">The slug, or for records the id.</param>
/// <param name="Supersedes">The record that a correction superseded.</param>
/// <param name="Kind">What a position changes of its track; empty where it says the same again or is older than what is held, and for other nouns.</param>
/// <param name="Headline">One line that a person can read.</param>
/// <param name="Link">Where the subject is read as the revision left it.</param>
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
