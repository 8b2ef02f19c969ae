namespace PeaceTalks.LocalPostgres.Clusters;

/// <summary>Restarts a server that has died, until it is disposed of.</summary>
/// <remarks>The pauses grow if the restart fails or the server soon dies again: a full disk stays full for a while.</remarks>
internal sealed class ServerRestart : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>A server that lived for this long had recovered.</summary>
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource end = new();
    private readonly Cluster cluster;
    private readonly Func<CancellationToken, Task> start;
    private readonly Action<string> log;
    private readonly Task work;
    private TimeSpan pause = FirstPause;
    private long tried = Environment.TickCount64;

    public ServerRestart(Cluster cluster, Func<CancellationToken, Task> start, Action<string> log)
    {
        (this.cluster, this.start, this.log) = (cluster, start, log);
        work = Task.Run(WatchAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        end.Dispose();
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(Look, end.Token);
            var (isServed, trouble) = See();
            if (isServed)
            {
                continue;
            }

            if (Environment.TickCount64 - tried >= Lasting.TotalMilliseconds)
            {
                pause = FirstPause;
            }

            log($"{trouble ?? "PostgreSQL has ended by itself: restarting it"} in {pause.TotalSeconds:0.#} s.");
            await Task.Delay(pause, end.Token);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
            if (trouble is null)
            {
                await TryAsync();
            }

            tried = Environment.TickCount64;
        }
    }

    /// <remarks>If the check itself fails, say for lack of file handles, the watch goes on: the next check may succeed.</remarks>
    private (bool IsServed, string? Trouble) See()
    {
        try
        {
            return (cluster.ServingProcess() is not null, null);
        }
        catch (Exception failure)
        {
            return (false, $"Cannot tell whether PostgreSQL is running: {failure.Message} Checking again");
        }
    }

    private async Task TryAsync()
    {
        try
        {
            await start(end.Token);
            log("PostgreSQL is running again.");
        }
        catch (Exception failure) when (!end.IsCancellationRequested)
        {
            log(failure.Message);
        }
    }
}
