using PeaceTalks.Api.Http;

namespace PeaceTalks.Api.Ledger;

/// <summary>What the rules that only the database can decide mean to the sender.</summary>
public static class LedgerConstraints
{
    public static void Explain(ConstraintMessages messages)
    {
        messages.Add("rewrites_have_no_cycle", "/item/rewriteOf", "would make the article a retelling of itself");
        messages.Add("issue_tree_has_no_cycle", "/item/parent", "would make the issue its own ancestor");
        messages.Add("fk_issue_version_parent_process", "/item/parent", "is an issue of another process; a parent is of the same one");
        messages.Add("fk_issue_version_slug_process", "/item/process", "is another than the issue's; the process never changes");
        messages.Add("fk_proposal_version_slug_process", "/item/process", "is another than the proposal's; the process never changes");
        messages.Add("proposal_version_issues", "/item/issues", "names an issue of another process; a proposal addresses issues of its own");
        messages.Add("proposal_version_relations", "/item/relations", "names a proposal of another process; relations are within one");
    }
}
