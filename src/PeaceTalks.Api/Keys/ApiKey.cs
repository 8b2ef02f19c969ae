using System.Linq.Expressions;
using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Keys;

/// <summary>What a person or a script shows to be let in. Of its secret only the hash is kept.</summary>
public sealed class ApiKey
{
    /// <summary>A key's name is the author of the revisions that it writes.</summary>
    public const int NameMaxLength = 200;

    /// <summary>Version 7: in the order in which keys were made.</summary>
    public required Guid Id { get; init; }

    /// <summary>Of one key at a time: a revoked one makes room for its successor, which goes on under the name.</summary>
    public required string Name { get; init; }

    public required Role Role { get; init; }

    /// <inheritdoc cref="Secret.Hint"/>
    public required string Hint { get; init; }

    /// <inheritdoc cref="Secret.Hash"/>
    public required byte[] Hash { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>From this instant on it is refused; null for never.</summary>
    public required DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>Within a minute of the last request that it was sent with (<see cref="KeyUses"/>); null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    /// <summary>As precisely as the database keeps it, so that an instant reads the same before and after.</summary>
    public static DateTimeOffset Kept(DateTimeOffset at) => at.ToUniversalTime().AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond));

    /// <summary>Whether it lets nobody in, though it is known; and since when.</summary>
    public string? WhyRefused(DateTimeOffset now) =>
        this switch
        {
            { RevokedAt: { } at } => $"was revoked at {InstantText.Write(at)}",
            { ExpiresAt: { } at } when at <= now => $"expired at {InstantText.Write(at)}",
            _ => null,
        };

    /// <summary>Those that let somebody in at an instant, as far as it is known now.</summary>
    public static Expression<Func<ApiKey, bool>> InForceAt(DateTimeOffset at) =>
        x => x.RevokedAt == null && (x.ExpiresAt == null || x.ExpiresAt > at);
}
