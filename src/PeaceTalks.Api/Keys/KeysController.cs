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
public sealed class KeysController(PeaceTalksDb db, DatabaseSession session, TimeProvider clock) : ControllerBase
{
    /// <summary>List keys, newest first</summary>
    /// <remarks>The list has every key that was ever created, including revoked and expired ones, without their secrets.</remarks>
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

    /// <summary>Get a key</summary>
    /// <remarks>The answer does not have the secret, which is only shown when the key is created.</remarks>
    [HttpGet("{id:guid}", Name = "getKey"), RequiresRole(Role.Admin)]
    public async Task<KeyContract> Get(Guid id, CancellationToken cancellation = default) =>
        KeyContract.FromKey(await FindAsync(id, cancellation));

    /// <summary>Create a key</summary>
    /// <remarks>
    /// The answer shows the secret once. The service keeps only its hash. Send the secret as `Authorization: Bearer pt_...`. The name of
    /// the key is the author of everything that is written with it. A repeat under the same `Idempotency-Key` gets 409, because the secret
    /// is not kept: revoke the key and create another one.
    /// </remarks>
    [
        HttpPost(Name = "addKey"),
        RequiresRole(Role.Admin),
        NotReplayed(
            "The key was created, and its secret was shown once, in the first answer. If that answer was lost, revoke the "
                + "key and create another one."
        )
    ]
    [ProducesResponseType<NewKeyContract>(StatusCodes.Status201Created)]
    public async Task<ActionResult<NewKeyContract>> Add(KeyInput input, CancellationToken cancellation = default)
    {
        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellation);
        // One key is made at a time, so that two names that look alike cannot slip in side by side.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({KeyNames.Lock})", cancellation);
        await session.RequireInForceAsync(User.KeyId(), clock.GetUtcNow(), cancellation);
        await db.RequireOwnNameAsync(input.Name, cancellation);
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
    /// <remarks>
    /// The key is refused for good, from the next request on. You can revoke an ADMIN key only if another one is in force for at least one
    /// more day: create that one first.
    /// </remarks>
    [HttpPost("{id:guid}/revocation", Name = "revokeKey"), RequiresRole(Role.Admin)]
    public async Task<KeyContract> Revoke(Guid id, AdminNote why, CancellationToken cancellation = default)
    {
        await using var transaction = await JoinedTransaction.BeginAsync(db, cancellation);
        // Locks all of them, so that two ADMINs cannot revoke each other at the same time.
        await db.Database.ExecuteSqlAsync($"SELECT FROM key WHERE role = 'ADMIN' OR id = {id} ORDER BY id FOR NO KEY UPDATE", cancellation);
        await session.RequireInForceAsync(User.KeyId(), clock.GetUtcNow(), cancellation);
        var key = await FindAsync(id, cancellation);
        var now = ApiKey.Kept(clock.GetUtcNow());
        if (key.RevokedAt is { } at)
        {
            throw Problems.Conflict($"The key was already revoked at {InstantText.Write(at)}.", $"/api/v1/keys/{id}");
        }

        var successors = db.Keys.Where(ApiKey.InForceAt(now.AddDays(1))).Where(x => x.Id != id && x.Role == Role.Admin);
        if (key.Role == Role.Admin && !await successors.AnyAsync(cancellation))
        {
            throw Problems.Conflict(
                "No other ADMIN key is in force for at least one more day, so soon nobody could create keys. Create "
                    + "another ADMIN key first."
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
