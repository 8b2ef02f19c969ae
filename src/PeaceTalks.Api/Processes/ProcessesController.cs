using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.References;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Processes;

[ApiController]
[Route("api/v1/processes")]
[Tags("Look up")]
public sealed class ProcessesController(ProcessNoun noun, ReferenceEndpoints references) : ControllerBase
{
    /// <summary>List processes (sets of talks)</summary>
    /// <remarks>
    /// The list is sorted by slug. It says who takes part in the talks and in what role: sides, mediators, guarantors, supporters and
    /// observers.
    /// </remarks>
    [HttpGet(Name = "listProcesses"), RequiresRole(Role.Reader)]
    public Task<KnownPage<ProcessContract>> List(
        [FromQuery] SearchQuery? q = null,
        [FromQuery] string? knownAt = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    ) => references.ListAsync(noun, HttpContext, knownAt, cursor, limit, q, snapshot => snapshot.Processes.All, cancellation);

    /// <summary>Get a process</summary>
    /// <remarks>The ETag ends in the version. Send it as `If-Match` when you edit.</remarks>
    [HttpGet("{slug}", Name = "getProcess"), RequiresRole(Role.Reader)]
    public Task<ProcessContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default) =>
        references.GetAsync(noun, HttpContext, slug, knownAt, cancellation);

    /// <summary>Add a process</summary>
    /// <remarks>
    /// Writing it creates one revision. If the slug is already in use, you get 409. With `dryRun=true`, the request is validated and you
    /// get the usual answer, but nothing is saved.
    /// </remarks>
    [HttpPost(Name = "addProcess"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    [ProducesResponseType<ProcessContract>(StatusCodes.Status201Created)]
    public Task<ActionResult<ProcessContract>> Add(
        LedgerWrite<ProcessInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.AddAsync(noun, HttpContext, write.Item, write.By(User), dryRun, cancellation);

    /// <summary>Edit a process</summary>
    /// <remarks>
    /// Send the whole item. In `If-Match`, send the version that you have read, so that nobody's edit is lost. The edit creates one
    /// revision, or none if nothing changes. Reads pinned to an earlier revision still return the earlier data, including the names.
    /// </remarks>
    [HttpPut("{slug}", Name = "editProcess"), RequiresRole(Role.Analyst)]
    [Tags("Record")]
    public Task<ProcessContract> Edit(
        string slug,
        LedgerWrite<ProcessInput> write,
        bool dryRun = false,
        CancellationToken cancellation = default
    ) => references.EditAsync(noun, HttpContext, slug, write.Item, write.By(User), dryRun, cancellation);
}
