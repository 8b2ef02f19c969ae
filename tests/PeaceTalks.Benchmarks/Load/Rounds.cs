namespace PeaceTalks.Benchmarks.Load;

/// <summary>Something that is driven for some seconds.</summary>
/// <param name="Contender">The process whose CPU counts. Null if there is none besides PostgreSQL's.</param>
internal sealed record Lane(string Name, Func<int, Task<WrkResult>> DriveAsync, Contender? Contender)
{
    /// <param name="header">A header to send with each request, as <c>Name: value</c>.</param>
    public static Lane Http(Contender contender, string path, string? header = null) =>
        new(contender.Name, seconds => Wrk.RunAsync(contender.Address + path, seconds, header), contender);
}

/// <summary>
/// Drives lanes in turn, so that a round of one stands beside a round of each other. What else the machine does then meets all of them.
/// </summary>
internal sealed class Rounds(int rounds, int seconds, int postmaster)
{
    private const int MinWarmUpSeconds = 6;
    private const int MaxWarmUps = 5;

    /// <summary>What is faster by less than this is as fast as it gets.</summary>
    private const double Faster = 1.1;

    /// <summary>One for each connection. A round with fewer is made of waiting.</summary>
    private const int MinRequests = 16;

    public async Task<IReadOnlyList<Series>> RunAsync(params IReadOnlyList<Lane> lanes)
    {
        foreach (var lane in lanes)
        {
            await WarmUpAsync(lane);
        }

        var samples = lanes.Select(_ => new List<Sample>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < lanes.Count; i++)
            {
                samples[i].Add(await RoundAsync(lanes[i]));
            }
        }

        return [.. lanes.Zip(samples, (lane, own) => new Series(lane.Name, own))];
    }

    /// <summary>Until the code is compiled for good, and the pool and the plans are there: until it gets no faster.</summary>
    private async Task WarmUpAsync(Lane lane)
    {
        var (before, now) = (0.0, 0.0);
        for (var i = 0; i < MaxWarmUps && (i < 2 || now > before * Faster); i++)
        {
            (before, now) = (now, (await lane.DriveAsync(Math.Max(MinWarmUpSeconds, 2 * seconds))).PerSecond);
        }
    }

    private async Task<Sample> RoundAsync(Lane lane)
    {
        lane.Contender?.ForgetLog();
        var (own, database) = Cost(lane);
        var result = await lane.DriveAsync(seconds);
        var (ownAfter, databaseAfter) = Cost(lane);
        if (result.Requests < MinRequests)
        {
            throw new InvalidOperationException(
                $"{lane.Name} answered {result.Requests} requests in {seconds} s, which says nothing: give more --seconds, or a quieter machine."
            );
        }

        return new Sample(result, (ownAfter - own) / result.Requests, (databaseAfter - database) / result.Requests);
    }

    private (double Own, double Database) Cost(Lane lane) =>
        (lane.Contender is { } contender ? ProcessCost.Cpu(contender.ProcessId) : 0, ProcessCost.CpuOfFamily(postmaster));
}
