using System.Globalization;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>The days of a window are those whose own diffs have something new, with as much of it as those diffs have.</summary>
public sealed class DayTests(RandomLedger app) : IClassFixture<RandomLedger>
{
    private static readonly string[] Filters =
    [
        "",
        "&party=$north",
        "&issue=$border",
        "&issue=$land&includeSubIssues=true",
        "&proposal=$proposal",
        "&party=$south&proposal=$proposal-2",
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_day_counts_what_its_own_diff_has(bool recorded)
    {
        var random = new Random(recorded ? 21 : 22);
        var (certain, possible) = (0, 0);
        foreach (var filter in Filters)
        {
            var window = recorded
                ? $"axis=recorded&from={app.First + random.Next(20)}&to={app.Last - random.Next(20)}"
                    + $"&asOf={app.Scene.Day(random.Next(30, 50))}"
                : $"from=@{random.Next(10)}&to=@{random.Next(35, 50)}&knownAt={app.Last - random.Next(60)}";

            var (days, _) = await app.AllPagesAsync(Path(window + filter), random.Next(1, 9));

            var wanted = new List<string>();
            foreach (var (place, one) in Singles(app.Scene.Fill(window), recorded))
            {
                var (items, _) = await app.AllPagesAsync(app.Scene.Path(one + filter), 200);
                if (items.Count > 0)
                {
                    wanted.Add($"{place}: {Counts(items, "MOVED")}, {Counts(items, "FIRST_REPORTED")}");
                    certain += items.Count(x => x.Text("certainty") == "CERTAIN");
                    possible += items.Count(x => x.Text("certainty") == "POSSIBLE");
                }
            }

            days.Select(x => Line(x, recorded)).ShouldBe(wanted, $"{window}{filter}");
        }

        (certain > 30 && (recorded || possible > 30)).ShouldBeTrue($"{certain} and {possible}");
    }

    [Theory]
    [InlineData("to=@45", "from=1900-01-01&to=@45")]
    [InlineData("axis=recorded&asOf=@45", "axis=recorded&asOf=@45&from=0")]
    public async Task Without_an_earlier_end_the_days_are_those_from_the_beginning(string query, string whole)
    {
        var (days, pages) = await app.AllPagesAsync(Path(query), 7);

        pages.ShouldBeGreaterThan(1);
        days.Select(x => x.GetRawText()).ShouldBe((await app.GetAsync(Path(whole + "&limit=200"))).Items().Select(x => x.GetRawText()));
        var self = (await app.GetAsync(Path(query + "&limit=200"))).GetProperty("links").Text("self")!;
        (await app.GetAsync(self)).Items().Select(x => x.GetRawText()).ShouldBe(days.Select(x => x.GetRawText()));
    }

    [Fact]
    public async Task A_revision_has_its_number_and_the_day_of_its_commit()
    {
        var page = await app.GetAsync(Path($"axis=recorded&from={app.First}&to={app.Last}&asOf=@40&limit=1"));

        var day = page.Items().ShouldHaveSingleItem();
        var revision = day.GetProperty("revision").GetInt64();
        var at = (await app.GetAsync($"/api/v1/revisions/{revision}")).GetProperty("revision").GetProperty("at").GetDateTimeOffset();
        day.Text("day").ShouldBe(at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        (page.Text("axis"), page.Text("from"), page.GetProperty("knownAt").GetInt64()).ShouldBe(("recorded", $"{app.First}", app.Last));
    }

    [Fact]
    public async Task Its_link_gives_the_same_days_after_later_writes()
    {
        var text = await app.GetTextAsync(Path("from=@0&to=@45"));

        await app.Scene.RecordAsync("OPPOSES", "@1");

        var self = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("links").Text("self")!;
        self.ShouldContain("knownAt=");
        (await app.GetTextAsync(self) == text).ShouldBeTrue(self);
    }

    [Theory]
    [InlineData("from=", "from", "is empty")]
    [InlineData("from=2026-03-01&to=2026-02-01", "from", "is after to")]
    [InlineData("from=2026-03-01&asOf=2026-03-02", "asOf", "is only for axis=recorded")]
    [InlineData("axis=recorded&from=1&knownAt=2", "knownAt", "is only for axis=valid")]
    [InlineData("from=2026-03-01&limit=201", "limit", "must be from 1 to 200")]
    [InlineData("from=2026-03-01&party=nobody", "party", "does not exist")]
    public async Task Wrong_input_is_refused(string query, string place, string message)
    {
        var answer = await app.SendAsync(HttpMethod.Get, Path(query));

        answer.ErrorAt(place).ShouldContain(message);
    }

    private string Path(string query) => app.Scene.Fill($"/api/v1/processes/$process/days?{query}");

    /// <summary>The windows of one day, or of one revision, that make up a window.</summary>
    private static IEnumerable<(string Place, string Window)> Singles(string window, bool recorded)
    {
        var ends = window.Split('&').Select(x => x.Split('=')).ToDictionary(x => x[0], x => x[1]);
        if (recorded)
        {
            var (from, to) = (long.Parse(ends["from"], CultureInfo.InvariantCulture), long.Parse(ends["to"], CultureInfo.InvariantCulture));
            for (var revision = from + 1; revision <= to; revision++)
            {
                yield return ($"{revision}", $"axis=recorded&from={revision - 1}&to={revision}&asOf={ends["asOf"]}");
            }

            yield break;
        }

        var last = DateOnly.Parse(ends["to"], CultureInfo.InvariantCulture);
        for (var day = DateOnly.Parse(ends["from"], CultureInfo.InvariantCulture).AddDays(1); day <= last; day = day.AddDays(1))
        {
            yield return ($"{day:yyyy-MM-dd}", $"from={day.AddDays(-1):yyyy-MM-dd}&to={day:yyyy-MM-dd}&knownAt={ends["knownAt"]}");
        }
    }

    private static string Counts(List<JsonElement> items, string sort)
    {
        var certainties = items.Where(x => x.Text("change") == sort).ToLookup(x => x.Text("certainty"));
        return $"{certainties["CERTAIN"].Count()} + {certainties["POSSIBLE"].Count()}";
    }

    private static string Line(JsonElement day, bool recorded)
    {
        return $"{(recorded ? day.GetProperty("revision").GetRawText() : day.Text("day"))}: {Counts("moved")}, {Counts("firstReported")}";

        string Counts(string sort) =>
            $"{day.GetProperty(sort).GetProperty("certain").GetInt32()} + {day.GetProperty(sort).GetProperty("possible").GetInt32()}";
    }
}
