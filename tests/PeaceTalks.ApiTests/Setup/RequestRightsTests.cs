using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Settings;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Setup;

/// <summary>Two roles on somebody's own PostgreSQL: one sets up the ledger, the other answers requests.</summary>
public sealed class RequestRightsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Requests_may_read_every_table_and_delete_from_one()
    {
        const string Tables = "FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND";
        var role = new NpgsqlConnectionStringBuilder(app.RequestConnectionString).Username;

        (await AskAsync($"SELECT count(*) {Tables} NOT has_table_privilege('{role}', oid, 'SELECT')")).ShouldBe(0L);
        (await AskAsync($"SELECT string_agg(relname, ', ') {Tables} has_table_privilege('{role}', oid, 'DELETE')")).ShouldBe("kept_answer");
        (await AskAsync($"SELECT count(*) {Tables} has_table_privilege('{role}', oid, 'TRUNCATE, REFERENCES, TRIGGER')")).ShouldBe(0L);

        Task<object?> AskAsync(string query) => Sql.ScalarAsync(app.ConnectionString, query);
    }

    [Fact]
    public async Task The_role_of_the_set_up_makes_the_ledger_and_gives_the_other_what_requests_need()
    {
        var server = await TestCluster.StartedAsync();
        await MakeRolesAsync("two_setup", "two_requests");
        await Sql.ScalarAsync(server.ConnectionString, "ALTER ROLE two_setup CREATEDB");
        var requests = As(server.ConnectionStringTo("two_roles"), "two_requests");
        await using var service = Service(requests, "Username=two_setup;Password=two_setup");
        using var client = service.CreateClient();

        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/v1/matrix")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Sql.ScalarAsync(requests, "SELECT relowner::regrole::text FROM pg_class WHERE oid = 'ledger'::regclass")).ShouldBe(
            "two_setup"
        );
        (await Should.ThrowAsync<PostgresException>(() => Sql.ScalarAsync(requests, "CREATE TABLE mine ()"))).SqlState.ShouldBe(
            PostgresErrorCodes.InsufficientPrivilege
        );

        // Once the ledger is set up, the service needs the other role no longer.
        await using var alone = Service(requests, "");
        (await alone.CreateClient().GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_role_that_owns_the_ledger_cannot_be_that_of_requests()
    {
        var server = await TestCluster.StartedAsync();
        await MakeRolesAsync("owning");
        await Sql.ScalarAsync(server.ConnectionString, "CREATE DATABASE owned OWNER owning");
        var owned = As(server.ConnectionStringTo("owned"), "owning");
        await using (var before = Service(owned, ""))
        {
            before.CreateClient().Dispose();
        }

        await using var service = Service(owned, server.ConnectionStringTo("owned"));

        Should
            .Throw<CannotStartException>(() => service.CreateClient())
            .Message.ShouldContain("owning of ConnectionStrings:PeaceTalks owns");
    }

    [Theory]
    [InlineData("", "Username=two", "ConnectionStrings__Setup is for a database that ConnectionStrings__PeaceTalks names")]
    [InlineData("Host=127.0.0.1;Username=one", "Password=secret", "ConnectionStrings__Setup needs a Username")]
    [InlineData("Host=127.0.0.1", "Username=two;Password=secret", "ConnectionStrings__PeaceTalks needs a Username too")]
    [InlineData("Host=127.0.0.1;Username=one", "Username=two;Passwort=secret", "is not a connection string")]
    public async Task A_role_for_the_set_up_that_makes_no_sense_stops_the_start(string requests, string setup, string says)
    {
        await using var service = Service(requests, setup);

        var message = Should.Throw<WrongSettingsException>(() => service.CreateClient()).Message;

        message.ShouldContain(says);
        message.ShouldNotContain("secret");
    }

    private static async Task MakeRolesAsync(params string[] roles)
    {
        foreach (var role in roles)
        {
            await Sql.ScalarAsync((await TestCluster.StartedAsync()).ConnectionString, $"CREATE ROLE {role} LOGIN PASSWORD '{role}'");
        }
    }

    private static string As(string connection, string role) =>
        new NpgsqlConnectionStringBuilder(connection) { Username = role, Password = role }.ConnectionString;

    private static WebApplicationFactory<Program> Service(string requests, string setup) =>
        new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:PeaceTalks", requests);
            host.UseSetting("ConnectionStrings:Setup", setup);
            host.UseSetting("Keys:Admin", WithKey.AdminSecret);
            host.UseSetting("Serilog:MinimumLevel", "Warning");
        });
}
