using System.Diagnostics;
using Npgsql;
using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Report;

namespace PeaceTalks.Benchmarks.Writes;

/// <summary>
/// Measures writes through the service against hand-written transactions and COPY, in interleaved rounds. Commits wait for the disk. Each
/// contender writes into a copy of the ledger of its own.
/// </summary>
internal sealed class WritesVerb(LedgerSize size, int rounds, int seconds, int postmaster)
{
    public static readonly string[] Known = ["ledger", "data", "service", "rounds", "seconds"];

    private const int Many = 8;
    private const int InCoding = 100;

    private int last;

    public static async Task<int> RunAsync(VerbOptions options)
    {
        var size = LedgerSize.Named(options.Text("ledger", "100000"));
        var published = Directory.CreateTempSubdirectory("peacetalks-published-");
        await using var server = await BenchmarkServer.StartAsync(options.Find("data"), isDurable: true, ("shared_buffers", "4GB"));
        try
        {
            var none = new Dictionary<string, string>();
            List<ServiceBuild> builds =
            [
                .. options.Every("service").Select(x => x.Split('=', 2)).Select(x => new ServiceBuild(x[0], x[1], none)),
            ];
            builds = builds is [] ? [await ServiceBuild.PublishAsync(published.FullName, none)] : builds;
            var maker = new LedgerMaker(server);
            var ledger = await maker.MakeAsync(size, builds[0]);
            List<(ServiceWriter Writer, string Database)> services = [];
            try
            {
                foreach (var build in builds)
                {
                    var copy = server.ConnectionStringTo(await maker.CopyAsync(ledger, build.Name));
                    services.Add((new ServiceWriter(await build.StartAsync(copy)), copy));
                }

                var verb = new WritesVerb(size, options.Number("rounds", 5), options.Number("seconds", 4), await server.PostmasterAsync());
                await verb.MeasureAsync(services, server.ConnectionStringTo(await maker.CopyAsync(ledger, "hand")));
            }
            finally
            {
                foreach (var (writer, _) in services)
                {
                    writer.Dispose();
                    await writer.Service.DisposeAsync();
                }

                foreach (var build in builds.Select(x => x.Name).Append("hand"))
                {
                    await server.RunAsync("postgres", $"DROP DATABASE IF EXISTS \"{LedgerMaker.CopyOf(ledger, build)}\" WITH (FORCE)");
                }
            }
        }
        finally
        {
            published.Delete(recursive: true);
        }

        return 0;
    }

