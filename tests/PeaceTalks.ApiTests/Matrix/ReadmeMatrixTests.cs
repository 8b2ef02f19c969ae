using System.Text;
using System.Text.Json;
using PeaceTalks.ApiTests.OpenApi;

namespace PeaceTalks.ApiTests.Matrix;

/// <summary>The picture in README.md is what the matrix answers.</summary>
public sealed class ReadmeMatrixTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string Begins = "<!-- matrix of 2026-01-31 -->\n```text\n";

    private const int Width = 35;

    private static readonly string[] Parties = ["russia", "ukraine", "united-states"];

    [Fact]
    public async Task The_picture_shows_the_cells_of_the_matrix()
    {
        var grid = JsonDocument
            .Parse(await app.Client.GetStringAsync("/api/v1/matrix?rows=proposals&asOf=2026-01-31&knownAt=1"))
            .RootElement;
        var text = await File.ReadAllTextAsync(DescribedApp.RepositoryFile("README.md"));
        var picture = text[(text.IndexOf(Begins, StringComparison.Ordinal) + Begins.Length)..];
        var lines = picture[..picture.IndexOf("```", StringComparison.Ordinal)].TrimEnd('\n').Split('\n');

        lines.Length.ShouldBe(9);
        lines[0].ShouldBe(Line("", "Russia", "Ukraine", "United States"));
        foreach (var line in lines[1..])
        {
            var name = line[..Width].TrimEnd();
            line.ShouldBe(Line([name, .. Parties.Select(party => Said(grid, name, party))]));
        }
    }

    private static string Said(JsonElement grid, string row, string party)
    {
        var held = grid.GetProperty("cells")
            .EnumerateArray()
            .Single(x => Text(x, "row", "name") == row && Text(x, "party", "slug") == party)
            .GetProperty("held");
        if (held.ValueKind == JsonValueKind.Null)
        {
            return ".";
        }

        var sign = held.GetProperty("attribution").GetString() switch
        {
            "UNATTRIBUTED" => " (o)",
            "OTHER_PARTY" when Text(held, "assertedBy", "slug") == "ukraine" => " (*)",
            "SELF" => "",
            var other => $" ({other})",
        };
        return held.GetProperty("stance").GetString()!.ToLowerInvariant().Replace('_', ' ') + sign;
    }

    private static string? Text(JsonElement of, string member, string name) => of.GetProperty(member).GetProperty(name).GetString();

    private static string Line(params string[] cells)
    {
        var line = new StringBuilder(cells[0].PadRight(Width));
        line.Append(cells[1].PadRight(15)).Append(cells[2].PadRight(17)).Append(cells[3]);
        return line.ToString().TrimEnd();
    }
}
