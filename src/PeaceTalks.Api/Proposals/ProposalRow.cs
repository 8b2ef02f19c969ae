using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Proposals;

/// <summary>A proposal as a line of CSV.</summary>
/// <param name="Process">The talks that it is part of.</param>
/// <param name="Issues">Slugs of the issues that it addresses.</param>
/// <param name="Sponsors">Each party with its role in the talks.</param>
/// <param name="Relations">Relations to other proposals: kind and slug.</param>
/// <param name="RelatedFrom">Other proposals that declare a relation to this one: kind and slug.</param>
/// <param name="Labels">The names that parties use for it.</param>
/// <param name="Milestones">
/// The steps that the proposal has taken, oldest first: step, day, the party that took it, and who asserted it.
/// </param>
[ShortColumns(
    "slug",
    "processSlug",
    "name",
    "kind",
    "disclosure",
    "summary",
    "issues",
    "sponsors",
    "relations",
    "labels",
    "milestones",
    "recordedIn"
)]
public sealed record ProposalRow(
    string Slug,
    Reference Process,
    string Name,
    string Summary,
    ProposalKind Kind,
    Disclosure Disclosure,
    int IssueCount,
    string? Issues,
    int SponsorCount,
    string? Sponsors,
    int RelationCount,
    string? Relations,
    int RelatedFromCount,
    string? RelatedFrom,
    int LabelCount,
    string? Labels,
    int MilestoneCount,
    string? Milestones,
    int Version,
    long RecordedIn
) : IRow
{
    public static ProposalRow FromProposal(ProposalContract proposal) =>
        new(
            proposal.Slug,
            proposal.Process,
            proposal.Name,
            proposal.Summary,
            proposal.Kind,
            proposal.Disclosure,
            proposal.Issues.Count,
            proposal.Issues.AsCell(),
            proposal.Sponsors.Count,
            Cells.ToCell(proposal.Sponsors.Select(x => $"{x.Party.Slug} {EnumNames.NameOf(x.Role)}")),
            proposal.Relations.Count,
            Cells.ToCell(proposal.Relations.Select(Relation)),
            proposal.RelatedFrom.Count,
            Cells.ToCell(proposal.RelatedFrom.Select(Relation)),
            proposal.Labels.Count,
            Cells.ToCell(proposal.Labels.Select(x => $"{x.Party.Slug}: {x.Label}")),
            proposal.Milestones.Count,
            Cells.ToCell(proposal.Milestones.Select(Step)),
            proposal.Version,
            proposal.RecordedIn
        );

    private static string Step(ProposalStepContract step) =>
        string.Join(
            ' ',
            (
                (string?[])
                    [
                        EnumNames.NameOf(step.Step),
                        $"{step.HappenedOn}",
                        step.By is null ? null : $"({step.By.Slug})",
                        EnumNames.NameOf(step.Attribution),
                        step.AssertedBy?.Slug,
                    ]
            ).OfType<string>()
        );

    private static string Relation(RelationContract relation) => $"{EnumNames.NameOf(relation.Type)} {relation.Proposal.Slug}";
}
