namespace PeaceTalks.LocalPostgres.Clusters;

/// <summary>Starts a server again that has died, until it is disposed of.</summary>
/// <remarks>With longer and longer pauses where that fails or does not last: a disk that is full stays full for a while.</remarks>
internal sealed class ServerRestart : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>What lived for so long had recovered.</summary>
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

            log($"{trouble ?? "PostgreSQL has ended by itself: it is started anew"} in {pause.TotalSeconds:0.#} s.");
            await Task.Delay(pause, end.Token);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
            if (trouble is null)
            {
                await TryAsync();
            }

            tried = Environment.TickCount64;
        }
    }

    /// <remarks>What cannot be seen, say for want of file handles, may be seen later: the watch goes on.</remarks>
    private (bool IsServed, string? Trouble) See()
    {
        try
        {
            return (cluster.ServingProcess() is not null, null);
        }
        catch (Exception failure)
        {
            return (false, $"Whether PostgreSQL runs cannot be told: {failure.Message} It is looked at again");
        }
    }

    private async Task TryAsync()
    {
        try
        {
            await start(end.Token);
            log("PostgreSQL serves again.");
        }
        catch (Exception failure) when (!end.IsCancellationRequested)
        {
            log(failure.Message);
        }
    }
}
