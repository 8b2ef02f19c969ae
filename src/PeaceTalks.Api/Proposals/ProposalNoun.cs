using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Proposals;

/// <inheritdoc/>
public sealed class ProposalNoun()
    : SnapshotNoun<Proposal, ProposalVersion, ProposalContract>(
        Noun.Proposal,
        "process, name, summary, kind, disclosure, issues, sponsors, relations, labels"
    )
{
    protected override ProposalVersion Read(VersionRow row) =>
        new()
        {
            Slug = row.Slug,
            Version = row.Version,
            RecordedIn = row.RecordedIn,
            SupersededIn = row.SupersededIn,
            Process = row.Text(0),
            Name = row.Text(1),
            Summary = row.Text(2),
            Kind = row.Enum<ProposalKind>(3),
            Disclosure = row.Enum<Disclosure>(4),
            Issues = row.List<string>(5),
            Sponsors = row.List<Sponsor>(6),
            Relations = row.List<Relation>(7),
            Labels = row.List<Label>(8),
        };

    protected override IEnumerable<string> ArticlesOf(ProposalVersion proposal, ReferenceSnapshot snapshot) =>
        ProposalContract.ArticlesOf(proposal, snapshot);

    /// <summary>The milestones of the proposals, in the order of their days.</summary>
    public override async Task<ILookup<string, ISupersedable>> RelatedRecordsAsync(
        PeaceTalksDb db,
        IReadOnlyCollection<string> slugs,
        long[] revisions,
        CancellationToken cancellation
    )
    {
        var milestones =
            slugs.Count == 0
                ? []
                : await db
                    .Milestones.AsNoTracking()
                    .Where(x => slugs.Contains(x.Proposal))
                    .InForceAtAny(revisions)
                    .InDayOrder(newestFirst: false, null)
                    .ToListAsync(cancellation);
        return milestones.ToLookup(x => x.Proposal!, ISupersedable (x) => x);
    }

    protected override ProposalContract ToContract(ProposalVersion proposal, Names names, IEnumerable<ISupersedable> related) =>
        ProposalContract.FromProposal(proposal, related.Cast<Milestone>(), names);
}

public static class ProposalSetup
{
    extension(ReferenceSnapshot snapshot)
    {
        public ReferenceIndex<ProposalVersion> Proposals => snapshot.Of<ProposalVersion>(Noun.Proposal);
    }

    public static void AddProposals(this IServiceCollection services)
    {
        services.AddReferenceNoun<ProposalNoun>();
        services.AddTable<ProposalContract, ProposalRow>(ProposalRow.FromProposal);
        services.Configure<ConstraintMessages>(messages =>
        {
            messages.Add("packages_have_no_cycle", "/item/relations", "would make the proposal part of itself, by way of other proposals");
            messages.Add(
                "proposal_revisions_have_no_cycle",
                "/item/relations",
                "would make the proposal a revision of itself, by way of other proposals"
            );
            messages.Add(
                "fk_proposal_version_slug_process",
                "/item/process",
                "differs from the process of the proposal, which never changes"
            );
            messages.Add(
                "proposal_version_issues",
                "/item/issues",
                "names an issue of another process; a proposal addresses issues of its own process"
            );
            messages.Add(
                "proposal_version_relations",
                "/item/relations",
                "names a proposal of another process; relations stay within one process"
            );
        });
    }
}
