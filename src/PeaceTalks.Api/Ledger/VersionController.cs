using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.Ledger;

/// <summary>What answers here: the release of the service, and its ledger.</summary>
/// <param name="Release">The version of the service. Answers that are pinned have the same bytes within one release.</param>
/// <param name="Commit">The commit that the service was built from. Null if it was not built from a git repository.</param>
/// <param name="Dataset">The data set that the ledger began with. Null if it began empty.</param>
/// <param name="Epoch">The epoch of the ledger.</param>
/// <param name="Head">The newest revision.</param>
public sealed record VersionContract(string Release, string? Commit, string? Dataset, Guid Epoch, long Head);

[ApiController]
[Route("version")]
[Tags("Look up")]
[ResponseCache(NoStore = true)]
public sealed class VersionController(PeaceTalksDb db) : ControllerBase
{
    /// <summary>Show which release answers, and from which ledger</summary>
    /// <remarks>
    /// Note it beside an answer that you keep. A pinned answer has the same data for ever, and the same bytes within one release.
    /// </remarks>
    [HttpGet(Name = "getVersion"), RequiresRole(Role.Reader)]
    public async Task<VersionContract> Get(CancellationToken cancellation = default)
    {
        var ledger = await db
            .Heads.Select(head => new
            {
                head.Epoch,
                head.Head,
                First = db.Set<Revision>().Where(x => x.Number == 1).Select(x => x.Note).FirstOrDefault(),
            })
            .SingleAsync(cancellation);
        return new(Release.Version, Release.Commit, DatasetNote.NameIn(ledger.First), ledger.Epoch, ledger.Head);
    }
}
