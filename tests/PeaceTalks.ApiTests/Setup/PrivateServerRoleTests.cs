using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Setup;

/// <summary>A service with a private server, as anybody gets it who starts it without settings.</summary>
public sealed class PrivateLedger : IAsyncLifetime
{
    private TestFolder folder = null!;

    public WebApplicationFactory<Program> Service { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        folder = await TestFolder.WithClusterAsync();
        Start();
    }

    /// <summary>Stops the service, does something to the database as its superuser, and starts the service again.</summary>
    public async Task RestartAsync(params string[] meanwhile)
    {
        await Service.DisposeAsync();
        await using (var server = await folder.StartAsync())
        {
            foreach (var statement in meanwhile)
            {
                await Sql.ScalarAsync(server.ConnectionString, statement);
            }
        }

        Start();
    }

    public async Task DisposeAsync()
    {
        await Service.DisposeAsync();
        await folder.DisposeAsync();
    }

    /// <summary>On a connection as requests get it.</summary>
    public async Task<object?> AskAsync(string statement)
    {
        await using var connection = await Service.Services.GetRequiredService<LedgerDatabase>().OpenAsync(CancellationToken.None);
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }

    private void Start()
    {
        Service = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("LocalPostgres:DataFolder", folder.Path);
            host.UseSetting("LocalPostgres:BinariesFolder", TestCluster.BinariesFolder);
            host.UseSetting("LocalPostgres:ServerSettings:fsync", "off");
            host.UseSetting("Keys:Admin", WithKey.AdminSecret);
            host.UseSetting("Serilog:MinimumLevel", "Warning");
        });
        Service.CreateClient().Dispose();
    }
}

/// <summary>Requests run as a role that may do no more than the service does.</summary>
public sealed class PrivateServerRoleTests(PrivateLedger ledger) : IClassFixture<PrivateLedger>
{
    [Theory]
    [InlineData("CREATE TABLE mine ()")]
    [InlineData("CREATE TEMPORARY TABLE mine ()")]
    [InlineData("CREATE SCHEMA mine")]
    [InlineData("CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'")]
    [InlineData("CREATE ROLE mine")]
    [InlineData("CREATE DATABASE mine")]
    [InlineData("DROP TABLE remark")]
    [InlineData("ALTER TABLE remark ADD COLUMN mine text")]
    [InlineData("ALTER TABLE remark DISABLE TRIGGER ALL")]
    [InlineData("ALTER ROLE peacetalks PASSWORD 'mine'")]
    [InlineData("SET ROLE peacetalks")]
    [InlineData("SET session_replication_role = replica")]
    [InlineData("TRUNCATE remark")]
    [InlineData("TRUNCATE kept_answer")]
    [InlineData("COPY ledger TO PROGRAM 'true'")]
    [InlineData("SELECT pg_read_file('PG_VERSION')")]
    [InlineData("SELECT rolpassword FROM pg_authid")]
    [InlineData("UPDATE revision SET note = 'Mine'")]
    [InlineData("UPDATE position SET summary = 'Mine'")]
    [InlineData("UPDATE key SET role = 'ADMIN'")]
    [InlineData("UPDATE audit_entry SET note = 'Mine'")]
    [InlineData("DELETE FROM position")]
    [InlineData("DELETE FROM key")]
    [InlineData("DELETE FROM audit_entry")]
    [InlineData("DELETE FROM ledger")]
    [InlineData("DELETE FROM \"__EFMigrationsHistory\"")]
    public async Task A_request_may_do_nothing_that_the_service_does_not_do(string statement)
    {
        var refusal = await Should.ThrowAsync<PostgresException>(() => ledger.AskAsync(statement));

        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, refusal.Message);
    }

    [Fact]
    public async Task The_role_of_requests_is_no_superuser_and_owns_nothing()
    {
        (
            await ledger.AskAsync(
                "SELECT rolsuper OR rolcreatedb OR rolcreaterole OR rolreplication OR rolbypassrls "
                    + "FROM pg_roles WHERE rolname = current_user"
            )
        ).ShouldBe(false);
        (await ledger.AskAsync("SELECT count(*) FROM pg_class WHERE pg_has_role(relowner, 'USAGE')")).ShouldBe(0L);
        (await ledger.AskAsync("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole")).ShouldBe(0L);
    }

    [Fact]
    public async Task A_data_folder_from_before_there_was_the_role_gets_it_at_the_next_start()
    {
        await ledger.RestartAsync("DROP OWNED BY peacetalks_service", "DROP ROLE peacetalks_service");

        await ReadsAndWritesAsync();
    }

    [Fact]
    public async Task Rights_that_were_taken_away_are_granted_again_at_the_next_start()
    {
        await ledger.RestartAsync("REVOKE ALL ON ALL TABLES IN SCHEMA public FROM peacetalks_service");

        await ReadsAndWritesAsync();
    }

    private async Task ReadsAndWritesAsync()
    {
        using var client = ledger.Service.CreateDefaultClient(new WithKey());

        (await client.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync("/api/v1/matrix")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var remark = new
        {
            article = "unnamed-2026-01-davos-talks-on-territory",
            paragraph = 1,
            kind = "MOOD",
            text = $"Said {Guid.NewGuid()}",
        };
        using var written = await client.PostAsJsonAsync("/api/v1/remarks", LedgerApp.Write(remark));
        ((int)written.StatusCode).ShouldBe(201, await written.Content.ReadAsStringAsync());
    }
}
