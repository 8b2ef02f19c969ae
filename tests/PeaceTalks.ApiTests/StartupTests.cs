using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using PeaceTalks.Api;

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

        failure.Message.ShouldContain("ConnectionStrings:PeaceTalks is not a connection string");
        failure.Message.ShouldNotContain("secret");
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

    private static WebApplicationFactory<Program> Service(string connection) => new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
    {
        host.UseSetting("ConnectionStrings:PeaceTalks", connection);
        host.UseSetting("Dataset", "");
        host.UseSetting("Database:StartWaitSeconds", "0");
    });
}
