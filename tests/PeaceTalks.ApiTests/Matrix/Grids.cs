using System.Text.Json;

namespace PeaceTalks.ApiTests.Matrix;

/// <summary>What tests look at in a grid.</summary>
internal static class Grids
{
    public static IEnumerable<JsonElement> Cells(this JsonElement grid) => grid.GetProperty("cells").EnumerateArray();

    public static JsonElement Cell(this JsonElement grid, string row, string party) =>
        grid.Cells().Single(x => x.Slug("row") == row && x.Slug("party") == party);

    public static IEnumerable<string> Slugs(this JsonElement grid, string heads) =>
        grid.GetProperty(heads).EnumerateArray().Select(x => x.Text("slug")!);

    /// <summary>The positions that an issue's cell shows of its proposals.</summary>
    public static IEnumerable<JsonElement> Shown(this JsonElement cell) =>
        cell.GetProperty("proposals").GetProperty("shown").EnumerateArray();

    public static int Further(this JsonElement cell) => cell.GetProperty("proposals").GetProperty("further").GetInt32();

    /// <summary>"SUPPORTS 2, DECLINED 1".</summary>
    public static string Counts(this JsonElement cell) =>
        string.Join(
            ", ",
            cell.GetProperty("proposals")
                .GetProperty("counts")
                .EnumerateArray()
                .Select(x => $"{x.Text("stance")} {x.GetProperty("count").GetInt32()}")
        );
}
