using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.ApiTests.Ledger.Pins;

public sealed class AnswerCacheTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string Parties = "/api/v1/parties";

    [Theory]
    [InlineData("/api/v1/held-positions?asOf=2026-01-31&knownAt=1", "application/json")]
    [InlineData("/api/v1/held-positions?asOf=2026-01-31&knownAt=1", "text/csv")]
    [InlineData("/api/v1/positions?limit=2", "text/csv")]
    [InlineData("/api/v1/matrix?issue=donbas-territory", "application/json")]
    [InlineData("/api/v1/diffs?from=2025-12-12&to=2026-01-31", "text/x-diff")]
    public async Task A_kept_answer_has_the_bytes_and_the_headers_of_the_first(string path, string accept)
    {
        await HeadListenerTests.WatchAsync(app.Factory);
        var (first, firstHeaders) = await ReadAsync(path, accept);
        var (second, secondHeaders) = await ReadAsync(path, accept);

        second.ShouldBe(first);
        secondHeaders.ShouldBe(firstHeaders, ignoreOrder: true);
    }

    [Fact]
    [Trait("Category", "Endurance")]
    public async Task A_thousand_pins_take_no_more_memory_than_they_may()
    {
        await using var small = app.Start(("AnswerCache:Megabytes", "1"));
        using var client = small.CreateClient();
        await HeadListenerTests.WatchAsync(small);
        var cache = small.Services.GetRequiredService<AnswerCache>();
        var day = new DateOnly(2023, 1, 1);
        for (var i = 0; i < 1000; i++)
        {
            var asOf = $"{day.AddDays(i):yyyy-MM-dd}";
            (await client.GetAsync($"/api/v1/positions?knownAt=1&asOf={asOf}&limit=1")).EnsureSuccessStatusCode();
            cache.Size.ShouldBeLessThanOrEqualTo(1024 * 1024);
        }

        cache.Size.ShouldBeGreaterThan(256 * 1024);
    }

    [Fact]
    public async Task What_is_too_large_is_answered_and_not_kept()
    {
        await using var small = app.Start(("AnswerCache:LargestKilobytes", "1"));
        using var client = small.CreateClient();
        await HeadListenerTests.WatchAsync(small);

        var large = await client.GetStringAsync("/api/v1/positions?knownAt=1");

        large.ShouldBe(await app.GetTextAsync("/api/v1/positions?knownAt=1"));
        small.Services.GetRequiredService<AnswerCache>().Size.ShouldBe(0);
    }

    [Fact]
    public async Task Of_many_who_ask_the_same_at_once_one_asks_the_database()
    {
        await using var other = app.Start();
        using var client = other.CreateClient();
        await HeadListenerTests.WatchAsync(other);
        await client.GetStringAsync("/api/v1/positions?limit=1"); // what all answers share is in memory then
        await using var connection = await app.ConnectAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var block = new NpgsqlCommand("LOCK TABLE position", connection, transaction);
        await block.ExecuteNonQueryAsync();

        var asked = Enumerable.Range(0, 12).Select(_ => client.GetStringAsync("/api/v1/positions?limit=7")).ToList();
        await using var waiting = new NpgsqlCommand(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
            connection,
            transaction
        );
        (await Eventually.BecomesAsync(async () => (long)(await waiting.ExecuteScalarAsync())! > 0)).ShouldBeTrue();
        await Task.Delay(300);
        var waited = (long)(await waiting.ExecuteScalarAsync())!;
        await transaction.RollbackAsync();

        waited.ShouldBe(1);
        (await Task.WhenAll(asked)).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Where_reads_are_closed_no_key_gets_what_was_kept_for_another()
    {
        await using var closed = app.Start(("Reads:Open", "false"));
        await HeadListenerTests.WatchAsync(closed);
        var cache = closed.Services.GetRequiredService<AnswerCache>();
        List<long> sizes = [0];
        foreach (var key in new[] { await app.KeyAsync("READER"), await app.KeyAsync("READER") })
        {
            using var client = closed.CreateClient();
            client.DefaultRequestHeaders.Authorization = new("Bearer", key);
            (await client.GetAsync($"{Parties}?limit=3")).EnsureSuccessStatusCode();
            sizes.Add(cache.Size);
            (await client.GetAsync($"{Parties}?limit=3")).EnsureSuccessStatusCode();
            cache.Size.ShouldBe(sizes[^1]);
        }

        sizes.ShouldBeInOrder();
        sizes.ShouldBeUnique();
    }

    [Fact]
    [Trait("Category", "Endurance")]
    public async Task Whoever_has_seen_a_revision_gets_no_older_answer()
    {
        await HeadListenerTests.WatchAsync(app.Factory);
        (await StaleAsync(app.Client)).ShouldBe(0);
    }

    /// <summary>Shows that the test above would notice: this instance is told nothing, and believes the head that it knew first.</summary>
    [Fact]
    [Trait("Category", "Endurance")]
    public async Task An_instance_that_is_told_nothing_gives_older_ones()
    {
        await using var deaf = app.Start();
        using var client = deaf.CreateClient();
        await HeadListenerTests.WatchAsync(deaf);
        await using var connection = await app.ConnectAsync();
        await HeadListenerTests.UntoldAsync(connection, async () => (await StaleAsync(client)).ShouldBeGreaterThan(0));
    }

    /// <summary>Writers write at one instance. Readers note the newest revision that any of them has seen, and ask again.</summary>
    /// <returns>How many answers were older than a revision that had been seen before they were asked for.</returns>
    private async Task<int> StaleAsync(HttpClient reader)
    {
        var (seen, stale, end) = (0L, 0, DateTime.UtcNow.AddSeconds(3));
        var gate = new Lock();
        var writers = Enumerable.Range(0, 8).Select(_ => Task.Run(WriteAsync));
        var readers = Enumerable.Range(0, 8).Select(_ => Task.Run(ReadAsync));
        await Task.WhenAll([.. writers, .. readers]);
        return stale;

        async Task WriteAsync()
        {
            while (DateTime.UtcNow < end)
            {
                var item = new
                {
                    slug = $"party-{Guid.NewGuid()}",
                    name = $"Party {Guid.NewGuid()}",
                    kind = "STATE",
                };
                using var written = await app.Client.PostAsJsonAsync(Parties, LedgerApp.Write(item));
                written.EnsureSuccessStatusCode();
                Note(long.Parse(written.Headers.GetValues("Ledger-Revision").Single(), null));
            }
        }

        async Task ReadAsync()
        {
            while (DateTime.UtcNow < end)
            {
                var before = Interlocked.Read(ref seen);
                var revision = (await reader.ReadAsync($"{Parties}?limit=1")).Expect(200).Revision!.Value;
                if (revision < before)
                {
                    Interlocked.Increment(ref stale);
                }

                Note(revision);
            }
        }

        void Note(long revision)
        {
            lock (gate)
            {
                seen = Math.Max(seen, revision);
            }
        }
    }

    private async Task<(string Text, List<string> Headers)> ReadAsync(string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        using var response = await app.Client.SendAsync(request);
        ((int)response.StatusCode).ShouldBe(200);
        var headers = response
            .Headers.Concat(response.Content.Headers)
            .Where(x => x.Key is not ("Date" or "Content-Length" or "Transfer-Encoding"));
        return (await response.Content.ReadAsStringAsync(), [.. headers.Select(x => $"{x.Key}: {string.Join(", ", x.Value)}")]);
    }
}
