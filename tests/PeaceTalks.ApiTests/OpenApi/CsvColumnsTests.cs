using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeaceTalks.ApiTests.OpenApi;

/// <summary>docs/csv.md lists the columns that there are, as the document describes them.</summary>
public sealed partial class CsvColumnsTests(DescribedApp app) : IClassFixture<DescribedApp>
{
    private const string Columns = "<!-- columns";

    [Fact]
    public void The_columns_in_docs_are_those_that_there_are()
    {
        var file = DescribedApp.RepositoryFile("docs", "csv.md");
        var text = File.ReadAllText(file).ReplaceLineEndings("\n");
        var start = text.IndexOf('\n', text.IndexOf(Columns, StringComparison.Ordinal)) + 1;
        if (DescribedApp.Renew)
        {
            text = text[..start] + Described();
            File.WriteAllText(file, text);
        }

        (text[start..] == Described()).ShouldBeTrue("Renew docs/csv.md with UPDATE_OPENAPI=1.");
    }

    [Fact]
    public void Every_column_is_explained() =>
        Rows()
            .SelectMany(x => x.Row["properties"]!.AsObject())
            .Where(x => string.IsNullOrWhiteSpace((string?)x.Value!["description"]))
            .Select(x => x.Key)
            .Distinct()
            .ShouldBeEmpty();

    private string Described()
    {
        var text = new StringBuilder();
        foreach (var (_, row, paths, @short) in Rows())
        {
            var names = @short.Split(',');
            text.Append($"\n## {string.Join(", ", paths.Select(x => $"`{x}`"))}\n\n{(string)row["description"]!} By default, it has ");
            text.Append(
                names.Length == row["properties"]!.AsObject().Count
                    ? "all columns.\n"
                    : $"{names.Length} of {row["properties"]!.AsObject().Count} columns:\n\n```text\n{Lines(names)}\n```\n"
            );
            text.Append("\n| columns | |\n|---|---|\n");
            var columns = row["properties"]!.AsObject().Select(x => (Name: x.Key, Meaning: (string)x.Value!["description"]!)).ToList();
            while (columns.Count > 0)
            {
                var alike = columns.TakeWhile(x => x.Meaning == columns[0].Meaning).ToList();
                text.Append($"| {string.Join(", ", alike.Select(x => $"`{x.Name}`"))} | {alike[0].Meaning} |\n");
                columns.RemoveRange(0, alike.Count);
            }
        }

        return text.ToString();
    }

    private static string Lines(string[] names) => string.Join('\n', names.Chunk(5).Select(x => string.Join(' ', x)));

    /// <summary>What the parameter of an operation says that the columns are without it.</summary>
    private static string Default(Operation operation) =>
        Defaults().Match((string)operation.Parameters.Single(x => (string)x["name"]! == "columns")["description"]!).Groups[1].Value;

    /// <summary>Each class of rows, with the lists that come in it, and the columns that they have by default.</summary>
    private List<(string Name, JsonObject Row, List<string> Paths, string Short)> Rows() =>
        [
            .. from operation in app.Operations
            let csv = operation.Responses["200"]?["content"]?["text/csv"]
            where csv is not null
            group operation by ((string)csv["schema"]!["contentSchema"]!["items"]!["$ref"]!).Split('/')[^1] into row
            select (
                row.Key,
                app.Document["components"]!["schemas"]![row.Key]!.AsObject(),
                row.Select(x => x.Path[("/api/v1/".Length - 1)..]).ToList(),
                row.Select(Default).Distinct().Single()
            ),
        ];

    [GeneratedRegex("Defaults to `([^`]+)`")]
    private static partial Regex Defaults();
}
