using Microsoft.Extensions.Options;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>Resolves <c>asOf</c> and <c>knownAt</c> before anything else is read.</summary>
public sealed class PinReader(
    DatabaseSession session,
    ReferenceSnapshotCache snapshots,
    HeadListener watch,
    TimeProvider clock,
    IOptions<PublicAddressSettings> publicAddress
)
{
    private static readonly SqlStatement Head = new($"SELECT l.head, l.epoch, {LastTouching("l.head")} FROM ledger l", []);

    /// <inheritdoc cref="ReadAsync(PinRequest, CancellationToken)"/>
    /// <inheritdoc cref="PinRequest.Parse"/>
    public Task<Pin> ReadAsync(DateOnly? asOf, string? knownAt, CancellationToken cancellation, string place = "knownAt") =>
        ReadAsync(PinRequest.Parse(asOf, knownAt, place), cancellation);

    /// <exception cref="ProblemException">The revision is above the head, or the epoch has ended.</exception>
    public async Task<Pin> ReadAsync(PinRequest asked, CancellationToken cancellation)
    {
        var rows = await ReadAsync(
            new(
                $$"""
                SELECT l.head, l.epoch, coalesce(at.number, 0), {{LastTouching("at.number")}}
                FROM ledger l
                LEFT JOIN LATERAL (
                    SELECT CASE
                        WHEN {0}::bigint IS NOT NULL THEN {0}::bigint
                        WHEN {1}::timestamptz IS NOT NULL THEN
                            (SELECT r.number FROM revision r WHERE r.at <= {1}::timestamptz ORDER BY r.at DESC, r.number DESC LIMIT 1)
                        ELSE l.head END AS number) at ON true
                """,
                [Nullable(asked.Number), Nullable(asked.Instant)]
            ),
            reader => new Found(reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(2), reader.GetInt64(3)),
            cancellation
        );
        var found = rows[0];

        if ((asked.Epoch ?? found.Epoch) != found.Epoch)
        {
            throw Problems.EpochChanged("cursor", "leave it out to start from the beginning");
        }

        if (found.Number > found.Head)
        {
            throw Problems.AheadOfHead(asked.Place, found.Number, found.Head);
        }

        return await PinAsync(found, asked.AsOf, cancellation);
    }

    /// <summary>Reads the head, and asks what is in force there, in one round trip.</summary>
    /// <param name="question">What is in force, at no revision in particular.</param>
    /// <param name="read">Reads the rows of the question.</param>
    public async Task<(Pin Head, T Answer)> ReadHeadAsync<T>(
        SqlStatement question,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellation
    )
    {
        var (found, answer) = await session.ReadAllAsync(
            [Head, question],
            async (reader, cancelled) =>
            {
                await reader.ReadAsync(cancelled);
                var head = new Found(reader.GetInt64(0), reader.GetGuid(1), reader.GetInt64(0), reader.GetInt64(2));
                await reader.NextResultAsync(cancelled);
                return (head, await read(reader, cancelled));
            },
            cancellation
        );
        return (await PinAsync(found, null, cancellation), answer);
    }

    /// <summary>
    /// The pin as it follows from what is in memory, without a query. It may be out of date, and the epoch may have ended. Null if memory
    /// does not have it all.
    /// </summary>
    public Pin? Assume(PinRequest asked) =>
        asked.Instant is null
        && watch.Latest is { } head
        && (asked.Epoch ?? head.Epoch) == head.Epoch
        && (asked.Number ?? head.Revision) is var number
        && snapshots.Find(head.Epoch, number) is { } snapshot
            ? new Pin(asked.AsOf ?? Today(), number, head.Epoch, snapshot, publicAddress.Value.Base)
            : null;

    /// <summary>
    /// The pins of several revisions, by number. Each is as of the day (UTC) on which its revision was committed, so it is the same
    /// whenever it is read.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, Pin>> AtAsync(Guid epoch, IEnumerable<long> revisions, CancellationToken cancellation)
    {
        var found = await ReadAsync(
            new(
                $$"""
                SELECT r.number, {{LastTouching("r.number")}}, r.at FROM revision r WHERE r.number = ANY({0})
                """,
                [revisions.Distinct().ToArray()]
            ),
            reader => (Number: reader.GetInt64(0), Touching: reader.GetInt64(1), At: reader.GetFieldValue<DateTimeOffset>(2)),
            cancellation
        );
        var known = await snapshots.AtAsync(session.Transaction, epoch, [.. found.Select(x => x.Touching).Distinct()], cancellation);
        return found.ToDictionary(x => x.Number, x => new Pin(DayOf(x.At), x.Number, epoch, known[x.Touching], publicAddress.Value.Base));
    }

    /// <summary>
    /// Resolves a revision, given by its number or an instant, and the day (UTC) of its commit. Revision 0, before the first, has the day
    /// of the first.
    /// </summary>
    /// <param name="place">The name of the parameter that gave the text.</param>
    /// <param name="newest">The last revision that an instant can resolve to.</param>
    /// <exception cref="ProblemException">The text is neither a number nor an instant.</exception>
    public async Task<(long Number, DateOnly Day)> RevisionAsync(string text, string place, long newest, CancellationToken cancellation)
    {
        var asked = PinRequest.Parse(null, text, place);
        var found = await ReadAsync(
            new(
                """
                SELECT asked.number, r.at
                FROM (SELECT CASE WHEN {0}::bigint IS NOT NULL THEN {0}::bigint ELSE coalesce(
                    (SELECT r.number FROM revision r WHERE r.at <= {1}::timestamptz AND r.number <= {2}
                    ORDER BY r.at DESC, r.number DESC LIMIT 1), 0) END AS number) asked
                LEFT JOIN revision r ON r.number = greatest(asked.number, 1)
                """,
                [Nullable(asked.Number), Nullable(asked.Instant), newest]
            ),
            reader => (reader.GetInt64(0), reader.IsDBNull(1) ? Today() : DayOf(reader.GetFieldValue<DateTimeOffset>(1))),
            cancellation
        );
        return found[0];
    }

    /// <summary>A pin at today and at the revision that the running write has made.</summary>
    /// <param name="touching">The last revision that touched reference data. It may be the new one.</param>
    public async Task<Pin> WrittenAsync(Guid epoch, long revision, long touching, CancellationToken cancellation)
    {
        // A write to reference data may be a dry run and be rolled back, so its names must not be cached.
        var snapshot =
            touching == revision
                ? await snapshots.MakeAsync(session.Transaction, epoch, revision, cancellation)
                : await snapshots.AtAsync(session.Transaction, epoch, touching, cancellation);
        return new Pin(Today(), revision, epoch, snapshot, publicAddress.Value.Base);
    }

    /// <summary>Announces that a revision is committed. The next read at it need not ask for its names.</summary>
    /// <inheritdoc cref="WrittenAsync" path="/param"/>
    public void Advance(Guid epoch, long revision, long touching)
    {
        snapshots.Remember(epoch, revision, touching);
        watch.Advance(epoch, revision);
    }

    /// <summary>SQL for the last revision up to the given one that touched reference data. 0 if there is none.</summary>
    internal static string LastTouching(string revision) =>
        "coalesce((SELECT touching.number FROM revision touching WHERE touching.touches_references AND touching.number <= "
        + $"{revision} ORDER BY touching.number DESC LIMIT 1), 0)";

    private async Task<Pin> PinAsync(Found found, DateOnly? asOf, CancellationToken cancellation)
    {
        var snapshot = await snapshots.AtAsync(session.Transaction, found.Epoch, found.SnapshotRevision, cancellation);

        // A write in progress may be rolled back, and its head with it.
        if (session.Transaction is null)
        {
            watch.Advance(found.Epoch, found.Head);
            snapshots.Remember(found.Epoch, found.Number, found.SnapshotRevision);
        }

        return new Pin(asOf ?? Today(), found.Number, found.Epoch, snapshot, publicAddress.Value.Base);
    }

    private static object Nullable<T>(T? value)
        where T : struct => (object?)value ?? DBNull.Value;

    private Task<List<T>> ReadAsync<T>(SqlStatement statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellation) =>
        session.ReadAsync(statement, read, cancellation);

    private DateOnly Today() => DayOf(clock.GetUtcNow());

    internal static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private sealed record Found(long Head, Guid Epoch, long Number, long SnapshotRevision);
}
