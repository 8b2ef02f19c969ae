using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Keys;

/// <summary>Lets the first ADMIN in: with the secret of the setting <c>Keys:Admin</c>, or with one made at a start where no ADMIN is in force.</summary>
public sealed class FirstKey(PeaceTalksDb db, IOptions<KeySettings> settings, TimeProvider clock, ILogger<FirstKey> logger)
{
    private const string GivenSetting = "Keys:Admin";
    private const string FileSetting = "Keys:AdminFile";
    private const string Name = "admin";

    /// <param name="folder">Where the file is written unless a setting says otherwise.</param>
    /// <exception cref="CannotStartException">The setting or the file holds no secret, or the file cannot be kept, or is others' too.</exception>
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
            logger.LogInformation("The first key, of the role ADMIN, is in {Place}", path);
        }
    }

    private async Task AddAsync(Secret secret, CancellationToken cancellation)
    {
        var hash = secret.Hash;
        if (await db.Keys.AsNoTracking().SingleOrDefaultAsync(x => x.Hash == hash, cancellation) is { } known)
        {
            if (known.WhyRefused(clock.GetUtcNow()) is { } why)
            {
                logger.LogWarning("The key of the setting {Setting} lets nobody in: it {Why}", GivenSetting, why);
            }

            return;
        }

        var isTaken = await db.Keys.AnyAsync(x => x.Name == Name && x.RevokedAt == null, cancellation);
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
    /// The secret in the file: the one that is there, since a start that was cut off is gone on with; a new one where there is none, or one
    /// that the ledger knows already, which lets no ADMIN in any more.
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
                $"The first key cannot be kept in {path}: {failure.Message} Set {FileSetting} to another file, or {GivenSetting} to a secret that the command new-key makes.",
                failure
            );
        }
    }

    private static Secret Parse(string given) =>
        Secret.TryParse(given, out var secret, out var complaint)
            ? secret
            : throw new CannotStartException($"What {GivenSetting} holds {complaint}. The command new-key makes a secret.");
}
