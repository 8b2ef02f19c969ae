using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;

namespace PeaceTalks.Api.Proposals;

[ApiController]
[Route("api/v1/proposals")]
[Tags("Look up")]
public sealed class ProposalsController(PeaceTalksDb db, PinReader pins, ReferenceWriter writer) : ControllerBase
{
    /// <summary>The proposals</summary>
    /// <remarks>
    /// By slug: ideas that a party can be for or against, with sponsors, relations and labels. What parties think of them, and on what figures and
    /// conditions, stands on the positions.
    /// </remarks>
    [HttpGet, Needs(Role.Reader)]
    public async Task<KnownPage<ProposalContract>> List(
        [FromQuery] ProposalFilters filters, [FromQuery] string? knownAt = null, string? cursor = null, [Range(1, 200)] int limit = 50, CancellationToken cancellation = default)
    {
        var (pin, start) = await pins.PageAsync(Request, null, knownAt, cursor, 1, cancellation);
        filters.Check(pin.Catalogue);
        var found = pin.Catalogue.Proposals.All.Where(filters.Matcher(pin.Catalogue));
        var (shown, next) = found.PageAfter(start, limit, Request, pin);
        var names = await db.NamesAsync(pin, shown.SelectMany(x => ProposalContract.Articles(x, pin.Catalogue)), cancellation);
        var milestones = await MilestonesAsync(pin, [.. shown.Select(x => x.Slug)], cancellation);
        return new KnownPage<ProposalContract>(pin.Revision, [.. shown.Select(x => ProposalContract.Of(x, milestones, names))], next, HttpContext.Pinned(pin, dated: false));
    }

    /// <summary>A proposal, with sponsors, relations, labels and milestones</summary>
    /// <remarks>Its version is its ETag; give it as `If-Match` to edit.</remarks>
    [HttpGet("{slug}"), Needs(Role.Reader)]
    public async Task<ProposalContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return await AnswerAsync(pin, pin.Catalogue.Proposals.Require(Noun.Proposal, slug), cancellation);
    }

    /// <summary>Add a proposal</summary>
    /// <remarks>Becomes one revision. A slug that is taken is a conflict. With `dryRun=true` all is checked and answered, and nothing written.</remarks>
    [HttpPost, Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<ProposalContract>(StatusCodes.Status201Created)]
    public async Task<ActionResult<ProposalContract>> Add(LedgerWrite<ProposalInput> write, bool dryRun = false, CancellationToken cancellation = default)
    {
        var proposal = await writer.AddAsync(Noun.Proposal, write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);
        return dryRun ? proposal : CreatedAtAction(nameof(Get), new { slug = proposal.Slug }, proposal);
    }

    /// <summary>Edit a proposal</summary>
    /// <remarks>
    /// Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`), so that no edit is lost.
    /// Reads pinned to a revision before keep what they had, names included.
    /// </remarks>
    [HttpPut("{slug}"), Needs(Role.Analyst)]
    [Tags("Record")]
    public Task<ProposalContract> Edit(string slug, LedgerWrite<ProposalInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        writer.EditAsync(Noun.Proposal, slug, Request.RequiredVersion(), write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);

    private async Task<ProposalContract> AnswerAsync(Pin pin, ProposalVersion proposal, CancellationToken cancellation, bool dryRun = false)
    {
        HttpContext.TellVersion(pin, proposal.Version, dryRun);
        return ProposalContract.Of(proposal, await MilestonesAsync(pin, [proposal.Slug], cancellation), await db.NamesAsync(pin, ProposalContract.Articles(proposal, pin.Catalogue), cancellation));
    }

    private Task<List<Milestone>> MilestonesAsync(Pin pin, string[] proposals, CancellationToken cancellation) =>
        db.Milestones.AsNoTracking().InForceAt(pin.Revision).Where(x => proposals.Contains(x.Proposal)).InDayOrder(newestFirst: false, null).ToListAsync(cancellation);
}
