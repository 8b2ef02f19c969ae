using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.ApiTests.LocalPostgres;

/// <summary>Start, stop, and what is there afterwards.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task Data_written_before_a_stop_is_there_after_the_next_start()
    {
        await using var folder = new TestFolder();
        await using (var first = await folder.StartAsync())
        {
            first.IsNewCluster.ShouldBeTrue();
            await Sql.ScalarAsync(first.ConnectionString, "CREATE TABLE t AS SELECT 7 AS x");
        }

        await using var second = await folder.StartAsync();

        second.IsNewCluster.ShouldBeFalse();
        (await Sql.ScalarAsync(second.ConnectionString, "SELECT x FROM t")).ShouldBe(7);
    }

    /// <summary>Statements are in the traces of whoever collects them.</summary>
    [Fact]
    public async Task No_password_is_in_a_trace_of_the_start()
    {
        var statements = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => statements.Enqueue(string.Join(' ', span.TagObjects.Select(x => x.Value))),
        };
        ActivitySource.AddActivityListener(listener);
        await using var folder = new TestFolder();

        await using var server = await folder.StartAsync();
        await Sql.ScalarAsync(server.ServiceConnectionString, "SELECT 7");

        statements.ShouldContain(x => x.Contains("SELECT 7"), "statements are traced at all");
        var password = new NpgsqlConnectionStringBuilder(server.ServiceConnectionString).Password!;
        statements.ShouldAllBe(x => !x.Contains(password));
    }

    [Fact]
    public async Task A_stopped_server_answers_nobody_and_lets_the_folder_go()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        var server = await folder.StartAsync();

        await server.DisposeAsync();

        await Should.ThrowAsync<NpgsqlException>(() => Sql.ScalarAsync(server.ConnectionString, "SELECT 1"));
        File.Exists(Path.Combine(folder.Cluster, "postmaster.pid")).ShouldBeFalse("else it was not shut down in order");
        File.Open(Path.Combine(folder.Path, "lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose();
    }

    [Fact]
    public async Task The_cluster_is_UTF_8_with_checksums_and_answers_in_its_version()
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync();

        (await Sql.ScalarAsync(server.ConnectionString, "SHOW server_encoding")).ShouldBe("UTF8");
        (await Sql.ScalarAsync(server.ConnectionString, "SHOW data_checksums")).ShouldBe("on");
        (await Sql.ScalarAsync(server.ConnectionString, "SELECT split_part(current_setting('server_version'), ' ', 1)")).ShouldBe(
            server.Version
        );
        (await Sql.ScalarAsync(server.ConnectionString, "SELECT current_database()")).ShouldBe("peacetalks");
    }

    [Fact]
    public async Task A_database_of_any_name_is_made_once()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        var options = folder.Options with { DatabaseName = "Peace \"and\" talks" };
        await using (await folder.StartAsync(options)) { }

        await using var server = await folder.StartAsync(options);

        (await Sql.ScalarAsync(server.ConnectionString, "SELECT current_database()")).ShouldBe("Peace \"and\" talks");
    }

    [Fact]
    public async Task Without_settings_of_the_caller_commits_are_synced_to_disk()
    {
        await using var folder = new TestFolder();
        await using var server = await folder.StartAsync(folder.Options with { ServerSettings = new Dictionary<string, string>() });

        (
            await Sql.ScalarAsync(server.ConnectionString, "SELECT current_setting('fsync') || current_setting('synchronous_commit')")
        ).ShouldBe("onon");
    }

    [Fact]
    public async Task A_setting_that_the_server_refuses_is_told_with_the_log_and_the_folder_is_let_go()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        var wrong = folder.Options with { ServerSettings = new Dictionary<string, string> { ["max_connections"] = "many" } };

        var refusal = await folder.RefusedAsync(wrong);

        refusal.Message.ShouldContain("did not start");
        refusal.Message.ShouldContain("max_connections");
        await using var server = await folder.StartAsync();
        (await Sql.ScalarAsync(server.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_log_that_grew_large_is_put_aside_at_the_next_start()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using (await folder.StartAsync()) { }

        var log = Path.Combine(folder.Path, "postgres.log");
        await File.AppendAllTextAsync(log, new string('x', 2 << 20));
        await using (await folder.StartAsync()) { }

        new FileInfo(log).Length.ShouldBeLessThan(1 << 20);
        File.Exists(log + ".old").ShouldBeTrue();
    }

    [Fact]
    public async Task What_a_statement_does_wrong_is_told_to_its_sender_and_not_to_the_log()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();

        await Should.ThrowAsync<PostgresException>(() => Sql.ScalarAsync(server.ConnectionString, "SELECT 'a secret'::int"));

        (await File.ReadAllTextAsync(Path.Combine(folder.Path, "postgres.log"))).ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_cancelled_start_leaves_nothing_running_and_lets_the_folder_go()
    {
        await using var folder = new TestFolder();
        using var cancellation = new CancellationTokenSource();
        void CancelWhenMaking(string line)
        {
            if (line.StartsWith("Creating", StringComparison.Ordinal))
            {
                cancellation.Cancel();
            }
        }

        await Should.ThrowAsync<OperationCanceledException>(() =>
            LocalPostgresServer.StartAsync(folder.Options, CancelWhenMaking, cancellation.Token)
        );

        await using var server = await folder.StartAsync();
        server.IsNewCluster.ShouldBeTrue();
    }
}
