using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Data;

namespace PeaceTalks.ApiTests;

/// <summary>A node of a plan, with what it cost.</summary>
public sealed record Plan(JsonElement Json)
{
    public string Type => Json.GetProperty("Node Type").GetString()!;

    public string? Table => Json.TryGetProperty("Relation Name", out var name) ? name.GetString() : null;

    public string? IndexName => Json.TryGetProperty("Index Name", out var name) ? name.GetString() : null;

    public int Loops => Json.GetProperty("Actual Loops").GetInt32();

    /// <summary>Of the node with all below it.</summary>
    public int Buffers => Json.GetProperty("Shared Hit Blocks").GetInt32() + Json.GetProperty("Shared Read Blocks").GetInt32();

    public IEnumerable<Plan> Nodes() =>
        [this, .. Json.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().SelectMany(x => new Plan(x).Nodes()) : []];
}

/// <summary>Explains each statement on a connection of its own, just before it runs.</summary>
public sealed class CapturedPlans(string connectionString) : DbCommandInterceptor
{
    public ConcurrentQueue<Plan> All { get; } = [];

    /// <summary>Off while a service starts: what it waits for then, an explanation would wait for as well.</summary>
    public bool On { get; set; } = true;

    public int Buffers => All.Sum(x => x.Buffers);

    /// <summary>Another instance of the service, with all explained that it sends to its database for requests.</summary>
    public WebApplicationFactory<Program> Start(LedgerApp app)
    {
        On = false;
        var service = app.Factory.WithWebHostBuilder(host =>
            host.ConfigureTestServices(services => services.ConfigureDbContext<PeaceTalksDb>(options => options.AddInterceptors(this)))
        );
        _ = service.Server;
        On = true;
        return service;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        if (!On)
        {
            return result;
        }

        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var explain = new NpgsqlCommand($"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {command.CommandText}", connection);
        foreach (var parameter in command.Parameters.Cast<NpgsqlParameter>())
        {
            explain.Parameters.Add(parameter.Clone());
        }

        var plan = (string)(await explain.ExecuteScalarAsync(cancellationToken))!;
        All.Enqueue(new Plan(JsonSerializer.Deserialize<JsonElement>(plan)[0].GetProperty("Plan").Clone()));
        return result;
    }
}
