using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.References;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Issues;

[ApiController]
[Route("api/v1/issues")]
[Tags("Look up")]
public sealed class IssuesController(IssueNoun noun, ReferenceEndpoints references, PinReader pins) : ControllerBase
{
    /// <summary>List issues</summary>
    /// <remarks>The list is sorted by slug. `parent` selects the direct sub-issues of an issue. The tree is at `/issues/tree`.</remarks>
    [HttpGet(Name = "listIssues"), RequiresRole(Role.Reader)]
    public Task<KnownPage<IssueContract>> List(
        [FromQuery] string[] process,
        [FromQuery] string[] parent,
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
                snapshot.Require("process", Noun.Process, process);
                snapshot.Require("parent", Noun.Issue, parent);
                return snapshot
                    .Issues.All.Where(x => process.Length == 0 || process.Contains(x.Process))
                    .Where(x => parent.Length == 0 || parent.Contains(x.Parent));
            },
            cancellation
        );

    /// <summary>Get an issue, with its parent and sub-issues</summary>
    /// <remarks>The ETag ends in the version. Send it as `If-Match` when you edit.</remarks>
    [HttpGet("{slug}", Name = "getIssue"), RequiresRole(Role.Reader)]
    public Task<IssueContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default) =>
        references.GetAsync(noun, HttpContext, slug, knownAt, cancellation);

    /// <summary>Get the issues of a process as a tree</summary>
    /// <remarks>Each issue comes with its question and with the number of proposals that address it.</remarks>
    /// <param name="process">Slug of the process. You can leave it out if there is only one.</param>
    [HttpGet("tree", Name = "getIssueTree"), RequiresRole(Role.Reader)]
    public async Task<IssueTree> Tree([FromQuery] string? process = null, string? knownAt = null, CancellationToken cancellation = default)
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        process ??= OnlyProcess(pin.Snapshot);
        pin.Snapshot.Require("process", Noun.Process, process);
        var name = pin.Snapshot.Processes[process].Name;
        return new IssueTree(
            pin.Revision,
            new Reference(process, name),
            IssueNode.Below(null, process, pin.Snapshot),
            HttpContext.Pinned(pin, dated: false)
        );
    }

    /// <summary>Add an issue</summary>
    /// <remarks>
    /// Writing it creates one revision. If the slug is already in use, you get 409. With `dryRun=true`, the request is validated and you
    /// get the usual answer, but nothing is saved.
    /// </remarks>
    [HttpPost(Name = "addIssue"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<IssueContract>(StatusCodes.Status201Created)]
    public Task<ActionResult<IssueContract>> Add(
        LedgerWrite<IssueInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.AddAsync(noun, HttpContext, write.Item, write.By(User), dryRun, cancellation);

    /// <summary>Edit an issue</summary>
    /// <remarks>
    /// Send the whole item. In `If-Match`, send the version that you have read, so that nobody's edit is lost. The edit creates one
    /// revision, or none if nothing changes. Reads pinned to an earlier revision still return the earlier data, including the names.
    /// </remarks>
    [HttpPut("{slug}", Name = "editIssue"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    public Task<IssueContract> Edit(
        string slug,
        LedgerWrite<IssueInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.EditAsync(noun, HttpContext, slug, write.Item, write.By(User), dryRun, cancellation);

    /// <exception cref="ProblemException">400: there is no process, or more than one.</exception>
    private static string OnlyProcess(ReferenceSnapshot snapshot) =>
        snapshot.Processes.Count == 1
            ? snapshot.Processes.Slugs.Single()
            : throw Problems.Invalid(
                "process",
                $"is missing, and there are {snapshot.Processes.Count} processes to choose from; all: {Noun.Process.Path()}"
            );
}
