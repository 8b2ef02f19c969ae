using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc.Testing;
using Npgsql;
using PeaceTalks.ApiTests.Datasets;

namespace PeaceTalks.ApiTests.Upgrade;

/// <summary>The service of today on a ledger that the service of an earlier commit made.</summary>
public sealed class UpgradedLedger : IAsyncDisposable
{
    private static int last;
    private readonly WebApplicationFactory<Program> service;

    private UpgradedLedger(string connection, ChangedDataset? dataset)
    {
        var release = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseSetting("ConnectionStrings:PeaceTalks", connection);
            host.UseSetting("Keys:Admin", WithKey.AdminSecret);
            host.UseSetting("Serilog:MinimumLevel", "Warning");
            host.UseSetting("Limits:Enabled", "false");
        });
        service = dataset?.With(release) ?? release;
        Client = service.CreateDefaultClient(new WithKey());
    }

    public HttpClient Client { get; }

    public IServiceProvider Services => service.Services;

    /// <summary>The commits of which a ledger is kept.</summary>
    public static IEnumerable<string> Commits => Directory.GetDirectories(Here()).Select(x => Path.GetFileName(x)).Order();

    /// <param name="dataset">The data set of the service of today, if it is not the shipped one.</param>
    public static async Task<UpgradedLedger> StartAsync(string commit, ChangedDataset? dataset = null)
    {
        var server = await TestCluster.StartedAsync();
        var name = $"upgrade_{commit}_{Interlocked.Increment(ref last)}";
        await ExecuteAsync(server.ConnectionStringTo("postgres"), $"CREATE DATABASE {name}");
        await ExecuteAsync(server.ConnectionStringTo(name), await DumpAsync(commit));
        return new UpgradedLedger(server.ConnectionStringTo(name), dataset);
    }

    /// <summary>What the service of that commit was asked.</summary>
    public static IEnumerable<EarlierAnswer> Answers(string commit) =>
        File.ReadLines(Path.Combine(Here(), commit, "addresses.txt"))
            .Select(line => line.Split(' ', 2))
            .Select(x => new EarlierAnswer(x[1], Path.Combine(Here(), commit, "answers", x[0])));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await service.DisposeAsync();
    }

    private static async Task<string> DumpAsync(string commit)
    {
        await using var file = File.OpenRead(Path.Combine(Here(), commit, "ledger.sql.gz"));
        await using var plain = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }

    /// <summary>On a connection that nobody gets after it: a dump sets the search path.</summary>
    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        var alone = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(alone.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Here([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
