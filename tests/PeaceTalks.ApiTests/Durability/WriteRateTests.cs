using System.Diagnostics;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>
/// What a kept answer costs a write:
/// <c>PEACETALKS_FULL=1 dotnet test tests/PeaceTalks.ApiTests -c Release --settings tests/endurance.runsettings --filter WriteRateTests
/// --logger "console;verbosity=detailed"</c>.
/// </summary>
[Collection(NotParallel.Name)]
[Trait("Category", "Endurance")]
public sealed class WriteRateTests(ITestOutputHelper output)
{
    private const int Rounds = 9;
    private const int WritesEach = 400;

    /// <summary>Rounds of both, each beginning with the other: a ratio means something only within one.</summary>
    [Measurement]
    public async Task Writes_a_second_by_eight_writers_with_and_without_keys()
    {
        using var limit = Length.Limit();
        await using var server = await KillableServer.StartAsync();
        await using var service = await KillableService.StartAsync(server.ConnectionString, limit.Token);
        List<(double Without, double With)> rates = [];
        await RateAsync(service, 0, isKeyed: true, limit.Token);
        for (var round = 1; round <= Rounds; round++)
        {
            var isKeyedFirst = round % 2 == 0;
            var first = await RateAsync(service, 2 * round, isKeyedFirst, limit.Token);
            var second = await RateAsync(service, 2 * round + 1, !isKeyedFirst, limit.Token);
            rates.Add(isKeyedFirst ? (second, first) : (first, second));
            output.WriteLine($"round {round}: {rates[^1].Without:0} a second without keys, {rates[^1].With:0} with");
        }

        output.WriteLine(
            $"medians: {Median(rates.Select(x => x.Without)):0} a second without keys, {Median(rates.Select(x => x.With)):0} with, "
                + $"{Median(rates.Select(x => x.With / x.Without)):0.00} of it"
        );
    }

    private static async Task<double> RateAsync(KillableService service, int part, bool isKeyed, CancellationToken end)
    {
        using var clients = new Clients(service.Address);
        var writes = Enumerable
            .Range(part * WritesEach, WritesEach)
            .Select(Write.Unkeyed)
            .Select(x => isKeyed ? x with { Key = $"{Guid.NewGuid()}" } : x)
            .ToList();
        var clock = Stopwatch.StartNew();
        await clients.SendAsync(writes, end);
        return WritesEach / clock.Elapsed.TotalSeconds;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Rounds / 2);
}
