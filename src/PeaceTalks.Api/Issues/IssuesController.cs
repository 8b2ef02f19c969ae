using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Issues;

[ApiController]
[Route("api/v1/issues")]
[Tags("Look up")]
public sealed class IssuesController(PeaceTalksDb db, PinReader pins, ReferenceWriter writer) : ControllerBase
{
    /// <summary>The issues</summary>
    /// <remarks>By slug. `parent` chooses those just below an issue; the tree is at `/issues/tree`.</remarks>
    [HttpGet, Needs(Role.Reader)]
    public async Task<KnownPage<IssueContract>> List(
        [FromQuery] string[] process, [FromQuery] string[] parent, [FromQuery] string? knownAt = null, string? cursor = null, [Range(1, 200)] int limit = 50, CancellationToken cancellation = default)
    {
        var (pin, start) = await pins.PageAsync(Request, null, knownAt, cursor, 1, cancellation);
        pin.Catalogue.Require("process", Noun.Process, process);
        pin.Catalogue.Require("parent", Noun.Issue, parent);
        var found = pin.Catalogue.Issues.All
            .Where(x => process.Length == 0 || process.Contains(x.Process))
            .Where(x => parent.Length == 0 || parent.Contains(x.Parent));
        var (shown, next) = found.PageAfter(start, limit, Request, pin);
        var names = await db.NamesAsync(pin, [], cancellation);
        return new KnownPage<IssueContract>(pin.Revision, [.. shown.Select(x => IssueContract.Of(x, names))], next, HttpContext.Pinned(pin, dated: false));
    }

    /// <summary>An issue, with its parent and sub-issues</summary>
    /// <remarks>Its version is its ETag; give it as `If-Match` to edit.</remarks>
    [HttpGet("{slug}"), Needs(Role.Reader)]
    public async Task<IssueContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return await AnswerAsync(pin, pin.Catalogue.Issues.Require(Noun.Issue, slug), cancellation);
    }

    /// <summary>The issues of a process as a tree</summary>
    /// <remarks>Each with its question and the number of proposals that address it.</remarks>
    /// <param name="process">Slug of the process.</param>
    [HttpGet("tree"), Needs(Role.Reader)]
    public async Task<IssueTree> Tree([FromQuery] string process, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        pin.Catalogue.Require("process", Noun.Process, process);
        var name = pin.Catalogue.Processes[process].Name;
        return new IssueTree(pin.Revision, new Reference(process, name), IssueNode.Below(null, process, pin.Catalogue), HttpContext.Pinned(pin, dated: false));
    }

    /// <summary>Add an issue</summary>
    /// <remarks>Becomes one revision. A slug that is taken is a conflict. With `dryRun=true` all is checked and answered, and nothing written.</remarks>
    [HttpPost, Needs(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<IssueContract>(StatusCodes.Status201Created)]
    public async Task<ActionResult<IssueContract>> Add(LedgerWrite<IssueInput> write, bool dryRun = false, CancellationToken cancellation = default)
    {
        var issue = await writer.AddAsync(Noun.Issue, write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);
        return dryRun ? issue : CreatedAtAction(nameof(Get), new { slug = issue.Slug }, issue);
    }

    /// <summary>Edit an issue</summary>
    /// <remarks>
    /// Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`), so that no edit is lost.
    /// Reads pinned to a revision before keep what they had, names included.
    /// </remarks>
    [HttpPut("{slug}"), Needs(Role.Analyst)]
    [Tags("Record")]
    public Task<IssueContract> Edit(string slug, LedgerWrite<IssueInput> write, bool dryRun = false, CancellationToken cancellation = default) =>
        writer.EditAsync(Noun.Issue, slug, Request.RequiredVersion(), write.Item, write.By(User), dryRun, (pin, x) => AnswerAsync(pin, x, cancellation, dryRun), cancellation);

    private async Task<IssueContract> AnswerAsync(Pin pin, IssueVersion issue, CancellationToken cancellation, bool dryRun = false)
    {
        HttpContext.TellVersion(pin, issue.Version, dryRun);
        return IssueContract.Of(issue, await db.NamesAsync(pin, [], cancellation));
    }
}
