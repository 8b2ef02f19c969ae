using System.Text.Json;
using Npgsql;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>The timeline of an issue: the records on it and on its proposals, track by track.</summary>
internal static class Timeline
{
    private const string Order = "t.party, t.target, t.id, p.in_force_from, p.latest DESC, p.attribution DESC, p.recorded_in, p.place";

    public static string Statement(Shape shape) =>
        PositionPage.Statement(
            $"""
            SELECT p.*, t.holder, t.on_proposal, t.target, t.target_name, t.issues, t.issue_names, row_number() OVER (ORDER BY {Order}) AS n
            FROM (SELECT t.id, t.party, {Sql.TargetColumns} FROM ({Sql.Tracks(shape)}) t {Sql.Target} OFFSET 0) t
            JOIN position p ON p.track_id = t.id
            WHERE {Sql.Counts(certain: true)}
            ORDER BY {Order} LIMIT $3 + 1
            """
        );

    public static Task WriteAsync(Utf8JsonWriter json, Asked asked, NpgsqlDataReader rows) =>
        PositionPage.WriteAsync(json, asked, rows, (last, _) => [last.Id.ToString()]);
}
