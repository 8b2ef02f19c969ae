using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.References;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Proposals;

[ApiController]
[Route("api/v1/proposals")]
[Tags("Look up")]
public sealed class ProposalsController(ProposalNoun noun, ReferenceEndpoints references) : ControllerBase
{
    /// <summary>List proposals</summary>
    /// <remarks>
    /// A proposal is an idea that a party can be for or against, with sponsors, relations and labels. The list is sorted by slug. What
    /// parties think of a proposal, and with what figures and conditions, is recorded with the positions.
    /// </remarks>
    [HttpGet(Name = "listProposals"), RequiresRole(Role.Reader)]
    public Task<KnownPage<ProposalContract>> List(
        [FromQuery] ProposalFilters filters,
        [FromQuery] SearchQuery? q = null,
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
            q,
            snapshot =>
            {
                filters.Check(snapshot);
                return snapshot.Proposals.All.Where(filters.Matcher(snapshot));
            },
            cancellation
        );

    /// <summary>Get a proposal, with sponsors, relations, labels and milestones</summary>
    /// <remarks>The ETag ends in the version. Send it as `If-Match` when you edit.</remarks>
    [HttpGet("{slug}", Name = "getProposal"), RequiresRole(Role.Reader)]
    public Task<ProposalContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default) =>
        references.GetAsync(noun, HttpContext, slug, knownAt, cancellation);

    /// <summary>Add a proposal</summary>
    /// <remarks>
    /// Writing it creates one revision. If the slug is already in use, you get 409. With `dryRun=true`, the request is validated and you
    /// get the usual answer, but nothing is saved.
    /// </remarks>
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
    /// Send the whole item. In `If-Match`, send the version that you have read, so that nobody's edit is lost. The edit creates one
    /// revision, or none if nothing changes. Reads pinned to an earlier revision still return the earlier data, including the names.
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
