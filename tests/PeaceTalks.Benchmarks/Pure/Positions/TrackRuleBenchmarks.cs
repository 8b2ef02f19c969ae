using BenchmarkDotNet.Attributes;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Benchmarks.Pure.Positions;

/// <summary>The rule of what is held, on one track.</summary>
public class TrackRuleBenchmarks
{
    private static readonly DateOnly Day = new(2024, 1, 1);

    private StatedStance[] records = [];

    [Params(10, 1000)]
    public int Records { get; set; }

    [GlobalSetup]
    public void MakeRecords()
    {
        var random = new Random(1);
        records = [.. Enumerable.Range(0, Records).Select(i => Record(i, random))];
    }

    [Benchmark]
    public Holding? HeldAt() => TrackRule.HeldAt(records, Day, Certainty.Certain);

    private static StatedStance Record(int place, Random random)
    {
        var latest = Day.AddDays(random.Next(-400, 100));
        var bounds = new DateBounds(latest.AddDays(-random.Next(0, 4)), latest, DateBasis.Stated);
        return new StatedStance(
            Guid.NewGuid(),
            (Stance)random.Next(0, 8),
            bounds,
            (Attribution)random.Next(0, 3),
            random.Next(1, 50),
            place
        );
    }
}
