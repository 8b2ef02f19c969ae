using System.Diagnostics;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Data;

/// <summary>What a flood of probes costs the database.</summary>
public sealed class ReadinessTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string Ready = "/health/ready";

    [Fact]
    public async Task What_was_found_is_told_for_a_second_and_then_looked_at_again()
    {
        var clock = new StoppedClock();
        await using var service = app.Factory.WithWebHostBuilder(host =>
            host.ConfigureTestServices(x => x.AddSingleton<TimeProvider>(clock))
        );
        using var client = service.CreateClient();
        (await client.GetStringAsync(Ready)).ShouldContain("HEALTHY");
        await SqlAsync("ALTER TABLE \"__EFMigrationsHistory\" RENAME TO away");
        try
        {
            clock.Pass(TimeSpan.FromSeconds(0.9));
            (await client.GetStringAsync(Ready)).ShouldContain("\"HEALTHY\"");

            clock.Pass(TimeSpan.FromSeconds(0.1));
            ((int)(await client.GetAsync(Ready)).StatusCode).ShouldBe(503);
        }
        finally
        {
            await SqlAsync("ALTER TABLE away RENAME TO \"__EFMigrationsHistory\"");
        }

        ((int)(await client.GetAsync(Ready)).StatusCode).ShouldBe(503);
        clock.Pass(TimeSpan.FromSeconds(1));
        ((int)(await client.GetAsync(Ready)).StatusCode).ShouldBe(200);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task However_many_ask_at_once_the_database_is_asked_by_one(bool givingUp)
    {
        await using var service = app.Start();
        using var client = service.CreateClient();
        await using var blocker = await app.ConnectAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("LOCK TABLE \"__EFMigrationsHistory\"", blocker))
        {
            await command.ExecuteNonQueryAsync();
        }

        var asked = Enumerable.Range(0, 10).Select(_ => AskAsync(client, givingUp)).ToList();
        (await Eventually.BecomesAsync(async () => await WaitingAsync() > 0)).ShouldBeTrue();
        await Task.Delay(300);
        asked.AddRange(Enumerable.Range(0, 10).Select(_ => AskAsync(client, givingUp)));
        await Task.Delay(500);

        (await WaitingAsync()).ShouldBe(1);
        await transaction.RollbackAsync();
        (await Task.WhenAll(asked)).ShouldAllBe(x => x == (givingUp ? 0 : 200));
    }

    /// <summary>The status; 0 of who gave up.</summary>
    private static async Task<int> AskAsync(HttpClient client, bool givingUp)
    {
        using var patience = new CancellationTokenSource(givingUp ? TimeSpan.FromSeconds(0.2) : TimeSpan.FromMinutes(1));
        try
        {
            using var answer = await client.GetAsync(Ready, patience.Token);
            return (int)answer.StatusCode;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private async Task<long> WaitingAsync() =>
        (long)(await SqlAsync("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = '\"__EFMigrationsHistory\"'::regclass"))!;

    private Task<object?> SqlAsync(string statement) => Sql.ScalarAsync(app.ConnectionString, statement);

    private sealed class StoppedClock : TimeProvider
    {
        private long now;

        public override long GetTimestamp() => now;

        public void Pass(TimeSpan time) => now += (long)(time.TotalSeconds * Stopwatch.Frequency);
    }
}
