using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace PeaceTalks.ApiTests;

/// <summary>A node of a plan, with what it cost.</summary>
public sealed record Plan(JsonElement Json)
{
    public string Type => Json.GetProperty("Node Type").GetString()!;

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
    public List<Plan> All { get; } = [];

    /// <summary>While a service starts it must be: what it waits for there, an explanation beside would wait for too.</summary>
    public bool Paused { get; set; }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        if (Paused)
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
        All.Add(new Plan(JsonSerializer.Deserialize<JsonElement>(plan)[0].GetProperty("Plan").Clone()));
        return result;
    }
}
