using System.Linq.Expressions;
using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Keys;

/// <summary>A key that a person or a script presents. Only the hash of its secret is stored.</summary>
public sealed class ApiKey
{
    /// <summary>The name of a key is the author of the revisions that it writes.</summary>
    public const int NameMaxLength = 200;

    /// <summary>The author of what the service writes by itself. No key has this name.</summary>
    public const string Service = "PeaceTalks";

    /// <summary>A UUID of version 7, so that ids follow the order in which keys were made.</summary>
    public required Guid Id { get; init; }

    /// <summary>
    /// Only one key in force can have a name. A successor may take the name of a revoked key and continue under it. No name looks like
    /// another (<see cref="KeyNames"/>).
    /// </summary>
    public required string Name { get; init; }

    public required Role Role { get; init; }

    /// <inheritdoc cref="Secret.Hint"/>
    public required string Hint { get; init; }

    /// <inheritdoc cref="Secret.Hash"/>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The key is refused from this instant on. Null for never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>When it was last used, accurate to a minute (<see cref="KeyUses"/>). Null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>Rounded to the database's precision, so that an instant reads the same before and after it is stored.</summary>
    public static DateTimeOffset Kept(DateTimeOffset at) => at.ToUniversalTime().AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>Why the key is refused although it is known, and since when. Null if it is in force.</summary>
    public string? WhyRefused(DateTimeOffset now) => WhyRefused(RevokedAt, ExpiresAt, now);

    /// <inheritdoc cref="WhyRefused(DateTimeOffset)"/>
    internal static string? WhyRefused(DateTimeOffset? revokedAt, DateTimeOffset? expiresAt, DateTimeOffset now) =>
        revokedAt is { } revoked ? $"was revoked at {InstantText.Write(revoked)}"
        : expiresAt is { } expired && expired <= now ? $"expired at {InstantText.Write(expired)}"
        : null;

    /// <summary>The keys that are in force at an instant, as far as is known now.</summary>
    public static Expression<Func<ApiKey, bool>> InForceAt(DateTimeOffset at) =>
        x => x.RevokedAt == null && (x.ExpiresAt == null || x.ExpiresAt > at);
}
