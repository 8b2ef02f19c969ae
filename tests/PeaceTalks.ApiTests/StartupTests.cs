using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Settings;
using PeaceTalks.ApiTests.LocalPostgres;
using PeaceTalks.ApiTests.Trouble;

namespace PeaceTalks.ApiTests;

/// <summary>A service that tests or tools start in their own process.</summary>
public sealed class StartupTests
{
    [Fact]
    public async Task The_database_of_the_settings_is_made_brought_up_to_date_and_used()
    {
        var connection = (await TestCluster.StartedAsync()).ConnectionStringTo("startup");

        await using (var service = Service(connection))
        {
            (await service.CreateClient().GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        }

        await using var next = Service(connection);
        (await next.CreateClient().GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_to_who_started_the_service()
    {
        await using var service = Service("Host=127.0.0.1;Port=1;Username=nobody;Password=secret");

        var failure = Should.Throw<CannotStartException>(() => service.CreateClient());

        failure.Message.ShouldContain("127.0.0.1:1");
        failure.Message.ShouldContain("Connection refused");
        failure.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("rubbish")]
    [InlineData("Host=127.0.0.1;Passwort=secret")]
    public async Task What_is_no_connection_string_is_said_to_be_none(string connection)
    {
        await using var service = Service(connection);

        var failure = Should.Throw<CannotStartException>(() => service.CreateClient());

        failure.Message.ShouldStartWith("--ConnectionStrings:PeaceTalks is wrong: it is not a connection string");
        failure.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("Reads:Open", "maybe", "--Reads:Open is 'maybe': it takes true or false.")]
    [InlineData("Stream:HeartbeatSeconds", "soon", "--Stream:HeartbeatSeconds is 'soon': it takes a number above 0, at most 86400.")]
    [InlineData("Limits:Adress:Requests", "1", "--Limits:Adress:Requests is not a setting; did you mean --Limits:Address:Requests?")]
    [InlineData("Serilog:MinimumLevel", "Verbos", "Serilog cannot use its section: The value Verbos is not a valid Serilog level.")]
    public async Task A_setting_that_makes_no_sense_is_told_before_the_database_is_touched(string name, string value, string says)
    {
        await using var service = Service("Host=127.0.0.1;Port=1;Username=nobody").WithWebHostBuilder(host => host.UseSetting(name, value));

        Should.Throw<WrongSettingsException>(() => service.CreateClient()).Message.ShouldBe(says);
    }

    [Fact]
    public async Task A_ledger_with_a_migration_of_a_newer_version_is_left_alone()
    {
        var connection = (await TestCluster.StartedAsync()).ConnectionStringTo("startup_newer");
        await using (var service = Service(connection))
        {
            service.CreateClient().Dispose();
        }

        await using var source = NpgsqlDataSource.Create(connection);
        await using var later = source.CreateCommand("INSERT INTO \"__EFMigrationsHistory\" VALUES ('20991231000000_Later', '20.0.0')");
        await later.ExecuteNonQueryAsync();

        await using var older = Service(connection);
        Should.Throw<CannotStartException>(() => older.CreateClient()).Message.ShouldContain("20991231000000_Later");
    }

    [Fact]
    public async Task A_database_that_is_not_there_yet_is_waited_for()
    {
        var connection = (await TestCluster.StartedAsync()).ConnectionStringTo("startup_late");
        var port = Wire.FreePort();
        await using var service = Service(Wire.Over(connection, port))
            .WithWebHostBuilder(host => host.UseSetting("Database:StartWaitSeconds", "60"));

        var starting = Task.Run(() => service.CreateClient());
        await Task.Delay(TimeSpan.FromSeconds(2));
        starting.IsCompleted.ShouldBeFalse();
        await using var wire = new Wire(connection, port);

        using var client = await starting.WaitAsync(TimeSpan.FromSeconds(60));
        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_that_does_not_come_is_given_up_after_a_while()
    {
        await using var service = Service("Host=127.0.0.1;Port=1;Username=nobody")
            .WithWebHostBuilder(host => host.UseSetting("Database:StartWaitSeconds", "2"));

        var clock = Stopwatch.StartNew();
        Should.Throw<CannotStartException>(() => service.CreateClient());

        clock.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData("Password=wrong", "28P01")]
    [InlineData("Username=nobody", "28P01")]
    public async Task What_waiting_does_not_mend_is_told_at_once(string wrong, string state)
    {
        var connection = (await TestCluster.StartedAsync()).ConnectionStringTo("startup_refused") + ";" + wrong;
        await using var service = Service(connection).WithWebHostBuilder(host => host.UseSetting("Database:StartWaitSeconds", "600"));

        Should.Throw<CannotStartException>(() => service.CreateClient()).Message.ShouldContain(state);
    }

    [Fact]
    public async Task A_ledger_that_is_up_to_date_is_served_from_a_read_only_database()
    {
        var connection = (await TestCluster.StartedAsync()).ConnectionStringTo("startup_read_only");
        await using (var first = Service(connection))
        {
            first.CreateClient().Dispose();
        }

        await using var service = Service(connection + ";Options=-c default_transaction_read_only=on");
        using var client = service.CreateClient();

        (await client.GetAsync("/api/v1/parties")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetStringAsync("/health/ready")).ShouldContain("READ_ONLY");
    }

    [Fact]
    public async Task A_database_that_lacks_a_migration_is_not_ready()
    {
        var connection = (await TestCluster.StartedAsync()).ConnectionStringTo("startup_older");
        await using var service = Service(connection);
        using var client = service.CreateClient();
        await Sql.ScalarAsync(connection, "DELETE FROM \"__EFMigrationsHistory\"");

        var answer = await client.GetAsync("/health/ready");

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(
            """{"status":"UNHEALTHY","problem":"MIGRATIONS_PENDING","detail":"The database lacks migrations of this version."}"""
        );
    }

    private static WebApplicationFactory<Program> Service(string connection) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:PeaceTalks", connection);
            host.UseSetting("Dataset", "");
            host.UseSetting("Keys:Admin", WithKey.AdminSecret);
            host.UseSetting("Database:StartWaitSeconds", "0");
        });
}