    private async Task MeasureAsync(IReadOnlyList<(ServiceWriter Writer, string Database)> services, string byHand)
    {
        var clients = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => HandWritten.ConnectAsync(byHand)));
        try
        {
            await CompareAsync(
                "a position, 1 client",
                1,
                [.. services.Select(x => Through(x, keyed: false))],
                new("by hand", null, byHand, client => clients[client].WriteAsync(Next()))
            );
            await CompareAsync(
                $"a position, {Many} clients",
                Many,
                [.. services.Select(x => Through(x, keyed: false))],
                new("by hand", null, byHand, client => clients[client].WriteAsync(Next()))
            );
            await CompareAsync(
                $"a position with an Idempotency-Key, {Many} clients",
                Many,
                [.. services.Select(x => Through(x, keyed: true))],
                new("by hand", null, byHand, client => clients[client].WriteAsync(Next()))
            );
            await CompareAsync(
                $"a coding of {InCoding}, 1 client",
                1,
                [.. services.Select(CodingThrough)],
                new("COPY", null, byHand, client => clients[client].CopyAsync([.. Enumerable.Range(0, InCoding).Select(_ => Next())]))
            );
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private GeneratedPosition Next() => new(size, Interlocked.Increment(ref last));

    private WriteLane Through((ServiceWriter Writer, string Database) service, bool keyed) =>
        new(
            service.Writer.Service.Name,
            service.Writer.Service,
            service.Database,
            _ => service.Writer.SendAsync("/api/v1/positions", Next().Body, keyed ? Guid.NewGuid().ToString() : null)
        );

    private WriteLane CodingThrough((ServiceWriter Writer, string Database) service) =>
        new(
            service.Writer.Service.Name,
            service.Writer.Service,
            service.Database,
            _ =>
                service.Writer.SendAsync(
                    "/api/v1/articles/article-1/coding",
                    new { positions = Enumerable.Range(0, InCoding).Select(_ => Next().Body) }
                )
        );

    /// <summary>Drives the lanes in turn, and prints how each compares with the last.</summary>
    private async Task CompareAsync(string what, int clients, IReadOnlyList<WriteLane> services, WriteLane byHand)
    {
        IReadOnlyList<WriteLane> lanes = [.. services, byHand];
        foreach (var lane in lanes)
        {
            await DriveAsync(lane, clients, Math.Max(4, seconds));
            await AnalyzeAsync(lane.Database);
        }

        var driven = lanes.Select(_ => new List<Driven>()).ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (i, lane) in lanes.Index())
            {
                driven[i].Add(await DriveAsync(lane, clients, seconds));
            }
        }

        var table = new MarkdownTable(what, $"/ {byHand.Name}", "writes/s", "CPU service", "CPU PostgreSQL");
        foreach (var (i, lane) in lanes.Index())
        {
            var ratios = driven[i].Zip(driven[^1], (own, other) => own.PerSecond / other.PerSecond).ToList();
            table.Add(
                lane.Name,
                $"**{MarkdownTable.Figure(Series.MedianOf(ratios))}** ({string.Join(" ", ratios.Select(MarkdownTable.Figure))})",
                MarkdownTable.Figure(Series.MedianOf([.. driven[i].Select(x => x.PerSecond)])),
                lane.Contender is null ? "" : MarkdownTable.Number(Series.MedianOf([.. driven[i].Select(x => x.OwnCpu)])),
                MarkdownTable.Number(Series.MedianOf([.. driven[i].Select(x => x.DatabaseCpu)]))
            );
        }

        Console.WriteLine(table);
    }

    private async Task<Driven> DriveAsync(WriteLane lane, int clients, int forSeconds)
    {
        var (own, database) = Cost(lane);
        var watch = Stopwatch.StartNew();
        var counts = await Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(() => WriteAsync(client))));
        var elapsed = watch.Elapsed.TotalSeconds;
        var (ownAfter, databaseAfter) = Cost(lane);
        var writes = counts.Sum();
        return new(writes / elapsed, (ownAfter - own) / writes, (databaseAfter - database) / writes);

        async Task<int> WriteAsync(int client)
        {
            var count = 0;
            for (; watch.Elapsed.TotalSeconds < forSeconds; count++)
            {
                await lane.WriteAsync(client);
            }

            return count;
        }
    }

    /// <summary>
    /// The database would do so by itself, if it might work at its own time here. The table of revisions has grown, and the plans of checks
    /// were made when it was small.
    /// </summary>
    private static async Task AnalyzeAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var analyze = new NpgsqlCommand("ANALYZE revision, change, citation, position", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    private (double Own, double Database) Cost(WriteLane lane) =>
        (lane.Contender is { } contender ? ProcessCost.Cpu(contender.ProcessId) : 0, ProcessCost.CpuOfFamily(postmaster));

    /// <param name="Contender">Null if there is no server besides PostgreSQL.</param>
    /// <param name="Database">The connection string of the ledger that it writes to.</param>
    /// <param name="WriteAsync">Writes once, given the number of the client.</param>
    private sealed record WriteLane(string Name, Contender? Contender, string Database, Func<int, Task> WriteAsync);

    /// <param name="OwnCpu">Microseconds a write, of the service.</param>
    /// <param name="DatabaseCpu">Microseconds a write, of PostgreSQL.</param>
    private sealed record Driven(double PerSecond, double OwnCpu, double DatabaseCpu);
}
