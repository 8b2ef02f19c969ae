using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;

namespace PeaceTalks.Benchmarks.Costs;

/// <summary>
/// What one client notices while many others, each at an address of its own and without a key, ask the dearest questions as fast as they
/// may.
/// </summary>
internal sealed class CrowdVerb(Contender service, string question)
{
    public static readonly string[] Known = ["ledger", "data", "clients", "seconds"];

    /// <summary>From the top of what <see cref="CostsVerb"/> lists.</summary>
    private static readonly string[] Dearest =
    [
        "/api/v1/matrix",
        "/api/v1/matrix?rows=proposals",
        "/api/v1/diffs/summary?from=2023-09-01",
        "/api/v1/diffs/summary?from=2024-08-20&to=2024-09-01",
        "/api/v1/diffs?from=2023-09-01&kind=APPEARED",
        "/api/v1/diffs?from=2023-09-01&knownAt=50",
        "/api/v1/diffs?from=2023-09-01&assertedBy=party-7&stance=DECLINED",
        "/api/v1/held-positions?contested=true&limit=200",
        "/api/v1/held-positions?assertedBy=party-7&attribution=UNATTRIBUTED",
        "/api/v1/positions?stance=NO_RESPONSE&mode=ANONYMOUS_SOURCE",
    ];

    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 });

    public static async Task<int> RunAsync(VerbOptions options)
    {
        var size = LedgerSize.Named(options.Text("ledger", "1000000"));
        await using var server = await BenchmarkServer.StartAsync(options.Find("data"), ("shared_buffers", "4GB"));
        var build = ServiceBuild
            .Beside(new Dictionary<string, string> { ["Limits__Enabled"] = "true", ["Proxies"] = "127.0.0.1" })
            .WithoutCache();
        var database = await new LedgerMaker(server).MakeAsync(size, build);
        await using var service = await build.StartAsync(server.ConnectionStringTo(database));
        var crowd = new CrowdVerb(service, Question.All(size)[0].Path);
        await crowd.MeasureAsync(options.Number("clients", 100), options.Number("seconds", 30));
        return 0;
    }

    private async Task MeasureAsync(int clients, int seconds)
    {
        await ReadAsync(TimeSpan.FromSeconds(3));
        var idle = await ReadAsync(TimeSpan.FromSeconds(5));
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(seconds + 2));
        var asked = new ConcurrentBag<(int Status, double Milliseconds)>();
        var crowd = Enumerable.Range(0, clients).Select(client => AskAsync(client, asked, end.Token)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(1));
        var busy = await ReadAsync(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(crowd);

        Console.WriteLine(
            $"{question}, ms: idle {Text(idle)}; with {clients} clients {Text(busy)}; "
                + $"{Series.MedianOf(busy) / Series.MedianOf(idle):0.0} times"
        );
        foreach (var status in asked.GroupBy(x => x.Status).OrderBy(x => x.Key))
        {
            Console.WriteLine(
                $"{status.Count(), 7:N0} times {status.Key} to the others, the longest after "
                    + $"{status.Max(x => x.Milliseconds) / 1000:0.0} s"
            );
        }
    }

    private async Task AskAsync(int client, ConcurrentBag<(int, double)> asked, CancellationToken end)
    {
        for (var i = client; !end.IsCancellationRequested; i++)
        {
            var watch = Stopwatch.StartNew();
            var status = await GetAsync(Dearest[i % Dearest.Length], $"10.0.{client / 250}.{client % 250 + 1}");
            asked.Add(((int)status, watch.Elapsed.TotalMilliseconds));
        }
    }

    /// <summary>How long each of many reads took, one after the other, in milliseconds.</summary>
    private async Task<List<double>> ReadAsync(TimeSpan time)
    {
        var (all, whole) = (new List<double>(), Stopwatch.StartNew());
        while (whole.Elapsed < time)
        {
            var watch = Stopwatch.StartNew();
            if (await GetAsync(question, "10.9.9.9") is not HttpStatusCode.OK and var status)
            {
                throw new InvalidOperationException($"{question} got {(int)status}.");
            }

            all.Add(watch.Elapsed.TotalMilliseconds);

            // Below the limits that apply to it, too.
            await Task.Delay(30);
        }

        return all;
    }

    private async Task<HttpStatusCode> GetAsync(string path, string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, service.Address + path) { Headers = { { "X-Forwarded-For", address } } };
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    private static string Text(List<double> all) => $"{Series.MedianOf(all):0.0} (p99 {all.Order().ElementAt(all.Count * 99 / 100):0.0})";
}
