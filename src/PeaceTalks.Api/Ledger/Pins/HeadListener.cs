using System.Globalization;
using Microsoft.Extensions.Options;
using Npgsql;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The head of the ledger, as this instance knows it.</summary>
public sealed record KnownHead(Guid Epoch, long Revision);

/// <summary>Knows the head of the ledger without asking for it: told by the database with each commit, wherever that was made.</summary>
/// <remarks>
/// It listens on one connection of its own, and asks there every few seconds (setting <c>HeadListener:PollSeconds</c>) in case it was told
/// nothing. What this instance writes or reads raises the head at once. A database that is away never stops the service.
/// </remarks>
public sealed class HeadListener(LedgerDatabase database, TimeProvider clock, IOptions<HeadWatchSettings> settings, ILogger<HeadListener> logger)
    : BackgroundService
{
    /// <summary>What its connection is called in the database's list of connections.</summary>
    public const string ApplicationName = "PeaceTalks HeadListener";

    /// <summary>That the database has to answer, and the longest pause before it is tried again.</summary>
    private const int AskSeconds = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan poll = TimeSpan.FromSeconds(settings.Value.PollSeconds);
    private readonly Lock gate = new();
    private KnownHead? head;
    private long? confirmed;
    private TaskCompletionSource moved = NewMove();

    /// <summary>The last one before the database was tried again; null when it has been listened to for a while since.</summary>
    private TimeSpan? pause;

    /// <summary>Null while the database is not listened to, and where it has confirmed nothing for three polls: then ask it.</summary>
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

    /// <summary>Waits, without a connection, for a head that is what is wanted.</summary>
    /// <param name="wanted">Asked at once, and again each time the head moves, confirmed or not; another epoch is a move too.</param>
    /// <returns>False where none came in this time.</returns>
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

    /// <summary>Takes note of a head that was committed: a lower one of the same epoch is old news, another epoch replaces what was known.</summary>
    public void Advance(Guid epoch, long revision)
    {
        TaskCompletionSource over;
        lock (gate)
        {
            if (head is { } known && known.Epoch == epoch && known.Revision >= revision)
            {
                return;
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
                        "The database tells the head of the ledger no more, and is asked for it by each read: {Why}",
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

        // After LISTEN, so that nothing committed before it is missed.
        await AskAsync();
        while (true)
        {
            if (!await connection.WaitAsync(poll, cancellation))
            {
                await AskAsync();
            }

            // Not before: a connection that is made and lost, over and over, is one trouble.
            if (pause is not null)
            {
                logger.LogInformation("The database tells the head of the ledger again");
                pause = null;
            }
        }

        async Task AskAsync() => Hear((string)(await ask.ExecuteScalarAsync(cancellation))!);
    }

    private void Hear(string head)
    {
        Advance(Guid.Parse(head.AsSpan(0, head.IndexOf(' '))), long.Parse(head.AsSpan(head.IndexOf(' ')), CultureInfo.InvariantCulture));
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
