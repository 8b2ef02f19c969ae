using System.Net;
using System.Text;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Http;

/// <summary>The service in a process of its own, with a collector and a scraper that look at it.</summary>
public sealed class TelemetryTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string Canary = "canary";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Log_line_trace_and_statements_of_a_request_share_an_id_and_nothing_that_was_asked_is_in_them()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var collector = await OtlpReceiver.StartAsync();
        var connection = (await TestCluster.StartedAsync()).ConnectionStringTo("telemetry");
        var service = new RunningService(
            ("ConnectionStrings__PeaceTalks", connection),
            ("Keys__Admin", WithKey.AdminSecret),
            ("Dataset", ""),
            ("Logs__Format", "Json"),
            ("Metrics__Prometheus", "true"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"),
            ("OTEL_TRACES_SAMPLER", "always_on")
        );
        string trace;
        string scraped;
        try
        {
            using var client = new HttpClient { BaseAddress = await service.ReadyAsync(patience.Token) };
            client.DefaultRequestHeaders.Authorization = new("Bearer", WithKey.AdminSecret);
            client.DefaultRequestHeaders.Add("User-Agent", $"{Canary}-agent");
            client.DefaultRequestHeaders.Add("Idempotency-Key", $"{Canary}-idempotency");
            var refused = await client.GetAsync($"/api/v1/held-positions?party={Canary}-query", patience.Token);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            trace = JsonDocument.Parse(await refused.Content.ReadAsStringAsync()).RootElement.GetProperty("traceId").GetString()!;
            (await client.GetAsync($"/api/v1/parties/{Canary}-path")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
            await client.SendAsync(new HttpRequestMessage(new HttpMethod($"{Canary}METHOD"), "/api/v1/parties"));
            var written = await client.PostAsync(
                "/api/v1/parties",
                new StringContent(
                    """{"note": "? note", "item": {"slug": "?-slug", "name": "? name", "kind": "STATE"}}""".Replace("?", Canary),
                    Encoding.UTF8,
                    "application/json"
                ),
                patience.Token
            );
            written.StatusCode.ShouldBe(HttpStatusCode.Created, await written.Content.ReadAsStringAsync());
            scraped = await client.GetStringAsync("/metrics", patience.Token);
        }
        finally
        {
            // What is collected is sent at the latest when it stops.
            await service.StopAsync();
        }

        var logged = service
            .Said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(x => JsonDocument.Parse(x).RootElement)
            .Single(x => x.TryGetProperty("TraceId", out var id) && id.GetString() == trace && x.TryGetProperty("Route", out _));
        logged.GetProperty("@tr").GetString().ShouldBe(trace);
        logged.GetProperty("Client").GetString().ShouldBe("127.0.0.1");
        logged.GetProperty("Key").GetString().ShouldBe("admin");

        var spans = collector.Spans.Where(x => x.Trace == trace).ToList();
        var request = spans.Single(x => x.Name == "GET api/v1/held-positions");
        spans.ShouldContain(x => x.Parent == request.Id && x.Text.Contains("SELECT"), "a span for a statement");
        collector.HasMetric("peacetalks.counter.wait").ShouldBeTrue();

        scraped.ShouldContain("peacetalks_revisions_total{otel_scope_name=\"PeaceTalks\"} 1");
        scraped.ShouldContain("peacetalks_counter_wait_seconds_count{otel_scope_name=\"PeaceTalks\"} 1");
        scraped.ShouldContain("peacetalks_head{otel_scope_name=\"PeaceTalks\"} 1");
        foreach (var told in (string[])[collector.All, scraped, service.Said])
        {
            told.ShouldNotContain(Canary, Case.Insensitive);
            told.ShouldNotContain(WithKey.AdminSecret);
            told.ShouldNotContain("Password");
        }
    }

    [Fact]
    public async Task Without_the_setting_no_metrics_are_served() =>
        (await app.Client.GetAsync("/metrics")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
}
