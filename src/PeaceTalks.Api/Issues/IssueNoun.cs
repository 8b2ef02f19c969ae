using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Issues;

/// <inheritdoc/>
public sealed class IssueNoun()
    : SnapshotNoun<Issue, IssueVersion, IssueContract>(Noun.Issue, "process, parent, name, question, description")
{
    protected override IssueVersion Read(VersionRow row) =>
        new()
        {
            Slug = row.Slug,
            Version = row.Version,
            RecordedIn = row.RecordedIn,
            SupersededIn = row.SupersededIn,
            Process = row.Text(0),
            Parent = row.TextOrNull(1),
            Name = row.Text(2),
            Question = row.Text(3),
            Description = row.TextOrNull(4),
        };

    protected override IssueContract ToContract(IssueVersion issue, Names names, IEnumerable<ISupersedable> related) =>
        IssueContract.FromIssue(issue, names);
}

public static class IssueSetup
{
    extension(ReferenceSnapshot snapshot)
    {
        public ReferenceIndex<IssueVersion> Issues => snapshot.Of<IssueVersion>(Noun.Issue);
    }

    public static void AddIssues(this IServiceCollection services)
    {
        services.AddReferenceNoun<IssueNoun>();
        services.AddScoped<IAnswerHints, SubIssueHints>();
        services.AddTable<IssueContract, IssueRow>(IssueRow.FromIssue);
        services.Configure<ConstraintMessages>(messages =>
        {
            messages.Add("issue_tree_has_no_cycle", "/item/parent", "would make the issue its own ancestor");
            messages.Add(
                "fk_issue_version_parent_process",
                "/item/parent",
                "is an issue of another process; a parent belongs to the same process"
            );
            messages.Add("fk_issue_version_slug_process", "/item/process", "differs from the process of the issue, which never changes");
        });
    }
}
