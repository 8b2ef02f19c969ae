using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Issues;

/// <summary>An issue as a line of CSV.</summary>
/// <param name="Process">The talks that it is part of.</param>
/// <param name="Parent">The parent issue. Empty for a root of the tree.</param>
/// <param name="SubIssues">Slugs of its direct sub-issues.</param>
public sealed record IssueRow(
    string Slug,
    Reference Process,
    Reference? Parent,
    string Name,
    string Question,
    string? Description,
    int SubIssueCount,
    string? SubIssues,
    int Version,
    long RecordedIn
) : IRow
{
    public static IssueRow FromIssue(IssueContract issue) =>
        new(
            issue.Slug,
            issue.Process,
            issue.Parent,
            issue.Name,
            issue.Question,
            issue.Description,
            issue.SubIssues.Count,
            issue.SubIssues.AsCell(),
            issue.Version,
            issue.RecordedIn
        );
}
