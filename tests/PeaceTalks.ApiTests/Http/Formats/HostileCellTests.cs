namespace PeaceTalks.ApiTests.Http.Formats;

/// <summary>What people write into a ledger, or smuggle into it, does nothing in a spreadsheet and comes back as it was.</summary>
public sealed class HostileCellTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private static readonly string[] Texts =
    [
        "=1+1",
        "@SUM(A1:A9)",
        "+380",
        "-2+3",
        "=cmd|' /C calc'!A0",
        "'tis",
        "Україна відкидає «це», \"зовсім\"",
        "one\ntwo",
        "one\r\ntwo",
        "a,b;c\td",
        "007",
        "2025-12",
        "1e5",
        "TRUE",
        "2026-01-07",
        " = 1",
        "\u200fx",
        "😀",
    ];

    [Fact]
    public async Task Texts_come_back_as_they_were_and_none_is_a_formula()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (var text in Texts)
        {
            await talks.RecordAsync(
                talks.PositionBody(
                    "OPPOSES",
                    "2025-12",
                    ("summary", text),
                    ("quote", text),
                    (
                        "terms",
                        new[]
                        {
                            new
                            {
                                key = "share",
                                comparator = "EXACTLY",
                                value = -5,
                                unit = "%",
                            },
                        }
                    )
                )
            );
        }

        var path = $"/api/v1/positions?party={talks.North}&limit=200&sort=statedOn";
        var items = (await app.GetAsync(path)).Items().ToList();
        var csv = await CsvFile.GetAllAsync(app, $"{path}&format=csv");

        items.Select(x => x.Text("summary")).ShouldBe(Texts);
        csv.Lines.Count.ShouldBe(Texts.Length);
        foreach (var (cells, item) in csv.Lines.Zip(items))
        {
            foreach (var (cell, column) in cells.Zip(csv.Header))
            {
                cell.ShouldSay(item, column);
                if (column is not ("score" or "term1Value"))
                {
                    cell.TrimStart().ShouldNotMatch("^[=+@-]", column);
                }
            }
        }

        csv.Cell(0, "summary").ShouldBe("'=1+1");
        csv.Cell(0, "citationQuote").ShouldBe("'=1+1");
        csv.Cell(1, "summary").ShouldBe("'@SUM(A1:A9)");
        csv.Cell(5, "summary").ShouldBe("''tis");
        csv.Cell(8, "summary").ShouldBe("one\r\ntwo");
        csv.Cell(10, "summary").ShouldBe("'007");
        csv.Cell(14, "summary").ShouldBe("2026-01-07");
    }

    [Fact]
    public async Task Negative_numbers_are_numbers_and_a_month_is_no_day()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(
            talks.PositionBody(
                "OPPOSES",
                "2025-12",
                ("terms", new[] { "change = -5.5 %", "distance <= 40 km", "years same as other side", "fourth > 1" })
            )
        );

        var csv = await CsvFile.GetAllAsync(app, $"/api/v1/held-positions?party={talks.North}&asOf=2026-04-01&format=csv");

        csv.Cell(0, "score").ShouldBe("-2");
        csv.Cell(0, "term1Value").ShouldBe("-5.5");
        csv.Cell(0, "term1Unit").ShouldBe("%");
        (csv.Cell(0, "term3Comparator"), csv.Cell(0, "term3Value")).ShouldBe(("SAME_AS_OTHER_SIDE", ""));
        csv.Cell(0, "termCount").ShouldBe("4");
        csv.Cell(0, "terms").ShouldBe("change = -5.5 %; distance <= 40 km; years same as other side; fourth > 1");
        csv.Cell(0, "statedOnEdtf").ShouldBe("'2025-12");
        (csv.Cell(0, "statedOnEarliest"), csv.Cell(0, "statedOnLatest"), csv.Cell(0, "statedOnBasis")).ShouldBe(
            ("2025-12-01", "2025-12-31", "STATED")
        );
    }

    [Fact]
    public async Task A_day_whose_beginning_is_not_known_has_no_earliest()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody(day: "[..2026-01-08]"));

        var csv = await CsvFile.GetAllAsync(app, $"/api/v1/held-positions?party={talks.North}&asOf=2026-04-01&format=csv");

        (csv.Cell(0, "statedOnEdtf"), csv.Cell(0, "statedOnEarliest"), csv.Cell(0, "statedOnLatest")).ShouldBe(
            ("[..2026-01-08]", "", "2026-01-08")
        );
    }

    [Fact]
    public async Task Names_and_titles_are_no_formulas_either()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("parties", talks.PartyBody($"{talks.North}-x", "=HYPERLINK(\"http://x\")"));
        await talks.AddAsync(
            "articles",
            talks.With(
                talks.ArticleBody($"{talks.Article}-x", "2026-03"),
                """{"title": "+1", "outlet": "@x", "authors": ["=A1"], "url": "https://example.org/?a=1,2"}"""
            )
        );

        var parties = await CsvFile.GetAllAsync(app, "/api/v1/parties?limit=200&format=csv");
        var articles = await CsvFile.GetAllAsync(app, "/api/v1/articles?limit=200&format=csv");

        parties
            .Lines.SelectMany(x => x)
            .Concat(articles.Lines.SelectMany(x => x))
            .ShouldAllBe(x => !x.StartsWith('=') && !x.StartsWith('+') && !x.StartsWith('@') && !x.StartsWith('-'));
        parties.Lines.SelectMany(x => x).ShouldContain("'=HYPERLINK(\"http://x\")");
        articles
            .Lines.Single(x => x[0] == $"{talks.Article}-x")
            .Take(6)
            .ShouldBe([$"{talks.Article}-x", "'+1", "'@x", "1", "'=A1", "https://example.org/?a=1,2"]);
    }
}
