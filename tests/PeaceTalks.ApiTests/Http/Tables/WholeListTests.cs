using Npgsql;
using PeaceTalks.ApiTests.Http.Formats;
using PeaceTalks.ApiTests.Matrix;

namespace PeaceTalks.ApiTests.Http.Tables;

/// <summary>Some thousands of positions, and the lists that are made of them: whole, and page by page.</summary>
public sealed class GeneratedPositions() : LedgerApp(dataset: ""), IAsyncLifetime
{
    async Task IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        await GeneratedTalks.MakeAsync(this, parties: 20, issues: 20);
        await GeneratedTalks.RecordAsync(this, [1, 100, 200]);
        await GeneratedTalks.SettleAsync(this);
    }
}

public sealed class WholeListTests(GeneratedPositions app) : IClassFixture<GeneratedPositions>
{
    [Theory]
    [InlineData("positions?", 2400)]
    [InlineData("positions?status=ANY&sort=statedOn&stance=OPPOSES&stance=SUPPORTS", 1600)]
    [InlineData("held-positions?", 800)]
    [InlineData("held-positions?heldAttribution=SELF&minSources=1", 800)]
    [InlineData("diffs?from=2024-01-01&to=2024-12-31", 800)]
    [InlineData("events?from=2024-01-01&to=2024-12-31", 1600)]
    [InlineData("comparisons?left=party-1&right=party-2", 40)]
    [InlineData("issues/issue-1/timeline?includeSubIssues=true", 120)]
    [InlineData("parties/party-1/timeline?", 120)]
    [InlineData("proposals?", 20)]
    public async Task A_list_has_all_its_rows_and_they_are_those_of_its_pages(string path, int rows)
    {
        var whole = await CsvFile.GetAsync(app, $"/api/v1/{path}&format=csv");
        List<IReadOnlyList<string>> lines = [];
        for (var next = $"/api/v1/{path}&format=csv&limit=200"; next is not null; )
        {
            var page = await CsvFile.GetAsync(app, next);
            lines.AddRange(page.Lines);
            next = page.Next;
        }

        whole.Next.ShouldBeNull();
        whole.Lines.Count.ShouldBe(rows);
        whole.Lines.ShouldBe(lines);
    }

    [Fact]
    public async Task Its_rows_are_as_many_as_the_database_counts()
    {
        await using var connection = await app.ConnectAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM position WHERE party = 'party-3'", connection);

        var csv = await CsvFile.GetAsync(app, "/api/v1/positions?party=party-3&format=csv");

        csv.Lines.Count.ShouldBe((int)(long)(await count.ExecuteScalarAsync())!);
    }

    [Fact]
    public async Task It_has_the_tag_of_its_pin_and_is_not_sent_twice()
    {
        const string Address = "/api/v1/positions?asOf=2024-12-31&knownAt=1&format=csv";
        using var first = await app.Client.GetAsync(Address);
        using var again = new HttpRequestMessage(HttpMethod.Get, Address);
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await app.Client.SendAsync(again);
        using var head = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Address));
        using var kept = await app.Client.GetAsync(Address);

        ((int)first.StatusCode, (int)second.StatusCode).ShouldBe((200, 304));
        (head.Headers.ETag, kept.Headers.ETag).ShouldBe((first.Headers.ETag, first.Headers.ETag));
        (await kept.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
    }

    /// <summary>A HEAD that comes first leaves nothing behind that a GET would be answered with.</summary>
    [Fact]
    public async Task A_GET_after_a_HEAD_has_its_rows()
    {
        const string Address = "/api/v1/positions?asOf=2024-12-30&knownAt=1&format=csv";
        using var head = await app.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, Address));

        (await CsvFile.GetAsync(app, Address)).Lines.Count.ShouldBe(2400);
    }

    [Fact]
    public async Task What_is_too_large_to_keep_is_sent_all_the_same()
    {
        await using var small = app.Start(("AnswerCache:LargestKilobytes", "10"));
        using var client = small.CreateClient();
        const string Address = "/api/v1/positions?asOf=2024-12-31&knownAt=1&format=csv";

        var texts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => client.GetStringAsync(Address)));

        texts.ShouldAllBe(x => x == texts[0]);
        texts[0].Split("\r\n").Length.ShouldBe(2402);
    }

    [Theory]
    [InlineData("held-positions?party=party-1&asOf=2024-12-31&format=csv", "held-positions-party-1-2024-12-31-r1.csv")]
    [InlineData("positions?stance=OPEN&asOf=2024-12-31&limit=3&format=csv", "positions-open-2024-12-31-r1-part.csv")]
    [InlineData(
        "diffs?from=2024-01-01&to=2024-12-31&party=party-1&party=party-2&format=csv",
        "diffs-2024-01-01-party-1-party-2-2024-12-31-r1.csv"
    )]
    [InlineData("matrix?rows=proposals&asOf=2024-12-31&stanceSince=true&layout=grid&format=csv", "matrix-proposals-2024-12-31-r1.csv")]
    [InlineData("parties?format=csv", "parties-r1.csv")]
    [InlineData("issues/issue-1/timeline?asOf=2024-12-31&format=csv", "issues-issue-1-timeline-2024-12-31-r1.csv")]
    public async Task A_file_is_called_by_its_question_its_day_and_its_revision(string path, string name)
    {
        using var response = await app.Client.GetAsync($"/api/v1/{path}");
        response.Content.Headers.GetValues("Content-Disposition").Single().ShouldBe($"attachment; filename=\"{name}\"");
    }

    /// <summary>How an answer is shown is no part of the question.</summary>
    [Fact]
    public async Task A_cursor_is_good_for_other_columns_and_another_form()
    {
        var cursor = (await app.GetAsync("/api/v1/positions?limit=2")).Text("nextCursor");

        var csv = await CsvFile.GetAsync(app, $"/api/v1/positions?limit=2&cursor={cursor}&format=csv&columns=id,stance");

        (csv.Lines.Count, string.Join(',', csv.Header)).ShouldBe((2, "id,stance"));
    }

    [Fact]
    public async Task A_grid_has_a_row_for_each_row_and_a_column_for_each_party()
    {
        const string Address = "/api/v1/matrix?rows=proposals&party=party-1&party=party-2&asOf=2024-12-31";
        var matrix = await app.GetAsync(Address);
        var grid = await CsvFile.GetAsync(app, $"{Address}&format=csv&layout=grid");

        grid.Header.ShouldBe(["slug", "name", "depth", "party-1", "party-2"]);
        grid.Lines.Select(x => x[0]).ShouldBe(matrix.GetProperty("rows").EnumerateArray().Select(x => x.Text("slug")));
        grid.Lines.ShouldAllBe(x => x[3] == "open" && x[4] == "open");
        (await CsvFile.GetAsync(app, $"{Address}&format=csv&layout=cells")).Lines.Count.ShouldBe(40);
    }
}
