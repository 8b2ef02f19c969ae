using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Npgsql;
using NpgsqlTypes;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>
/// What an expert would write if these four questions were all: bare Kestrel, one prepared statement for each request, rows read by their
/// positions, and JSON written by hand. It checks nothing, and knows no keys, limits, tags or logs.
/// </summary>
internal static class BaselineServer
{
    /// <summary>Planning is dearer than what a plan for the very values would save, in each of the statements.</summary>
    public const string PlanOnce = "-c plan_cache_mode=force_generic_plan";

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private static readonly ConcurrentDictionary<(string Question, Shape Shape), string> Statements = new();

    private delegate Task Write(Utf8JsonWriter json, Asked asked, NpgsqlDataReader rows);

    public static async Task RunAsync(string connectionString, string address)
    {
        await using var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                MaxAutoPrepare = 50,
                AutoPrepareMinUsages = 1,
                NoResetOnClose = true,
                Options = PlanOnce,
                MaxPoolSize = Math.Clamp(4 * Environment.ProcessorCount, 8, 32),
            }
        );
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls(address);
        await using var app = builder.Build();
        app.Run(http => AnswerAsync(http, database));
        await app.RunAsync();
    }

    /// <summary>The statement of a question, for the server and for pgbench.</summary>
    public static string StatementOf(Asked asked) =>
        Statements.GetOrAdd((QuestionOf(asked.Path), asked.Shape), x => Statement(x.Question, x.Shape));

    private static async Task AnswerAsync(HttpContext http, NpgsqlDataSource database)
    {
        var asked = Asked.FromRequest(http.Request);
        if (QuestionOf(asked.Path).Length == 0)
        {
            return;
        }

        http.Response.ContentType = "application/json; charset=utf-8";
        await using var command = database.CreateCommand(StatementOf(asked));
        AddParameters(command.Parameters, asked);
        await using var rows = await command.ExecuteReaderAsync();

        // Into the buffers of the response, which are pooled. Large ones of its own would keep the garbage collector busy.
        await using var json = new Utf8JsonWriter(http.Response.BodyWriter, Options);
        await WriterOf(asked.Path)(json, asked, rows);
    }

    private static void AddParameters(NpgsqlParameterCollection parameters, Asked asked)
    {
        parameters.Add(new NpgsqlParameter { Value = asked.Known is { } known ? known : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = asked.Day });
        parameters.Add(new NpgsqlParameter<int> { TypedValue = asked.Limit });
        foreach (var values in (string[][])[asked.Parties, asked.Issues, asked.Proposals])
        {
            parameters.Add(
                values is [var one]
                    ? new NpgsqlParameter<string> { TypedValue = one }
                    : new NpgsqlParameter<string[]> { TypedValue = values }
            );
        }
    }

    private static string QuestionOf(string path) =>
        path switch
        {
            "/api/v1/held-positions" or "/api/v1/matrix" or "/api/v1/positions" => path,
            "/" => "",
            _ => "timeline",
        };

    private static string Statement(string question, Shape shape) =>
        question switch
        {
            "/api/v1/held-positions" => HeldPositions.Statement(shape),
            "/api/v1/matrix" => Matrix.Statement(shape),
            "/api/v1/positions" => Positions.Statement(shape),
            _ => Timeline.Statement(shape),
        };

    private static Write WriterOf(string path) =>
        QuestionOf(path) switch
        {
            "/api/v1/held-positions" => HeldPositions.WriteAsync,
            "/api/v1/matrix" => Matrix.WriteAsync,
            "/api/v1/positions" => Positions.WriteAsync,
            _ => Timeline.WriteAsync,
        };
}
