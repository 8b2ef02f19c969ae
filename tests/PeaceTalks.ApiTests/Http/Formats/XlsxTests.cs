using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using PeaceTalks.ApiTests.Ledger;

namespace PeaceTalks.ApiTests.Http.Formats;

/// <summary>A workbook has the rows of the CSV, as values that no spreadsheet computes, and says how to cite them.</summary>
public sealed class XlsxTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static readonly XNamespace Sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static TheoryData<string> Paths =>
        [
            .. ListTests.Paths.Cast<object[]>().Select(x => (string)x[0]),
            "events?from=2025-12-01&to=2026-01-31",
            "matrix?rows=proposals&asOf=2026-01-31",
            "matrix?rows=issues&asOf=2026-01-31&layout=grid",
        ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Its_rows_are_those_of_the_CSV(string path)
    {
        var address = $"/api/v1/{path}{(path.Contains('?') ? "&" : "?")}knownAt=1";
        var columns = path.Contains("layout") ? "" : "&columns=all";
        var csv = await CsvFile.GetAsync(app, $"{address}&format=csv{columns}");

        var (answer, _) = await GetAsync($"{address}&format=xlsx{columns}");

        answer[0].ShouldBe(csv.Header);
        answer.Count.ShouldBe(csv.Lines.Count + 1);
        foreach (var (cells, line) in answer.Skip(1).Zip(csv.Lines))
        {
            cells
                .Concat(Enumerable.Repeat("", line.Count - cells.Count))
                .ShouldBe(line.Select(x => CsvFile.Text(x).ReplaceLineEndings("\n")));
        }
    }

    [Fact]
    public async Task Its_last_sheet_says_how_to_cite_it_and_what_the_columns_mean()
    {
        var (answer, notes) = await GetAsync(
            "/api/v1/held-positions?party=ukraine&asOf=2026-01-31&knownAt=1&format=xlsx&columns=headline,statedOnLatest"
        );

        answer[0].ShouldBe(["headline", "statedOnLatest"]);
        var said = notes.Where(x => x.Count == 2 && x[0] != "Based on").ToDictionary(x => x[0], x => x[1]);
        said["Citation"].ShouldStartWith("PeaceTalks, data set russia-ukraine-2025, epoch ");
        said["Citation"].ShouldContain(", revision 1, as of 2026-01-31: Held positions (party: ukraine). ");
        (said["Known at revision"], said["As of"]).ShouldBe(("1", "2026-01-31"));
        said["statedOnLatest"].ShouldBe("When it was stated.");
        said["headline"].ShouldStartWith("A one-line summary for people.");

        var (again, _) = await GetAsync(said["This table again"]);
        again.ShouldBe(answer);
        (await app.GetAsync(said["As JSON, page by page"])).Items().Count().ShouldBe(answer.Count - 1);
    }

    [Theory]
    [InlineData("positions?asOf=2026-01-31&knownAt=1", true)]
    [InlineData("positions?asOf=2026-01-31&knownAt=1&limit=20", false)]
    [InlineData("matrix?rows=proposals&asOf=2026-01-31&knownAt=1", false)]
    public async Task It_names_every_article_that_its_rows_cite_and_the_digest_if_there_is_one(string path, bool isWhole)
    {
        var (_, notes) = await GetAsync($"/api/v1/{path}&format=xlsx");

        var said = notes.Where(x => x.Count == 2).ToLookup(x => x[0], x => x[1]);
        var cited = await app.GetAsync($"/api/v1/{path}{(isWhole ? "&limit=200" : "")}&format=citation");
        var articles = cited.GetProperty("cslJson").EnumerateArray().Skip(1).Select(x => x.Text("title")!).ToList();
        articles.ShouldNotBeEmpty();
        said["Based on"].Count().ShouldBe(articles.Count);
        articles.ShouldAllBe(title => said["Based on"].Any(x => x.Contains($"\"{title}\"")));
        said["Based on"].ShouldAllBe(x => x.Contains(", paragraph"));
        if (isWhole)
        {
            said["Digest of the JSON"].Single().ShouldStartWith("None for the whole list.");
            said["Question"].Single().ShouldBe("Positions");
            var first = await app.GetAsync(said["Citation of the first page"].Single());
            first.Text("text")!.ShouldContain("only the first 50 items; more follow");
        }
        else
        {
            said["Digest of the JSON"].Single().ShouldBe(cited.Text("digest"));
            said["Question"].Single().ShouldBe(cited.GetProperty("cslJson")[0].Text("title"));
            (await app.GetAsync(said["Citation with digest"].Single())).Text("digest").ShouldBe(cited.Text("digest"));
        }
    }

    [Fact]
    public async Task It_is_chosen_by_Accept_too_and_has_a_name()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/diffs?from=2025-12-01&to=2026-01-31&party=ukraine&knownAt=1");
        request.Headers.Add("Accept", MediaType);
        using var response = await app.Client.SendAsync(request);

        response.Content.Headers.ContentType!.ToString().ShouldBe(MediaType);
        response
            .Content.Headers.GetValues("Content-Disposition")
            .Single()
            .ShouldBe("attachment; filename=\"diffs-2025-12-01-ukraine-2026-01-31-r1.xlsx\"");
    }

    /// <summary>The cells of the first sheet and of the last, as text: days and numbers as they are written in CSV.</summary>
    private async Task<(List<List<string>> Answer, List<List<string>> Notes)> GetAsync(string address)
    {
        using var response = await app.Client.GetAsync(address);
        ((int)response.StatusCode).ShouldBe(200);
        using var book = new ZipArchive(await response.Content.ReadAsStreamAsync());
        book.Entries.SelectMany(x => x.FullName.StartsWith("xl/worksheets/") ? Read(x).Descendants(Sheet + "f") : []).ShouldBeEmpty();
        var sheets = Read(book.GetEntry("xl/workbook.xml")!)
            .Descendants(Sheet + "sheet")
            .Select(x => (string)x.Attribute("name")!)
            .ToList();
        sheets.ShouldBe(["Answer", "How to cite"]);
        return (Rows(book.GetEntry("xl/worksheets/sheet1.xml")!), Rows(book.GetEntry("xl/worksheets/sheet2.xml")!));
    }

    private static List<List<string>> Rows(ZipArchiveEntry sheet) =>
        [.. Read(sheet).Descendants(Sheet + "row").Select(row => row.Elements(Sheet + "c").Select(Cell).ToList())];

    private static XDocument Read(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
    }

    private static string Cell(XElement cell)
    {
        var value = cell.Element(Sheet + "v")?.Value ?? "";
        return (string?)cell.Attribute("t") switch
        {
            "inlineStr" => string.Concat(cell.Descendants(Sheet + "t").Select(x => x.Value)).ReplaceLineEndings("\n"),
            "b" => value == "1" ? "true" : "false",
            // A style of its own is that of days.
            _ when value.Length > 0 && cell.Attribute("s") is not null => DateTime
                .FromOADate(double.Parse(value, CultureInfo.InvariantCulture))
                .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => value,
        };
    }
}
