using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;
using PeaceTalks.Benchmarks.Report;

namespace PeaceTalks.Benchmarks.Compare;

/// <summary>Measures the service against what it could be, and writes the report.</summary>
internal sealed class CompareVerb(ComparisonOptions options, BenchmarkServer server, IReadOnlyList<ServiceBuild> builds)
{
    private readonly LedgerMaker maker = new(server);

    public static async Task<int> RunAsync(ComparisonOptions options)
    {
        var published = Directory.CreateTempSubdirectory("peacetalks-published-");
        try
        {
            IReadOnlyList<ServiceBuild> builds = options.Services is []
                ? [await ServiceBuild.PublishAsync(published.FullName, options.Settings)]
                : [.. options.Services.Select(x => new ServiceBuild(x.Name, x.Folder, options.Settings))];
            await using var server = await BenchmarkServer.StartAsync(options.Data, ("shared_buffers", "4GB"));
            var comparison = new CompareVerb(options, server, builds);
            await (options.Minutes is { } minutes ? comparison.ReadAsync(minutes) : comparison.MeasureAsync());
            return 0;
        }
        finally
        {
            published.Delete(recursive: true);
        }
    }

    private async Task ReadAsync(int minutes)
    {
        var database = await maker.MakeAsync(options.Ledgers[0], builds[0]);
        await using var service = await builds[0].StartAsync(server.ConnectionStringTo(database));
        await MixedReads.RunAsync(service, options.Ledgers[0], minutes);
    }

    private async Task MeasureAsync()
    {
        var rounds = new Rounds(options.Rounds, options.Seconds, await server.PostmasterAsync());
        var sizes = options.Ledgers.OrderBy(x => x.Positions).ThenBy(x => x.FurtherParties).ToList();
        var small = await maker.MakeAsync(sizes[0], builds[0]);
        List<MeasuredLedger> ledgers = [];
        IReadOnlyList<MeasuredStart> starts = [];
        await using (var smallest = await SmallestAsync(sizes[0], small))
        {
            foreach (var size in sizes)
            {
                var inFull = size == sizes[^1];
                var databases = await DatabasesAsync(size, inFull);
                var services = await Task.WhenAll(builds.Zip(databases, (build, x) => build.StartAsync(server.ConnectionStringTo(x))));
                try
                {
                    var run = new LedgerRun(options, server, rounds, size, databases[0], services, size == sizes[0] ? null : smallest);
                    ledgers.Add(await run.MeasureAsync(inFull));
                }
                finally
                {
                    foreach (var service in services)
                    {
                        await service.DisposeAsync();
                    }
                }

                if (inFull)
                {
                    starts = await StartsAsync(size, databases);
                }
            }
        }

        var report = new MarkdownReport(options, server.Version, [.. builds.Select(x => x.Name)], ledgers, starts);
        await File.WriteAllTextAsync(options.Out, report.Text());
        Console.WriteLine($"The report is in {options.Out}.");
    }

    /// <summary>A database for each build. The builds after the first are only compared in full.</summary>
    private async Task<IReadOnlyList<string>> DatabasesAsync(LedgerSize size, bool inFull)
    {
        var first = await maker.MakeAsync(size, builds[0]);
        List<string> databases = [first];
        foreach (var build in inFull ? builds.Skip(1) : [])
        {
            databases.Add(await maker.CopyAsync(first, build.Name));
        }

        return databases;
    }

    private async Task<IReadOnlyList<MeasuredStart>> StartsAsync(LedgerSize size, IReadOnlyList<string> databases)
    {
        List<MeasuredStart> starts = [];
        foreach (var (build, database) in builds.Zip(databases))
        {
            starts.Add(await StartRun.MeasureAsync(build, server.ConnectionStringTo(database), Question.All(size)));
        }

        return starts;
    }

    private Task<Contender> SmallestAsync(LedgerSize size, string database) =>
        (builds[0] with { Name = $"{builds[0].Name} on {size.Name}" }).StartAsync(server.ConnectionStringTo(database));
}
