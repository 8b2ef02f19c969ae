using System.Collections.Concurrent;
using Npgsql;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.ApiTests.LocalPostgres;

/// <summary>A data folder of one test: a server left in it is stopped, and the folder deleted, whatever became of the test.</summary>
public sealed class TestFolder : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Fast = new() { ["fsync"] = "off", ["shared_buffers"] = "16MB" };

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

    public Task<LocalPostgresServer> StartAsync() => StartAsync(Options);

    public Task<LocalPostgresServer> StartAsync(LocalPostgresOptions options) =>
        LocalPostgresServer.StartAsync(options, logged.Enqueue, CancellationToken.None);

    public async Task<LocalPostgresException> RefusedAsync(LocalPostgresOptions options) =>
        await Should.ThrowAsync<LocalPostgresException>(async () => await (await StartAsync(options)).DisposeAsync());

    /// <summary>The folder's cluster, when there is one.</summary>
    public string Cluster => Directory.GetDirectories(Path, "postgres-*").ShouldHaveSingleItem();

    public int Postmaster => int.Parse(File.ReadLines(System.IO.Path.Combine(Cluster, "postmaster.pid")).First());

    public async ValueTask DisposeAsync() => await RunFolder.DeleteAsync(Root);
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
