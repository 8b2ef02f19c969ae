using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Keys;

public static class KeyQueries
{
    /// <summary>
    /// Reads a key again in the transaction of a write, and keeps it from being revoked until the transaction ends. A slow body may have
    /// taken so long that the key in the headers is no longer in force.
    /// </summary>
    public static SqlStatement Held(Guid key) => new("SELECT revoked_at, expires_at FROM key WHERE id = {0} FOR SHARE", [key]);

    /// <param name="row">The row of <see cref="Held"/>.</param>
    /// <exception cref="ProblemException">401.</exception>
    public static void RequireInForce(NpgsqlDataReader row, DateTimeOffset now)
    {
        if (ApiKey.WhyRefused(Instant(row, 0), Instant(row, 1), now) is { } why)
        {
            throw Problems.Unauthenticated($"Authorization: the key {why} while the request was being sent");
        }
    }

    /// <inheritdoc cref="RequireInForce" path="/exception"/>
    public static Task RequireInForceAsync(this DatabaseSession session, Guid key, DateTimeOffset now, CancellationToken cancellation) =>
        session.ReadAllAsync(
            Held(key),
            async (reader, cancelled) =>
            {
                await reader.ReadAsync(cancelled);
                RequireInForce(reader, now);
                return true;
            },
            cancellation
        );

    /// <summary>The keys whose secret starts with the hint. Usually, there is one.</summary>
    internal static SqlStatement Alike(string hint) =>
        new("SELECT id, name, role, hint, hash, created_at, expires_at, revoked_at FROM key WHERE hint = {0}", [hint]);

    /// <summary>The ids of those keys that are in force at an instant, as far as is known now.</summary>
    internal static SqlStatement InForce(Guid[] keys, DateTimeOffset at) =>
        new("SELECT id FROM key WHERE id = ANY({0}) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > {1})", [keys, at]);

    /// <param name="row">A row of <see cref="Alike"/>.</param>
    internal static ApiKey Read(NpgsqlDataReader row) =>
        new()
        {
            Id = row.GetGuid(0),
            Name = row.GetString(1),
            Role = EnumNames.Parse<Role>(row.GetString(2)),
            Hint = row.GetString(3),
            Hash = row.GetFieldValue<byte[]>(4),
            CreatedAt = row.GetFieldValue<DateTimeOffset>(5),
            ExpiresAt = Instant(row, 6),
            RevokedAt = Instant(row, 7),
        };

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
