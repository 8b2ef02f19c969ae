using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Keys;

/// <summary>
/// Lets the first ADMIN in: with the secret in the setting <c>Keys:Admin</c>, or with one that is made at a start when no ADMIN key is in
/// force.
/// </summary>
public sealed class FirstKey(PeaceTalksDb db, IOptions<KeySettings> settings, TimeProvider clock, ILogger<FirstKey> logger)
{
    private const string GivenSetting = "Keys:Admin";
    private const string FileSetting = "Keys:AdminFile";
    private const string Name = "admin";

    /// <summary>
    /// Whether the key in the setting, or without a setting any ADMIN key, is in force. If so, <see cref="MakeAsync"/> has nothing to do.
    /// </summary>
    /// <inheritdoc cref="MakeAsync" path="/exception"/>
    public async Task<bool> IsMadeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var given = settings.Value.Admin is { Length: > 0 } text ? Parse(text) : null;
        await using var command = new NpgsqlCommand(
            """
            SELECT EXISTS (
                SELECT 1 FROM key
                WHERE CASE WHEN $1 IS NULL THEN role = 'ADMIN' ELSE hash = $1 END
                  AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2))
            """,
            connection
        );
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)given?.Hash ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea });
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow() });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <param name="folder">Where the file is written, unless a setting says otherwise.</param>
    /// <exception cref="CannotStartException">
    /// The setting or the file holds no valid secret, the file cannot be written, or others can access it.
    /// </exception>
    public async Task MakeAsync(string folder, CancellationToken cancellation)
    {
        if (settings.Value.Admin is { Length: > 0 } given)
        {
            await AddAsync(Parse(given), cancellation);
        }
        else if (!await db.Keys.Where(ApiKey.InForceAt(clock.GetUtcNow())).AnyAsync(x => x.Role == Role.Admin, cancellation))
        {
            var path = Path.GetFullPath(settings.Value.AdminFile is { Length: > 0 } file ? file : Path.Combine(folder, "admin-key"));
            await AddAsync(await KeepAsync(path, cancellation), cancellation);
            logger.LogInformation("The first key has the role ADMIN. Its secret is in {Place}", path);
        }
    }

    private async Task AddAsync(Secret secret, CancellationToken cancellation)
    {
        var hash = secret.Hash;
        if (await db.Keys.AsNoTracking().SingleOrDefaultAsync(x => x.Hash == hash, cancellation) is { } known)
        {
            if (known.WhyRefused(clock.GetUtcNow()) is { } why)
            {
                logger.LogWarning("The key in the setting {Setting} is refused: it {Why}", GivenSetting, why);
            }

            return;
        }

        var isTaken =
            await db.Keys.AnyAsync(x => x.Name == Name && x.RevokedAt == null, cancellation)
            || await db.NameComplaintAsync(Name, cancellation) is not null;
        var key = new ApiKey
        {
            Id = Guid.CreateVersion7(),
            Name = isTaken ? $"{Name} {secret.Hint}" : Name,
            Role = Role.Admin,
            Hint = secret.Hint,
            Hash = hash,
            CreatedAt = clock.GetUtcNow(),
            ExpiresAt = null,
        };
        db.Add(key);
        db.Add(
            new AuditEntry
            {
                Id = Guid.CreateVersion7(),
                At = key.CreatedAt,
                Action = AuditAction.KeyCreated,
                Key = key.Id,
                Note = "At the start of the service",
            }
        );
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>
    /// The secret in the file. An existing secret is kept, because it may come from a start that was interrupted. A new one is made if
    /// there is none, or if the ledger already knows it and it no longer lets an ADMIN in.
    /// </summary>
    private async Task<Secret> KeepAsync(string path, CancellationToken cancellation)
    {
        try
        {
            var file = new KeyFile(path);
            if (file.Read() is { } kept && kept.Hash is var hash && !await db.Keys.AnyAsync(x => x.Hash == hash, cancellation))
            {
                return kept;
            }

            var secret = Secret.New();
            file.Write(secret);
            return secret;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"The secret of the first key cannot be written to {path}: {failure.Message} Set {FileSetting} to another "
                    + $"file, or set {GivenSetting} to a secret that you make with the command new-key.",
                failure
            );
        }
    }

    private static Secret Parse(string given) =>
        Secret.TryParse(given, out var secret, out var complaint)
            ? secret
            : throw new CannotStartException($"The value of {GivenSetting} {complaint}. Make a secret with the command new-key.");
}
