namespace PeaceTalks.Benchmarks.Load;

/// <summary>One round of one contender.</summary>
/// <param name="Cpu">Microseconds of CPU a request, of the contender.</param>
/// <param name="DatabaseCpu">The same, of PostgreSQL.</param>
internal sealed record Sample(WrkResult Wrk, double Cpu, double DatabaseCpu);

/// <summary>All rounds of one contender on one address.</summary>
internal sealed record Series(string Name, IReadOnlyList<Sample> Samples)
{
    public double PerSecond => Median(x => x.Wrk.PerSecond);

    public double P50 => Median(x => x.Wrk.P50);

    public double P99 => Median(x => x.Wrk.P99);

    public double Cpu => Median(x => x.Cpu);

    public double DatabaseCpu => Median(x => x.DatabaseCpu);

    /// <summary>Requests per second to those of another, round by round: figures of different rounds are not comparable.</summary>
    public IReadOnlyList<double> RatiosTo(Series other) =>
        [.. Samples.Zip(other.Samples, (own, its) => own.Wrk.PerSecond / its.Wrk.PerSecond)];

    public static double MedianOf(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private double Median(Func<Sample, double> value) => MedianOf(Samples.Select(value));
}
