using System.Diagnostics;

namespace PeaceTalks.ApiTests.LocalPostgres;

/// <summary>A server that dies while its service lives.</summary>
[Trait("Category", "Endurance")]
public sealed class ServerRestartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_killed_server_is_started_again_where_it_was_with_all_that_was_committed()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();
        await Sql.ScalarAsync(server.ConnectionString, "CREATE TABLE t AS SELECT 7 AS x");

        for (var i = 0; i < 2; i++)
        {
            await KillAsync(folder.Postmaster);
            (
                await Eventually.BecomesAsync(async () => 7.Equals(await AskAsync(server.ConnectionString, "SELECT x FROM t")), Patience)
            ).ShouldBeTrue(folder.Log);
        }

        folder.Log.ShouldContain("PostgreSQL has ended by itself");
        (await Eventually.BecomesAsync(() => Task.FromResult(folder.Log.Contains("PostgreSQL is running again")))).ShouldBeTrue();
    }

    [Fact]
    public async Task One_that_cannot_start_is_tried_with_longer_and_longer_pauses_until_it_can()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();
        var settings = Path.Combine(folder.Cluster, "postgresql.conf");
        var before = await File.ReadAllTextAsync(settings);

        await File.AppendAllTextAsync(settings, "\nno_such_setting = 1\n");
        await KillAsync(folder.Postmaster);
        await Task.Delay(TimeSpan.FromSeconds(8));
        var tries = folder.Log.Split("did not start").Length - 1;
        await File.WriteAllTextAsync(settings, before);

        tries.ShouldBeInRange(1, 5);
        (await Eventually.BecomesAsync(async () => 1.Equals(await AskAsync(server.ConnectionString, "SELECT 1")), Patience)).ShouldBeTrue(
            folder.Log
        );
    }

    [Fact]
    public async Task That_it_could_not_be_looked_at_for_a_while_ends_no_watch()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();
        var (postmaster, file) = (folder.Postmaster, Path.Combine(folder.Cluster, "postmaster.pid"));

        File.Move(file, file + ".aside");
        Directory.CreateDirectory(file);
        await Task.Delay(TimeSpan.FromSeconds(3));
        Directory.Delete(file);
        File.Move(file + ".aside", file);
        await KillAsync(postmaster);

        (await Eventually.BecomesAsync(async () => 1.Equals(await AskAsync(server.ConnectionString, "SELECT 1")), Patience)).ShouldBeTrue(
            folder.Log
        );
        folder.Log.Split("Cannot tell whether").Length.ShouldBeInRange(2, 4);
    }

    [Fact]
    public async Task A_server_that_its_service_stops_stays_stopped()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        var server = await folder.StartAsync();

        await server.DisposeAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));

        (await AskAsync(server.ConnectionString, "SELECT 1")).ShouldBeNull();
        folder.Log.ShouldNotContain("ended by itself");
    }

    private static async Task KillAsync(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Null while nobody answers.</summary>
    private static async Task<object?> AskAsync(string connection, string query)
    {
        try
        {
            return await Sql.ScalarAsync(connection, query);
        }
        catch (Npgsql.NpgsqlException)
        {
            return null;
        }
    }
}
