using System.Collections.Concurrent;
using System.Diagnostics;
using Npgsql;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.ApiTests.LocalPostgres;

/// <summary>A data folder of one test: a server left in it is stopped, and the folder deleted, whatever became of the test.</summary>
public sealed class TestFolder : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Fast = new() { ["fsync"] = "off", ["shared_buffers"] = "16MB" };
    private static readonly Lazy<Task<string>> Made = new(MakeAsync);

    private readonly ConcurrentQueue<string> logged = [];

    public string Root { get; } = RunFolder.New();

    public string Path => System.IO.Path.Combine(Root, "data");

    public LocalPostgresOptions Options =>
        new()
        {
            DataFolder = Path,
            BinariesFolder = TestCluster.BinariesFolder,
            ServerSettings = Fast,
        };

    public string Log => string.Join('\n', logged);

    /// <summary>
    /// With a cluster that was stopped in order, a copy of one that all tests share: to make one takes most of the time of a test.
    /// </summary>
    public static async Task<TestFolder> WithClusterAsync()
    {
        var folder = new TestFolder();
        await CopyAsync(await Made.Value, folder.Path);
        return folder;
    }

    public Task<LocalPostgresServer> StartAsync() => StartAsync(Options);

    public Task<LocalPostgresServer> StartAsync(LocalPostgresOptions options) =>
        LocalPostgresServer.StartAsync(options, logged.Enqueue, CancellationToken.None);

    public async Task<LocalPostgresException> RefusedAsync(LocalPostgresOptions options) =>
        await Should.ThrowAsync<LocalPostgresException>(async () => await (await StartAsync(options)).DisposeAsync());

    /// <summary>The folder's cluster, when there is one.</summary>
    public string Cluster => Directory.GetDirectories(Path, "postgres-*").ShouldHaveSingleItem();

    public int Postmaster => int.Parse(File.ReadLines(System.IO.Path.Combine(Cluster, "postmaster.pid")).First());

    public async ValueTask DisposeAsync() => await RunFolder.DeleteAsync(Root);

    private static async Task<string> MakeAsync()
    {
        var folder = new TestFolder();
        await (await folder.StartAsync()).DisposeAsync();
        return folder.Path;
    }

    /// <summary>With owners and modes, on which PostgreSQL insists.</summary>
    private static async Task CopyAsync(string from, string to)
    {
        using var copy = Process.Start("cp", ["-a", from, to]);
        await copy.WaitForExitAsync();
        copy.ExitCode.ShouldBe(0);
    }
}

internal static class Sql
{
    public static async Task<object?> ScalarAsync(string connectionString, string statement)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        return await command.ExecuteScalarAsync();
    }
}
