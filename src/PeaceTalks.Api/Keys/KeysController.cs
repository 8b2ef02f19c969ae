using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;

namespace PeaceTalks.Api.Keys;

[ApiController]
[Route("api/v1/keys")]
[Tags("Administer")]
[ResponseCache(NoStore = true)]
public sealed class KeysController(PeaceTalksDb db, TimeProvider clock) : ControllerBase
{
    /// <summary>The keys, newest first</summary>
    /// <remarks>All that were ever made, revoked and expired ones too, without their secrets.</remarks>
    [HttpGet(Name = "listKeys"), RequiresRole(Role.Admin)]
    public async Task<KeyPage> List(string? cursor = null, [Range(1, 200)] int limit = 50, CancellationToken cancellation = default)
    {
        var before = Request.IdBefore(cursor);
        var found = await db
            .Keys.AsNoTracking()
            .Where(x => x.Id < before)
            .OrderByDescending(x => x.Id)
            .Take(limit + 1)
            .ToListAsync(cancellation);
        return new KeyPage(
            [.. found.Take(limit).Select(KeyContract.FromKey)],
            found.Count > limit ? Request.CursorAfter($"{found[limit - 1].Id}") : null
        );
    }

    /// <summary>A key</summary>
    /// <remarks>Without its secret, which was shown when it was made and never again.</remarks>
    [HttpGet("{id:guid}", Name = "getKey"), RequiresRole(Role.Admin)]
    public async Task<KeyContract> Get(Guid id, CancellationToken cancellation = default) =>
        KeyContract.FromKey(await FindAsync(id, cancellation));

    /// <summary>Make a key</summary>
    /// <remarks>
    /// The answer shows the secret, once: only its hash is kept. Whoever has it sends it as `Authorization: Bearer pt_...`. The name is the author of all that is
    /// written with the key. Of a repeat under the same `Idempotency-Key` the answer is 409, since the secret is not kept for it: revoke the key and make another.
    /// </remarks>
    [
        HttpPost(Name = "addKey"),
        RequiresRole(Role.Admin),
        NotReplayed("The key was made, and its secret was shown then, once. If that answer was lost, revoke the key and make another.")
    ]
    [ProducesResponseType<NewKeyContract>(StatusCodes.Status201Created)]
    public async Task<ActionResult<NewKeyContract>> Add(KeyInput input, CancellationToken cancellation = default)
    {
        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellation);
        await db.RequireInForceAsync(User.KeyId(), clock.GetUtcNow(), cancellation);
        var secret = Secret.New();
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(),
            Name = input.Name,
            Role = input.Role,
            Hint = secret.Hint,
            Hash = secret.Hash,
            CreatedAt = ApiKey.Kept(clock.GetUtcNow()),
            ExpiresAt = input.ExpiresAt is { } at ? ApiKey.Kept(at) : null,
        };
        db.Add(key);
        db.Add(Entry(AuditAction.KeyCreated, key.Id, null));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return CreatedAtRoute("getKey", new { key.Id }, new NewKeyContract(KeyContract.FromKey(key), secret.Text));
    }

    /// <summary>Revoke a key</summary>
    /// <remarks>From the next request on it is refused, for good. An ADMIN key is revoked only where another is in force for at least a day more: make one first.</remarks>
    [HttpPost("{id:guid}/revocation", Name = "revokeKey"), RequiresRole(Role.Admin)]
    public async Task<KeyContract> Revoke(Guid id, AdminNote why, CancellationToken cancellation = default)
    {
        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellation);
        // All of them, so that two ADMINs cannot revoke each other at once.
        await db.Database.ExecuteSqlAsync($"SELECT FROM key WHERE role = 'ADMIN' OR id = {id} ORDER BY id FOR NO KEY UPDATE", cancellation);
        await db.RequireInForceAsync(User.KeyId(), clock.GetUtcNow(), cancellation);
        var key = await FindAsync(id, cancellation);
        var now = ApiKey.Kept(clock.GetUtcNow());
        if (key.RevokedAt is { } at)
        {
            throw Problems.Conflict($"The key was revoked at {InstantText.Write(at)} already.", $"/api/v1/keys/{id}");
        }

        var successors = db.Keys.Where(ApiKey.InForceAt(now.AddDays(1))).Where(x => x.Id != id && x.Role == Role.Admin);
        if (key.Role == Role.Admin && !await successors.AnyAsync(cancellation))
        {
            throw Problems.Conflict(
                "No other ADMIN key is in force for at least a day more: soon nobody could make another. Make one first."
            );
        }

        key.RevokedAt = now;
        db.Add(Entry(AuditAction.KeyRevoked, id, why.Note));
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return KeyContract.FromKey(key);
    }

    private async Task<ApiKey> FindAsync(Guid id, CancellationToken cancellation) =>
        await db.Keys.SingleOrDefaultAsync(x => x.Id == id, cancellation)
        ?? throw Problems.NotFound("key", id.ToString(), listPath: "/api/v1/keys");

    private AuditEntry Entry(AuditAction action, Guid? key, string? note) => HttpContext.Audited(action, key, note, clock.GetUtcNow());
}
