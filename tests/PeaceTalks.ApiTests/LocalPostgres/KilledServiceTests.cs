using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace PeaceTalks.ApiTests.LocalPostgres;

/// <summary>Two services on one folder, and services and servers that were killed.</summary>
[Trait("Category", "Endurance")]
public sealed class KilledServiceTests
{
    [Fact]
    public async Task A_second_service_on_the_folder_is_told_who_has_it()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var first = await ServiceProcess.StartAsync(folder);

        var refusal = await folder.RefusedAsync(folder.Options);

        refusal.Message.ShouldContain(folder.Path);
        refusal.Message.ShouldContain($"process {first.Id}");
        (await Sql.ScalarAsync(first.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_second_server_in_the_same_process_is_refused_too()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var first = await folder.StartAsync();

        (await folder.RefusedAsync(folder.Options)).Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public async Task Of_services_that_start_at_once_on_a_new_folder_one_gets_it_and_the_others_are_told()
    {
        await using var folder = new TestFolder();

        var starts = Enumerable.Range(0, 4).Select(_ => Task.Run(() => folder.StartAsync())).ToList();
        await Task.WhenAll(starts).ContinueWith(_ => { });

        await using var server = await starts.Where(start => start.IsCompletedSuccessfully).ShouldHaveSingleItem();
        starts
            .Where(start => start.IsFaulted)
            .ShouldAllBe(start => start.Exception!.InnerException!.Message.StartsWith("Another PeaceTalks service"));
        (await Sql.ScalarAsync(server.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_killed_service_committed_is_there_at_the_next_start_and_its_server_is_not()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var killed = await ServiceProcess.StartAsync(folder);
        await Sql.ScalarAsync(killed.ConnectionString, "CREATE TABLE t AS SELECT 7 AS x");
        var leftover = folder.Postmaster;
        await killed.KillAsync();
        Process.GetProcessById(leftover).HasExited.ShouldBeFalse("the server outlives its service, or this tests nothing");

        await using var next = await folder.StartAsync();

        folder.Log.ShouldContain("An earlier service was killed");
        folder.Postmaster.ShouldNotBe(leftover);
        next.IsNewCluster.ShouldBeFalse();
        (await Sql.ScalarAsync(next.ConnectionString, "SELECT x FROM t")).ShouldBe(7);
    }

    [Fact]
    public async Task A_service_and_a_server_both_killed_lose_nothing_that_was_committed()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var killed = await ServiceProcess.StartAsync(folder);
        await Sql.ScalarAsync(killed.ConnectionString, "CREATE TABLE t AS SELECT 7 AS x");
        var postmaster = Process.GetProcessById(folder.Postmaster);
        await killed.KillAsync();
        postmaster.Kill();
        await postmaster.WaitForExitAsync();

        await using var next = await folder.StartAsync();

        (await Sql.ScalarAsync(next.ConnectionString, "SELECT x FROM t")).ShouldBe(7);
    }

    [Fact]
    public async Task A_service_killed_while_it_makes_the_cluster_does_not_hinder_the_next()
    {
        await using var folder = new TestFolder();
        using var killed = ServiceProcess.Launch(folder);
        string? line;
        do
        {
            line = await killed.StandardError.ReadLineAsync();
        } while (line is not null && !line.StartsWith("Creating", StringComparison.Ordinal));

        killed.Kill();
        await killed.WaitForExitAsync();

        await using var next = await folder.StartAsync();
        (await Sql.ScalarAsync(next.ConnectionString, "SELECT 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_half_made_cluster_is_cleared_away()
    {
        await using var folder = new TestFolder();
        await using (await folder.StartAsync()) { }

        // What initdb leaves when the machine loses power: a folder with a version, and not yet its name.
        var half = Path.Combine(folder.Path, "unfinished-0");
        Directory.Move(folder.Cluster, half);
        File.Delete(Path.Combine(half, "global", "pg_control"));

        await using var next = await folder.StartAsync();

        next.IsNewCluster.ShouldBeTrue();
        Directory.Exists(half).ShouldBeFalse();
    }

    [Fact]
    public async Task A_process_number_that_is_now_another_programs_is_not_taken_for_the_server()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using (await folder.StartAsync()) { }

        using var other = Process.Start(new ProcessStartInfo("sleep", ["600"]))!;
        var cluster = folder.Cluster;
        await File.WriteAllTextAsync(
            Path.Combine(cluster, "postmaster.pid"),
            string.Create(CultureInfo.InvariantCulture, $"{other.Id}\n{cluster}\n1700000000\n5432\n{folder.Path}/socket\n\n\nready   \n")
        );
        try
        {
            await using var server = await folder.StartAsync();
            (await Sql.ScalarAsync(server.ConnectionString, "SELECT 1")).ShouldBe(1);
            other.HasExited.ShouldBeFalse();
        }
        finally
        {
            other.Kill();
        }
    }

    [Fact]
    public async Task Ctrl_C_in_the_terminal_does_not_reach_the_server_past_the_service()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var server = await folder.StartAsync();

        // The terminal signals a whole process group.
        ProcessGroup(folder.Postmaster).ShouldBe(folder.Postmaster);
        ProcessGroup(folder.Postmaster).ShouldNotBe(ProcessGroup(Environment.ProcessId));
    }

    [DllImport("libc", EntryPoint = "getpgid")]
    private static extern int ProcessGroup(int process);
}
