using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Diagnostics;
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

    public IEnumerable<Plan> Children => Json.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray().Select(x => new Plan(x)) : [];

    public IEnumerable<Plan> Nodes() => [this, .. Children.SelectMany(x => x.Nodes())];
}

/// <summary>Explains each statement on a connection of its own, just before it runs.</summary>
public sealed class CapturedPlans(string connectionString) : DbCommandInterceptor
{
    public ConcurrentQueue<Plan> All { get; } = [];

    /// <summary>
    /// Runs a statement as the service does after some times: prepared, with the plan for any values (PostgreSQL's generic plan).
    /// </summary>
    public static async Task<Plan> ExplainAsync(string connectionString, SqlStatement statement)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var places = Enumerable.Range(1, statement.Values.Count).Select(object (i) => $"${i}").ToArray();
        var sql = string.Format(CultureInfo.InvariantCulture, statement.Text, places);
        var types = string.Join(", ", statement.Values.Select(x => TypeOf(x.GetType())));
        await using var prepare = new NpgsqlCommand(
            $"SET plan_cache_mode = force_generic_plan; PREPARE asked({types}) AS {sql}",
            connection
        );
        await prepare.ExecuteNonQueryAsync();
        var values = string.Join(", ", statement.Values.Select(Literal));
        await using var explain = new NpgsqlCommand($"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE asked({values})", connection);
        return FromJson((string)(await explain.ExecuteScalarAsync())!);
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellationToken);
        await using var explain = new NpgsqlCommand($"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {command.CommandText}", connection);
        foreach (var parameter in command.Parameters.Cast<NpgsqlParameter>())
        {
            explain.Parameters.Add(parameter.Clone());
        }

        var plan = (string)(await explain.ExecuteScalarAsync(cancellationToken))!;
        All.Enqueue(FromJson(plan));
        return result;
    }

    private static Plan FromJson(string explained) =>
        new(JsonSerializer.Deserialize<JsonElement>(explained)[0].GetProperty("Plan").Clone());

    private static string TypeOf(Type type) =>
        type.IsArray ? $"{TypeOf(type.GetElementType()!)}[]"
        : type == typeof(DateOnly) ? "date"
        : type == typeof(Guid) ? "uuid"
        : type == typeof(long) ? "bigint"
        : type == typeof(int) ? "integer"
        : type == typeof(short) ? "smallint"
        : type == typeof(bool) ? "boolean"
        : "text";

    private static string Literal(object value) =>
        value switch
        {
            Array many => $"'{{{string.Join(',', many.Cast<object?>().Select(x => x ?? "NULL"))}}}'",
            DateOnly day => $"'{day:yyyy-MM-dd}'",
            string text => $"'{text.Replace("'", "''")}'",
            _ => string.Create(CultureInfo.InvariantCulture, $"'{value}'"),
        };
}
