using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.References;

namespace PeaceTalks.Api.Proposals;

[ApiController]
[Route("api/v1/proposals")]
[Tags("Look up")]
public sealed class ProposalsController(ProposalNoun noun, ReferenceEndpoints references) : ControllerBase
{
    /// <summary>The proposals</summary>
    /// <remarks>
    /// By slug: ideas that a party can be for or against, with sponsors, relations and labels. What parties think of them, and on what figures and
    /// conditions, stands on the positions.
    /// </remarks>
    [HttpGet(Name = "listProposals"), RequiresRole(Role.Reader)]
    public Task<KnownPage<ProposalContract>> List(
        [FromQuery] ProposalFilters filters,
        [FromQuery] string? knownAt = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    ) =>
        references.ListAsync(
            noun,
            HttpContext,
            knownAt,
            cursor,
            limit,
            snapshot =>
            {
                filters.Check(snapshot);
                return snapshot.Proposals.All.Where(filters.Matcher(snapshot));
            },
            cancellation
        );

    /// <summary>A proposal, with sponsors, relations, labels and milestones</summary>
    /// <remarks>Its version is its ETag; give it as `If-Match` to edit.</remarks>
    [HttpGet("{slug}", Name = "getProposal"), RequiresRole(Role.Reader)]
    public Task<ProposalContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default) =>
        references.GetAsync(noun, HttpContext, slug, knownAt, cancellation);

    /// <summary>Add a proposal</summary>
    /// <remarks>Becomes one revision. A slug that is taken is a conflict. With `dryRun=true` all is checked and answered, and nothing written.</remarks>
    [HttpPost(Name = "addProposal"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<ProposalContract>(StatusCodes.Status201Created)]
    public Task<ActionResult<ProposalContract>> Add(
        LedgerWrite<ProposalInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.AddAsync(noun, HttpContext, write.Item, write.By(User), dryRun, cancellation);

    /// <summary>Edit a proposal</summary>
    /// <remarks>
    /// Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`), so that no edit is lost.
    /// Reads pinned to a revision before keep what they had, names included.
    /// </remarks>
    [HttpPut("{slug}", Name = "editProposal"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    public Task<ProposalContract> Edit(
        string slug,
        LedgerWrite<ProposalInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.EditAsync(noun, HttpContext, slug, write.Item, write.By(User), dryRun, cancellation);
}
