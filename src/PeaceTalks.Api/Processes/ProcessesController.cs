using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.References;

namespace PeaceTalks.Api.Processes;

[ApiController]
[Route("api/v1/processes")]
[Tags("Look up")]
public sealed class ProcessesController(ProcessNoun noun, ReferenceEndpoints references) : ControllerBase
{
    /// <summary>The sets of talks</summary>
    /// <remarks>By slug, with who takes part and as what: sides, mediators, guarantors, supporters, observers.</remarks>
    [HttpGet(Name = "listProcesses"), RequiresRole(Role.Reader)]
    public Task<KnownPage<ProcessContract>> List(
        [FromQuery] string? knownAt = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    ) => references.ListAsync(noun, HttpContext, knownAt, cursor, limit, snapshot => snapshot.Processes.All, cancellation);

    /// <summary>A set of talks</summary>
    /// <remarks>Its version is its ETag; give it as `If-Match` to edit.</remarks>
    [HttpGet("{slug}", Name = "getProcess"), RequiresRole(Role.Reader)]
    public Task<ProcessContract> Get(string slug, string? knownAt = null, CancellationToken cancellation = default) =>
        references.GetAsync(noun, HttpContext, slug, knownAt, cancellation);

    /// <summary>Add a process</summary>
    /// <remarks>Becomes one revision. A slug that is taken is a conflict. With `dryRun=true` all is checked and answered, and nothing written.</remarks>
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
    /// Becomes one revision, or none where nothing changes. The whole is given, under the version that was read (`If-Match`), so that no edit is lost.
    /// Reads pinned to a revision before keep what they had, names included.
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
