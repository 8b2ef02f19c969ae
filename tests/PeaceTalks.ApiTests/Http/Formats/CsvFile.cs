using System.Text;
using CsvHelper;

namespace PeaceTalks.ApiTests.Http.Formats;

/// <summary>CSV as it came, read by two strict readers that must agree: CsvHelper's, and the few rules of RFC 4180 themselves.</summary>
/// <param name="Next">The address of the next page, as the header Link has it.</param>
public sealed record CsvFile(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Lines, string? Next)
{
    private static readonly CsvReaderOptions Strict = new()
    {
        Separator = ',',
        MalformedData = CsvMalformedDataHandling.Throw,
        FieldCountMismatch = CsvFieldCountHandling.Throw,
        SkipEmptyLines = false,
        DetectSeparatorHint = false,
    };

    public static async Task<CsvFile> GetAsync(LedgerApp app, string path)
    {
        using var response = await app.Client.GetAsync(path);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        ((int)response.StatusCode).ShouldBe(200, Encoding.UTF8.GetString(bytes));
        response.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        var link = response.Headers.TryGetValues("Link", out var links) ? links.ShouldHaveSingleItem() : null;
        link?.ShouldEndWith(">; rel=\"next\"");
        return Read(bytes, link?[1..link.IndexOf('>')]);
    }

    /// <summary>With all its columns.</summary>
    public static Task<CsvFile> GetAllAsync(LedgerApp app, string path) => GetAsync(app, $"{path}&columns=all");

    /// <summary>The text of a cell, without the apostrophe that keeps spreadsheets from it.</summary>
    public static string Text(string cell) => cell.StartsWith('\'') ? cell[1..] : cell;

    public string Cell(int line, string column) => Lines[line][Header.ToList().IndexOf(column)];

    private static CsvFile Read(byte[] bytes, string? next)
    {
        bytes.Take(3).ShouldNotBe([0xEF, 0xBB, 0xBF], "a byte order mark");
        var records = Records(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        var other = new List<List<string>>();
        using (var reader = CsvReader.Create(bytes, Strict))
        {
            other.Add([.. reader.Headers]);
            while (reader.Read())
            {
                other.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
            }
        }

        other.ShouldBe(records);
        records.ShouldAllBe(x => x.Count == records[0].Count);
        records[0].ShouldBeUnique();
        return new CsvFile(records[0], [.. records.Skip(1)], next);
    }

    /// <summary>
    /// By the grammar of RFC 4180: every record ends with CRLF; a quote stands around a field, or doubled in a quoted one; nothing else is
    /// there.
    /// </summary>
    private static List<List<string>> Records(string text)
    {
        List<List<string>> records =
        [
            [],
        ];
        for (var at = 0; at < text.Length; )
        {
            var field = new StringBuilder();
            if (text[at] == '"')
            {
                for (at++; ; at++)
                {
                    if (text[at] != '"')
                    {
                        field.Append(text[at]);
                    }
                    else if (text[++at] == '"')
                    {
                        field.Append('"');
                    }
                    else
                    {
                        break;
                    }
                }
            }
            else
            {
                for (; text[at] is not (',' or '\r'); at++)
                {
                    (text[at] is '"' or '\n').ShouldBeFalse($"a quote or line end in a bare field, at {at}");
                    field.Append(text[at]);
                }
            }

            records[^1].Add(field.ToString());
            if (text[at] == ',')
            {
                at++;
                continue;
            }

            text.Substring(at, 2).ShouldBe("\r\n");
            at += 2;
            if (at < text.Length)
            {
                records.Add([]);
            }
        }

        return records;
    }
}
