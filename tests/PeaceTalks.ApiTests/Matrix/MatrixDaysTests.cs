using System.Globalization;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Matrix;

public sealed class MatrixDaysTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    [Theory]
    [InlineData("")]
    [InlineData("&rows=proposals&certainty=POSSIBLE")]
    [InlineData("&issue=donbas-territory&includeSubIssues=true&party=ukraine&party=russia")]
    [InlineData("&attribution=SELF&without=reuters-2026-01-07-zelenskiy-seeks-trump-meeting")]
    public async Task Each_day_is_the_grid_of_that_day_once_its_cells_are_put_in(string filters)
    {
        var days = Enumerable
            .Range(0, 20)
            .Select(x => new DateOnly(2025, 11, 20).AddDays(4 * x).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            .ToList();

        var answer = await app.GetAsync($"/api/v1/matrix/days?{string.Join('&', days.Select(x => $"day={x}"))}{filters}");

        answer.GetProperty("days").EnumerateArray().Select(x => x.Text("asOf")).ShouldBe(days);
        var cells = new Dictionary<(string, string), string>();
        var unchanged = 0;
        foreach (var day in answer.GetProperty("days").EnumerateArray())
        {
            foreach (var cell in day.GetProperty("cells").EnumerateArray())
            {
                (cells.GetValueOrDefault(Key(cell)) != cell.GetRawText()).ShouldBeTrue("a cell that does not differ");
                cells[Key(cell)] = cell.GetRawText();
            }

            unchanged += cells.Count - day.GetProperty("cells").GetArrayLength();
            var grid = (await app.GetAsync($"/api/v1/matrix?asOf={day.Text("asOf")}{filters}"))
                .GetProperty("cells")
                .EnumerateArray()
                .ToList();
            grid.ShouldNotBeEmpty();
            grid.Select(x => cells[Key(x)]).ShouldBe(grid.Select(x => x.GetRawText()));
        }

        unchanged.ShouldBeGreaterThan(cells.Count, "most cells stay as they were");

        static (string, string) Key(JsonElement cell) => (cell.GetProperty("row").Text("slug")!, cell.GetProperty("party").Text("slug")!);
    }

    [Fact]
    public async Task It_is_pinned_and_its_link_gives_the_same()
    {
        var answer = await app.GetAsync("/api/v1/matrix/days?day=2025-12-15&day=2026-01-31&party=ukraine");

        var link = answer.GetProperty("links").Text("self")!;
        link.ShouldContain("day=2025-12-15&day=2026-01-31");
        link.ShouldContain("knownAt=");
        (await app.GetAsync(link)).GetRawText().ShouldBe(answer.GetRawText());
    }

    [Theory]
    [InlineData("", "day", "is missing")]
    [InlineData("day=", "day", "is empty")]
    [InlineData("day=31.01.2026", "day", "write 2026-01-31")]
    [InlineData("day=2026-01-31&asOf=2026-01-31", "asOf", "unknown")]
    public async Task Other_days_are_refused_with_what_would_do(string query, string place, string message)
    {
        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/matrix/days?{query}");

        answer.Expect(400);
        answer.ErrorAt(place).ShouldContain(message);
    }

    [Fact]
    public async Task The_order_of_the_days_makes_no_difference()
    {
        var inOrder = await app.GetAsync("/api/v1/matrix/days?day=2025-12-15&day=2026-01-31&party=ukraine");
        var other = await app.GetAsync("/api/v1/matrix/days?day=2026-01-31&party=ukraine&day=2025-12-15&day=2026-01-31");

        other.GetProperty("days").GetRawText().ShouldBe(inOrder.GetProperty("days").GetRawText());
    }

    [Fact]
    public async Task More_days_than_sixty_are_refused()
    {
        var days = string.Join('&', Enumerable.Range(0, 61).Select(x => $"day={new DateOnly(2025, 12, 1).AddDays(x):yyyy-MM-dd}"));

        (await app.SendAsync(HttpMethod.Get, $"/api/v1/matrix/days?{days}")).ErrorAt("day").ShouldContain("60");
    }
}
