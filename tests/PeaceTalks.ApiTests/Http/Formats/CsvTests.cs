using System.Text.Json;
using PeaceTalks.ApiTests.Ledger;

namespace PeaceTalks.ApiTests.Http.Formats;

/// <summary>CSV of every list says what the JSON says.</summary>
public sealed class CsvTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    public static TheoryData<string> Paths =>
        [
            .. ListTests.Paths.Cast<object[]>().Select(x => (string)x[0]),
            "events?from=2025-12-01&to=2026-01-31",
            "diffs?axis=recorded&from=0&to=1",
            "events?axis=recorded&from=0&to=1",
            "held-positions?stance=UNDISCLOSED&stance=DECLINED",
            "held-positions?fragility=true",
            "positions?status=ANY&sort=statedOn",
        ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Each_line_says_what_its_item_does(string path)
    {
        var address = Address(path, "limit=200");
        var page = await app.GetAsync(address);
        var items = page.Items().ToList();

        var csv = await CsvFile.GetAllAsync(app, $"{address}&format=csv");

        items.ShouldNotBeEmpty();
        csv.Lines.Count.ShouldBe(items.Count);
        foreach (var (cells, item) in csv.Lines.Zip(items))
        {
            foreach (var (cell, column) in cells.Zip(csv.Header))
            {
                cell.ShouldSay(item, column);
            }

            item.EnumerateObject()
                .Select(x => x.Name)
                .Where(name => name is not ("links" or "place") && !csv.Header.Any(column => column == name || IsOf(column, name)))
                .ShouldBeEmpty();
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task The_pages_that_Link_leads_to_are_together_the_whole(string path)
    {
        var whole = await CsvFile.GetAsync(app, Address(path, "limit=200&format=csv"));
        List<IReadOnlyList<string>> lines = [];

        for (var next = Address(path, "limit=7&format=csv"); next is not null; )
        {
            var page = await CsvFile.GetAsync(app, next);
            page.Header.ShouldBe(whole.Header);
            lines.AddRange(page.Lines);
            next = page.Next;
        }

        lines.ShouldBe(whole.Lines);
    }

    [Theory]
    [InlineData("rows=issues&includeSubIssues=true&issue=end-of-war")]
    [InlineData("rows=proposals&stanceSince=true")]
    public async Task A_line_of_the_matrix_is_a_cell(string question)
    {
        var address = $"/api/v1/matrix?{question}&asOf=2026-01-31&knownAt=1";
        var cells = (await app.GetAsync(address)).GetProperty("cells").EnumerateArray().ToList();

        var csv = await CsvFile.GetAllAsync(app, $"{address}&format=csv");

        csv.Lines.Count.ShouldBe(cells.Count);
        csv.Next.ShouldBeNull();
        cells.Count(x => x.GetProperty("held").ValueKind == JsonValueKind.Object).ShouldBeGreaterThan(2);
        foreach (var (line, cell) in csv.Lines.Zip(cells))
        {
            foreach (var (text, column) in line.Zip(csv.Header))
            {
                text.ShouldSay(cell, column);
            }
        }
    }

    [Fact]
    public async Task A_line_of_the_history_is_one_change_with_its_revision()
    {
        var changes = (await app.GetAsync("/api/v1/revisions?limit=1000"))
            .Items()
            .SelectMany(revision => revision.GetProperty("changes").EnumerateArray().Select(change => (revision, change)))
            .ToList();
        var whole = await CsvFile.GetAsync(app, "/api/v1/revisions?limit=1000&format=csv");
        List<IReadOnlyList<string>> lines = [];
        for (var next = "/api/v1/revisions?limit=100&format=csv"; next is not null; )
        {
            var page = await CsvFile.GetAsync(app, next);
            lines.AddRange(page.Lines);
            next = page.Next;
        }

        lines.ShouldBe(whole.Lines);
        lines.Count.ShouldBe(changes.Count);
        foreach (var (cells, (revision, change)) in lines.Zip(changes))
        {
            foreach (var (cell, column) in cells.Zip(whole.Header))
            {
                cell.ShouldSay(column is "number" or "at" or "author" or "note" or "changeCount" ? revision : change, column);
            }
        }
    }

    [Fact]
    public async Task The_next_page_of_what_was_asked_for_by_Accept_is_asked_for_by_Accept()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/positions?limit=1&knownAt=1");
        request.Headers.Add("Accept", "text/csv");

        using var response = await app.Client.SendAsync(request);

        response.Headers.GetValues("Link").Single().ShouldNotContain("format=");
        response.Headers.GetValues("Ledger-Revision").Single().ShouldBe("1");
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
    }

    [Fact]
    public async Task A_patch_has_the_address_of_its_next_page_until_the_last_one()
    {
        var address = (string?)"/api/v1/diffs?from=2025-12-12&to=2026-01-31&knownAt=1&limit=10&format=x-diff";
        var (hunks, pages) = (0, 0);
        while (address is not null)
        {
            using var response = await app.Client.GetAsync(address);
            var text = await response.Content.ReadAsStringAsync();
            hunks += text.Split('\n').Count(x => x.StartsWith("@@", StringComparison.Ordinal));
            pages++;
            var next = response.Headers.TryGetValues("Link", out var links) ? links.Single() : null;
            text.Contains("\n# more with cursor=", StringComparison.Ordinal).ShouldBe(next is not null);
            next?.ShouldEndWith(">; rel=\"next\"");
            address = next?[1..next.IndexOf('>', StringComparison.Ordinal)];
        }

        var all = await app.GetAsync("/api/v1/diffs?from=2025-12-12&to=2026-01-31&knownAt=1&limit=200");
        (hunks, pages > 1).ShouldBe((all.Items().Count(), true));
    }

    /// <summary>They differ by Accept alone: a cache must not take one for the other.</summary>
    [Fact]
    public async Task Each_form_has_a_tag_of_its_own_and_is_not_sent_twice()
    {
        var tags = new List<string>();
        foreach (var accept in new[] { "application/json", "text/csv", "text/plain", "application/x-bibtex" })
        {
            var (first, tag) = await AskAsync(accept, null);
            var (again, _) = await AskAsync(accept, tag);
            (first, again).ShouldBe((200, 304), accept);
            tags.Add(tag!);
        }

        tags.ShouldBeUnique();
        (await AskAsync("text/csv", tags[0])).Status.ShouldBe(200);

        async Task<(int Status, string? Tag)> AskAsync(string accept, string? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/positions?limit=2&asOf=2026-01-31&knownAt=1");
            request.Headers.Add("Accept", accept);
            request.Headers.TryAddWithoutValidation("If-None-Match", known);
            using var response = await app.Client.SendAsync(request);
            response.Headers.GetValues("Vary").ShouldContain("Accept");
            return ((int)response.StatusCode, response.Headers.ETag?.ToString());
        }
    }

    [Fact]
    public async Task A_list_without_items_has_its_header()
    {
        var csv = await CsvFile.GetAsync(app, "/api/v1/positions?knownAt=0&format=csv");

        csv.Lines.ShouldBeEmpty();
        csv.Header.ShouldContain("statedOnLatest");
        csv.Next.ShouldBeNull();
    }

    /// <summary>The form is no part of the question: not of the pinned address, and not of what a cursor is bound to.</summary>
    [Theory]
    [MemberData(nameof(Paths))]
    public async Task JSON_is_the_same_however_it_was_asked_for(string path)
    {
        var address = Address(path, "limit=2");

        var plain = await app.GetTextAsync(address);

        (await app.GetTextAsync($"{address}&format=json", "text/csv")).ShouldBe(plain);
        (await app.GetTextAsync($"{address}&format=json", "image/png")).ShouldBe(plain);
        if (JsonDocument.Parse(plain).RootElement.GetProperty("nextCursor").GetString() is { } cursor)
        {
            (await CsvFile.GetAsync(app, $"{address}&format=csv&cursor={cursor}")).Lines.Count.ShouldBeGreaterThan(0);
        }
    }

    private static string Address(string path, string query) =>
        $"/api/v1/{path}{(path.Contains('?') ? "&" : "?")}knownAt=1&{query}".Replace("to=1&knownAt=1", "to=1");

    private static bool IsOf(string column, string member) =>
        column.Length > member.Length && column.StartsWith(member, StringComparison.Ordinal) && char.IsUpper(column[member.Length])
        || member.EndsWith('s')
            && (
                column.StartsWith(member[..^1], StringComparison.Ordinal)
                || member.EndsWith("es", StringComparison.Ordinal) && column.StartsWith(member[..^2], StringComparison.Ordinal)
            );
}
