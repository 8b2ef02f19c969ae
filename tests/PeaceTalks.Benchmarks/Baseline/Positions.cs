using System.Text.Json;
using Npgsql;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>The recorded positions, newest first.</summary>
internal static class Positions
{
    public static string Statement(Shape shape)
    {
        var filters = $"{BaselineIndexes.Always}{Sql.Among("p.party", 4, shape.Parties)} AND p.latest <= $2 AND {Sql.InForce("p")}";
        var onTargets =
            shape.Issues == Count.None && shape.Proposals == Count.None
                ? ""
                : $"AND p.track_id IN (SELECT id FROM ({Sql.Tracks(shape)}) t)";
        return PositionPage.Statement(
            $"""
            SELECT p.*, {Sql.TargetColumns}
            FROM (
                SELECT *, row_number() OVER (ORDER BY latest DESC, recorded_in DESC, place DESC) AS n
                FROM position p WHERE p.{filters} {onTargets}
                ORDER BY latest DESC, recorded_in DESC, place DESC LIMIT $3 + 1) p
            JOIN track t ON t.id = p.track_id {Sql.Target}
            """
        );
    }

    public static Task WriteAsync(Utf8JsonWriter json, Asked asked, NpgsqlDataReader rows) =>
        PositionPage.WriteAsync(
            json,
            asked,
            rows,
            (last, place) => [Json.Day(last.Day.Latest), Json.Number(last.RecordedIn), Json.Number(place)]
        );
}
