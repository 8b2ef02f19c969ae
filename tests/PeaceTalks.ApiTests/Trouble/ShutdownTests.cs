using System.Diagnostics;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>A service that is stopped while a request runs: one that waits for a lock.</summary>
public sealed class ShutdownTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public void What_runs_has_half_a_minute() =>
        app.Factory.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout.ShouldBe(TimeSpan.FromSeconds(30));

    [Fact]
    public async Task A_request_that_runs_is_answered()
    {
        await using var service = Serve();
        using var http = service.CreateClient();
        await using var blocker = await app.ConnectAsync();
        var asked = await AskBehindAsync(blocker, http);

        var stopping = service.Services.GetRequiredService<IHost>().StopAsync();
        await Task.Delay(1000);
        stopping.IsCompleted.ShouldBeFalse();
        await blocker.CloseAsync();

        (await asked).IsSuccessStatusCode.ShouldBeTrue();
        await stopping.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task One_that_runs_for_too_long_is_cut_off()
    {
        await using var service = Serve(("ShutdownTimeoutSeconds", "1"));
        using var http = service.CreateClient();
        await using var blocker = await app.ConnectAsync();
        var asked = await AskBehindAsync(blocker, http);

        var clock = Stopwatch.StartNew();
        await service.Services.GetRequiredService<IHost>().StopAsync().ContinueWith(_ => { });

        clock.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(15));
        await Should.ThrowAsync<HttpRequestException>(() => asked);
    }

    /// <summary>A request that waits until the connection is closed.</summary>
    private async Task<Task<HttpResponseMessage>> AskBehindAsync(NpgsqlConnection blocker, HttpClient http)
    {
        await using var hold = new NpgsqlCommand("BEGIN; LOCK TABLE remark IN ACCESS EXCLUSIVE MODE", blocker);
        await hold.ExecuteNonQueryAsync();
        var asked = http.GetAsync("/api/v1/remarks");
        (
            await Eventually.BecomesAsync(async () =>
                1L.Equals(
                    await Sql.ScalarAsync(
                        app.ConnectionString,
                        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                    )
                )
            )
        ).ShouldBeTrue();
        return asked;
    }

    private WebApplicationFactory<Program> Serve(params (string Name, string Value)[] settings)
    {
        var service = app.Start([("Database:LockSeconds", "60"), ("Database:StatementSeconds", "60"), .. settings]);
        service.UseKestrel(0);
        service.StartServer();
        return service;
    }
}
