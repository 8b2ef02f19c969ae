using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>What the database is given: time, connections, and one try.</summary>
public sealed class LimitTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string Settings =
        "SELECT concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout'), current_setting('search_path'))";

    [Fact]
    public async Task A_request_s_connection_has_limits_that_the_server_keeps()
    {
        var limited = app.Factory.Services.GetRequiredService<LedgerDatabase>().ConnectionString!;

        (await Sql.ScalarAsync(limited, Settings)).ShouldBe("5s 3s 10s \"$user\", public");
        var parts = new NpgsqlConnectionStringBuilder(limited);
        (parts.Timeout, parts.CommandTimeout).ShouldBe((3, 6));
        parts.MaxPoolSize.ShouldBeInRange(8, 32);
    }

    [Fact]
    public async Task What_a_connection_string_says_itself_wins()
    {
        var given = new NpgsqlConnectionStringBuilder(app.ConnectionString)
        {
            Options = "-c statement_timeout=7s -c search_path=public",
            CommandTimeout = 9,
            MaxPoolSize = 3,
        };
        var limited = new DatabaseLimits().ForRequests(given.ConnectionString);

        (await Sql.ScalarAsync(limited, Settings)).ShouldBe("7s 3s 10s public");
        var parts = new NpgsqlConnectionStringBuilder(limited);
        (parts.CommandTimeout, parts.MaxPoolSize, parts.Timeout).ShouldBe((9, 3, 3));
    }

    [Fact]
    public async Task A_migration_takes_as_long_as_it_takes()
    {
        var given = new NpgsqlConnectionStringBuilder(app.ConnectionString) { Options = "-c statement_timeout=7s -c search_path=public" };
        var unlimited = new DatabaseLimits().ForSettingUp(given.ConnectionString);

        (await Sql.ScalarAsync(unlimited, Settings)).ShouldBe("0 0 0 public");
        new NpgsqlConnectionStringBuilder(unlimited).CommandTimeout.ShouldBe(0);
    }

    [Fact]
    public void Nothing_is_sent_to_the_database_twice_by_itself()
    {
        using var scope = app.Factory.Services.CreateScope();

        scope.ServiceProvider.GetRequiredService<PeaceTalksDb>().Database.CreateExecutionStrategy().RetriesOnFailure.ShouldBeFalse();
    }

    [Theory]
    [InlineData("StatementSeconds", "0")]
    [InlineData("PoolSize", "-1")]
    [InlineData("StartWaitSeconds", "-1")]
    public async Task A_limit_that_makes_no_sense_is_told(string name, string value)
    {
        await using var service = app.Start(($"Database:{name}", value));

        Should
            .Throw<CannotStartException>(() => service.CreateClient())
            .Message.ShouldContain($"Database:{name} is '{value}': it takes a whole number from ");
    }

    [Fact]
    public async Task A_cancelled_request_cancels_its_query()
    {
        await using var service = Serve(("Database:LockSeconds", "60"), ("Database:StatementSeconds", "60"));
        using var http = service.CreateDefaultClient(service.ClientOptions.BaseAddress, new WithKey());
        await using var blocker = await app.ConnectAsync();
        await using var transaction = await blocker.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("LOCK TABLE remark IN ACCESS EXCLUSIVE MODE", blocker);
        await hold.ExecuteNonQueryAsync();

        using var patience = new CancellationTokenSource();
        var asked = http.GetAsync("/api/v1/remarks", patience.Token);
        (await Eventually.BecomesAsync(async () => await WaitingAsync() == 1)).ShouldBeTrue("or this tests nothing");
        await patience.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked);
        (await Eventually.BecomesAsync(async () => await WaitingAsync() == 0)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_writer_that_hangs_does_not_hold_the_ledger_for_ever()
    {
        await using var service = Serve(("Database:LockSeconds", "1"));
        using var http = service.CreateDefaultClient(service.ClientOptions.BaseAddress, new WithKey());
        var limited = new DatabaseLimits { IdleInTransactionSeconds = 3 }.ForRequests(app.ConnectionString);
        await using var hanging = new NpgsqlConnection(limited);
        await hanging.OpenAsync();
        await using var transaction = await hanging.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("UPDATE ledger SET head = head", hanging);
        await hold.ExecuteNonQueryAsync();

        using (var refused = await http.PostAsync("/api/v1/remarks", Load.Remark("While another hangs")))
        {
            (await Answer.OfAsync(refused)).Expect(503).GetProperty("detail").GetString()!.ShouldStartWith("Another request has held");
        }

        (
            await Eventually.BecomesAsync(
                async () =>
                {
                    using var response = await http.PostAsync("/api/v1/remarks", Load.Remark("Since it was thrown out"));
                    return (int)response.StatusCode == 201;
                },
                TimeSpan.FromSeconds(20)
            )
        ).ShouldBeTrue();
    }

    private WebApplicationFactory<Program> Serve(params (string Name, string Value)[] settings)
    {
        var service = app.Start(settings);
        service.UseKestrel(0);
        service.StartServer();
        return service;
    }

    private async Task<long> WaitingAsync() =>
        (long)
            (
                await Sql.ScalarAsync(
                    app.ConnectionString,
                    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%remark%' AND pid <> pg_backend_pid()"
                )
            )!;
}
