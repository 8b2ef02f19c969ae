using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;

namespace PeaceTalks.Api.Keys;

[ApiController]
[Route("api/v1/audit")]
[Tags("Administer")]
[ResponseCache(NoStore = true)]
public sealed class AuditController(PeaceTalksDb db) : ControllerBase
{
    /// <summary>List the audit of keys, newest first</summary>
    /// <remarks>
    /// The audit says who did what, when and from where: keys created and revoked, the addresses from which a key was used on a day, and
    /// renewals of the epoch. For what was written with a key, use `/revisions` with `author`, which takes the name of the key. Refused
    /// attempts are in the log of the service.
    /// </remarks>
    /// <param name="key">Id of a key. Selects what was done to it, and from where it was used.</param>
    [HttpGet(Name = "listAuditEntries"), RequiresRole(Role.Admin)]
    public async Task<AuditPage> List(
        Guid? key = null,
        AuditAction? action = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var before = Request.IdBefore(cursor);
        var found = await (
            from entry in db.Audit.Where(x => x.Id < before && (key == null || x.Key == key) && (action == null || x.Action == action))
            from actor in db.Set<ApiKey>().Where(x => x.Id == entry.By).DefaultIfEmpty()
            from about in db.Set<ApiKey>().Where(x => x.Id == entry.Key).DefaultIfEmpty()
            orderby entry.Id descending
            select new AuditEntryContract(
                entry.Id,
                entry.At,
                entry.Action,
                actor == null ? null : new KeyReference(actor.Id, actor.Name),
                about == null ? null : new KeyReference(about.Id, about.Name),
                entry.Address,
                entry.Note
            )
        )
            .Take(limit + 1)
            .ToListAsync(cancellation);
        return new AuditPage(found.Take(limit).ToList(), found.Count > limit ? Request.CursorAfter($"{found[limit - 1].Id}") : null);
    }
}
