using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Http;

/// <summary>
/// Clients that send or read byte by byte, on a real server. With those of endurance there are 30 at once; with PEACETALKS_FULL=1 there are
/// 300, and the limits of the service are as they are.
/// </summary>
// One after the other: each takes what the machine has.
[Collection(NotParallel.Name)]
public sealed class SlowClientsTests(ShippedLedger app, ITestOutputHelper output) : IClassFixture<ShippedLedger>
{
    private static readonly int Many = Length.IsFull ? 100 : 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(Length.IsFull ? 180 : 60);

    [Fact]
    public async Task A_slow_client_of_each_kind_is_ended_and_the_others_served_meanwhile() =>
        ShouldBeEnded(await EndsAsync(1, Shorten, Patience), 1);

    [Fact]
    [Trait("Category", "Endurance")]
    public async Task Slow_clients_are_ended_and_the_others_served_meanwhile()
    {
        var ends = await EndsAsync(Many, Length.IsFull ? _ => { } : Shorten, Patience);

        ShouldBeEnded(ends, Many);
        var longest = ends.Max(x => x.After);
        (await EndsAsync(Many, TakeAway, longest + TimeSpan.FromSeconds(2))).ShouldBeEmpty();
    }

    private static void ShouldBeEnded(SlowClientEnd[] ends, int ofEachKind)
    {
        ends.Length.ShouldBe(3 * ofEachKind);
        ends.Where(x => x.Kind == "headers").ShouldAllBe(x => x.Status == "408");
        ends.Where(x => x.Kind == "body")
            .ShouldAllBe(x =>
                x.Status == "408" && x.Answer.Contains("/problems/too-slow") && x.Answer.Contains("less than 2048 bytes a second")
            );
        ends.Where(x => x.Kind == "reading").ShouldAllBe(x => x.Status == "cut off");
    }

    /// <summary>Of slow clients, all at once; until then, others ask and must be answered.</summary>
    private async Task<SlowClientEnd[]> EndsAsync(int ofEachKind, Action<KestrelServerLimits> limits, TimeSpan atMost)
    {
        await using var service = app.Start()
            .WithWebHostBuilder(host =>
                host.ConfigureTestServices(services => services.Configure<KestrelServerOptions>(options => limits(options.Limits)))
            );
        service.UseKestrel(0);
        service.StartServer();
        using var patience = new CancellationTokenSource(atMost);
        using var done = new CancellationTokenSource();
        var others = AskAsync(service, done.Token);
        SlowClient[] kinds = [SlowClient.OfHeaders, SlowClient.OfBody, SlowClient.OfReading];
        var slow = kinds.SelectMany(kind =>
            Enumerable.Range(0, ofEachKind).Select(_ => kind.LingerAsync(service.ClientOptions.BaseAddress.Port, patience.Token))
        );
        SlowClientEnd[] ends = [.. (await Task.WhenAll(slow)).OfType<SlowClientEnd>()];
        await done.CancelAsync();

        var (statuses, slowest) = await others;
        foreach (var group in ends.GroupBy(x => (x.Kind, x.Status)))
        {
            Say(
                $"{group.Count()} slow in {group.Key.Kind}: {group.Key.Status} after {group.Min(x => x.After.TotalSeconds):0.0} to {group.Max(x => x.After.TotalSeconds):0.0} s"
            );
        }

        Say($"{3 * ofEachKind - ends.Length} slow ones were still there after {atMost.TotalSeconds:0} s");
        Say(
            $"meanwhile: {string.Join(", ", statuses.Select(x => $"{x.Value} times {x.Key}"))}, the slowest in {slowest.TotalSeconds:0.00} s"
        );
        statuses.Keys.ShouldBe([200]);
        statuses[200].ShouldBeGreaterThan(10);
        slowest.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        return ends;
    }

    private static async Task<(ConcurrentDictionary<int, int> Statuses, TimeSpan Slowest)> AskAsync(
        WebApplicationFactory<Program> service,
        CancellationToken done
    )
    {
        using var http = service.CreateDefaultClient(service.ClientOptions.BaseAddress, new WithKey());
        var (statuses, slowest) = (new ConcurrentDictionary<int, int>(), TimeSpan.Zero);
        var remark = LedgerApp.Write(
            new
            {
                article = "reuters-2026-01-07-zelenskiy-seeks-trump-meeting",
                paragraph = 1,
                kind = "CONTEXT",
                text = "Tried.",
            }
        );
        Func<Task<HttpResponseMessage>>[] requests =
        [
            () => http.GetAsync("/api/v1/parties"),
            () => http.GetAsync("/api/v1/matrix?knownAt=1"),
            () => http.PostAsJsonAsync("/api/v1/remarks?dryRun=true", remark),
        ];
        for (var i = 0; !done.IsCancellationRequested; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await requests[i % requests.Length]();
            statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
            slowest = Stopwatch.GetElapsedTime(start) is var took && took > slowest ? took : slowest;
            await Task.Delay(20, CancellationToken.None);
        }

        return (statuses, slowest);
    }

    private static void Shorten(KestrelServerLimits limits)
    {
        var grace = TimeSpan.FromSeconds(1.5);
        limits.RequestHeadersTimeout = grace;
        limits.MinRequestBodyDataRate = new MinDataRate(limits.MinRequestBodyDataRate!.BytesPerSecond, grace);
        limits.MinResponseDataRate = new MinDataRate(16 * limits.MinResponseDataRate!.BytesPerSecond, grace);
    }

    private static void TakeAway(KestrelServerLimits limits)
    {
        limits.RequestHeadersTimeout = TimeSpan.FromDays(1);
        (limits.MinRequestBodyDataRate, limits.MinResponseDataRate) = (null, null);
    }

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
