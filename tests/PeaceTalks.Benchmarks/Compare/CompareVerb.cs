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
            await (options.Minutes is { } minutes ? comparison.LoadAsync(minutes) : comparison.MeasureAsync());
            return 0;
        }
        finally
        {
            published.Delete(recursive: true);
        }
    }

    private async Task LoadAsync(int minutes)
    {
        var ledger = await maker.MakeAsync(options.Ledgers[0], builds[0]);
        var copy = await maker.CopyAsync(ledger, "mixed");
        await using (var service = await builds[0].StartAsync(server.ConnectionStringTo(copy)))
        {
            await MixedLoad.RunAsync(service, options.Ledgers[0], minutes);
        }

        await server.RunAsync("postgres", $"DROP DATABASE \"{copy}\" WITH (FORCE)");
    }

    private async Task MeasureAsync()
    {
        var rounds = new Rounds(options.Rounds, options.Seconds, await server.PostmasterAsync());
        var sizes = options.Ledgers.OrderBy(x => x.Positions).ThenBy(x => x.FurtherParties).ToList();
        List<MeasuredLedger> ledgers = [];
        foreach (var size in sizes)
        {
            ledgers.Add(await MeasureAsync(rounds, size, sizes[0], inFull: size == sizes[^1]));
        }

        var starts = await StartsAsync(sizes[^1]);
        var report = new MarkdownReport(options, server.Version, [.. builds.Select(x => x.Name)], ledgers, starts);
        await File.WriteAllTextAsync(options.Out, report.Text());
        Console.WriteLine($"The report is in {options.Out}.");
    }

    private async Task<MeasuredLedger> MeasureAsync(Rounds rounds, LedgerSize size, LedgerSize small, bool inFull)
    {
        var database = await maker.MakeAsync(size, builds[0]);
        List<Contender> contenders = [];
        try
        {
            // Each of the others on a copy of its own, because it may have other migrations than the first.
            foreach (var build in inFull ? builds.Skip(1) : [])
            {
                await maker.CopyAsync(database, build.Name);
            }

            foreach (var build in inFull ? builds : builds.Take(1))
            {
                var own = build == builds[0] ? database : LedgerMaker.CopyOf(database, build.Name);
                contenders.Add(await build.WithoutCache().StartAsync(server.ConnectionStringTo(own)));
                contenders.Add(await build.StartAsync(server.ConnectionStringTo(own)));
            }

            IReadOnlyList<Contender> services = [.. contenders.Where((_, i) => i % 2 == 0)];
            IReadOnlyList<Contender> keeping = [.. contenders.Where((_, i) => i % 2 == 1)];
            if (size != small)
            {
                contenders.Add(await SmallestAsync(small));
            }

            var smallest = size == small ? null : contenders[^1];
            return await new LedgerRun(options, server, rounds, size, database, services, keeping, smallest).MeasureAsync(inFull);
        }
        finally
        {
            foreach (var contender in contenders)
            {
                await contender.DisposeAsync();
            }
        }
    }

    private async Task<Contender> SmallestAsync(LedgerSize size)
    {
        var build = builds[0] with { Name = $"{builds[0].Name} on {size.Name}" };
        return await build.WithoutCache().StartAsync(server.ConnectionStringTo(await maker.MakeAsync(size, builds[0])));
    }

    /// <summary>Each build on the ledger that it has just been measured on.</summary>
    private async Task<IReadOnlyList<MeasuredStart>> StartsAsync(LedgerSize size)
    {
        List<MeasuredStart> starts = [];
        foreach (var build in builds)
        {
            var database = LedgerMaker.DatabaseOf(size);
            var own = build == builds[0] ? database : LedgerMaker.CopyOf(database, build.Name);
            starts.Add(await StartRun.MeasureAsync(build, server.ConnectionStringTo(own), Question.All(size)));
        }

        return starts;
    }
}
