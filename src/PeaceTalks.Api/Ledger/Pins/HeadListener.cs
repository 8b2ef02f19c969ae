using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The head of the ledger, as far as this instance knows.</summary>
public sealed record KnownHead(Guid Epoch, long Revision);

/// <summary>
/// Tracks the head of the ledger without querying it for each request. The database announces each commit (<c>NOTIFY</c>), whichever
/// instance made it.
/// </summary>
/// <remarks>
/// It listens on a connection of its own and polls there every few seconds (setting <c>HeadWatch:PollSeconds</c>), in case a notification
/// was lost. What this instance writes or reads raises the head at once. The service keeps running while the database is away.
/// </remarks>
public sealed class HeadListener(
    LedgerDatabase database,
    TimeProvider clock,
    IOptions<HeadWatchSettings> settings,
    ILogger<HeadListener> logger
) : BackgroundService
{
    /// <summary>The name of its connection in the database's list of connections.</summary>
    public const string ApplicationName = "PeaceTalks HeadListener";

    /// <summary>How long the database has to answer, and the longest pause before the next attempt.</summary>
    private const int AskSeconds = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan poll = TimeSpan.FromSeconds(settings.Value.PollSeconds);
    private readonly Lock gate = new();
    private KnownHead? head;

    /// <summary>The epoch before the known one, if there was one.</summary>
    private Guid? ended;

    private long? confirmed;
    private TaskCompletionSource moved = NewMove();

    /// <summary>The last pause before the database was tried again. Null once it has been listened to for a while.</summary>
    private TimeSpan? pause;

    /// <summary>
    /// Null while there is no connection that listens, and if the database has confirmed nothing for three polls. Then query the database.
    /// </summary>
    public KnownHead? Current
    {
        get
        {
            lock (gate)
            {
                return confirmed is { } at && clock.GetElapsedTime(at) <= 3 * poll ? head : null;
            }
        }
    }

    /// <summary>How long ago the database has last confirmed the head. Null while there is no connection that listens.</summary>
    public TimeSpan? ConfirmedFor
    {
        get
        {
            lock (gate)
            {
                return confirmed is { } at ? clock.GetElapsedTime(at) : null;
            }
        }
    }

    /// <summary>The newest head that this instance has heard of, confirmed or not. Null before the first.</summary>
    public KnownHead? Latest
    {
        get
        {
            lock (gate)
            {
                return head;
            }
        }
    }

    /// <summary>Waits for a head that meets a condition, without holding a connection.</summary>
    /// <param name="wanted">
    /// The condition. It is checked at once, and again each time the head moves, confirmed or not. A new epoch counts as a move.
    /// </param>
    /// <returns>False if no such head came in time.</returns>
    public async Task<bool> WaitAsync(Func<KnownHead, bool> wanted, TimeSpan atMost, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(atMost);
        while (true)
        {
            KnownHead? known;
            Task move;
            lock (gate)
            {
                (known, move) = (head, moved.Task);
            }

            if (known is not null && wanted(known))
            {
                return true;
            }

            if (end.IsCancellationRequested)
            {
                cancellation.ThrowIfCancellationRequested();
                return false;
            }

            await move.WaitAsync(end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// Takes note of a committed head that a request has read. A lower head of the same epoch is ignored as out of date. A head of another
    /// epoch replaces the known one, unless that epoch is the one that ended last: then it was read before the end.
    /// </summary>
    public void Advance(Guid epoch, long revision) => Advance(epoch, revision, mayBeOutOfDate: true);

    private void Advance(Guid epoch, long revision, bool mayBeOutOfDate)
    {
        TaskCompletionSource over;
        lock (gate)
        {
            if (head is { } known)
            {
                if (known.Epoch == epoch ? known.Revision >= revision : mayBeOutOfDate && epoch == ended)
                {
                    return;
                }

                ended = known.Epoch == epoch ? ended : known.Epoch;
            }

            head = new KnownHead(epoch, revision);
            over = moved;
            moved = NewMove();
        }

        over.SetResult();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Confirm(null);
                if (pause is null)
                {
                    logger.LogWarning(
                        "The database no longer announces the head of the ledger, so each read asks for it: {Why}",
                        failure.Message
                    );
                }

                pause = pause is { } last ? TimeSpan.FromSeconds(Math.Min(2 * last.TotalSeconds, AskSeconds)) : FirstPause;
                await Task.Delay(pause.Value, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(database.ConnectionString)
            {
                Pooling = false,
                Multiplexing = false,
                ApplicationName = ApplicationName,
                Timeout = AskSeconds,
                CommandTimeout = AskSeconds,
            }.ConnectionString
        );
        connection.Notification += (_, told) => Hear(told.Payload);
        await connection.OpenAsync(cancellation);
        await using var listen = new NpgsqlCommand("LISTEN ledger_head", connection);
        await listen.ExecuteNonQueryAsync(cancellation);
        await using var ask = new NpgsqlCommand("SELECT epoch || ' ' || head FROM ledger", connection);

        // After LISTEN, so that no commit is missed in between.
        await AskAsync();
        while (true)
        {
            if (!await connection.WaitAsync(poll, cancellation))
            {
                await AskAsync();
            }

            // Not earlier: a connection that is made and lost over and over is one and the same outage.
            if (pause is not null)
            {
                logger.LogInformation("The database announces the head of the ledger again");
                pause = null;
            }
        }

        async Task AskAsync() => Hear((string)(await ask.ExecuteScalarAsync(cancellation))!);
    }

    private void Hear(string head)
    {
        // The database announces commits in their order, so its last word holds. A restored backup may bring an epoch back.
        Advance(
            Guid.Parse(head.AsSpan(0, head.IndexOf(' '))),
            long.Parse(head.AsSpan(head.IndexOf(' ')), CultureInfo.InvariantCulture),
            mayBeOutOfDate: false
        );
        Confirm(clock.GetTimestamp());
    }

    private void Confirm(long? at)
    {
        lock (gate)
        {
            confirmed = at;
        }
    }

    private static TaskCompletionSource NewMove() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
