using System.Text.Json;
using PeaceTalks.ApiTests.Diffs;

namespace PeaceTalks.ApiTests.UnVotes;

/// <summary>On the votes that the repository has.</summary>
public sealed class ExcerptOfUnVotesTests(ExcerptOfUnVotes app) : UnVotesTests(app), IClassFixture<ExcerptOfUnVotes>
{
    protected override int VotesInAll => 5_534;

    /// <summary>A page looks at some 450 tracks, and here are 552.</summary>
    protected override int PagesOfNothing => 2;
}

/// <summary>On all votes, where they are here; on the excerpt elsewhere.</summary>
[Trait("Category", "Endurance")]
public sealed class AllUnVotesTests(AllUnVotes app) : UnVotesTests(app), IClassFixture<AllUnVotes>
{
    protected override int VotesInAll => UnVotesFile.IsWholeHere ? 123_916 : 5_534;

    /// <summary>Of 13,251 tracks in all.</summary>
    protected override int PagesOfNothing => UnVotesFile.IsWholeHere ? 30 : 2;
}

/// <summary>What the service says of real votes, against what plain loops over the file say.</summary>
public abstract class UnVotesTests(UnVotesLedger app)
{
    protected abstract int VotesInAll { get; }

    protected abstract int PagesOfNothing { get; }

    /// <summary>A change of one country on one question.</summary>
    private sealed record Change(
        string Party,
        string Question,
        string Kind,
        string? Before,
        DateOnly? BeforeOn,
        string After,
        DateOnly AfterOn
    );

    [Fact]
    public async Task The_whole_file_is_in_the_ledger()
    {
        app.Votes.Count.ShouldBe(VotesInAll);
        await using var connection = await app.ConnectAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM position";
        (await count.ExecuteScalarAsync()).ShouldBe((long)VotesInAll);
    }

    [Theory]
    [InlineData("2002-12-31", "2003-11-04")] // the first day of all
    [InlineData("2003-12-07", "2003-12-08")] // the day before a vote, and the day
    [InlineData("2003-12-08", "2003-12-08")] // a day with itself
    [InlineData("2004-01-01", "2004-11-01")]
    [InlineData("2006-12-05", "2006-12-06")]
    [InlineData("2009-12-01", "2009-12-02")]
    [InlineData("2012-11-30", "2012-12-03")]
    [InlineData("2014-12-02", "2014-12-11")]
    [InlineData("2019-12-11", "2019-12-12")]
    [InlineData("2003-12-31", "2019-12-31")] // sixteen years
    public async Task A_diff_of_two_days_is_what_the_votes_say(string from, string to)
    {
        var wanted = Changes(DateOnly.Parse(from), DateOnly.Parse(to));
        var found = await ChangesAsync($"/api/v1/diffs?from={from}&to={to}{Scene.AnySort}");
        found.Count.ShouldBe(wanted.Count);
        (wanted.Count == 0).ShouldBe(from == to, "there is something to find, but in no time at all");
        found.Except(wanted).Take(5).ShouldBeEmpty();

        var summary = await app.GetAsync($"/api/v1/diffs/summary?from={from}&to={to}{Scene.AnySort}");
        summary.GetProperty("changes").GetInt32().ShouldBe(wanted.Count);
        Counts(summary, "kinds", x => x.GetProperty("kind").GetString()!).ShouldBe(Counts(wanted, x => x.Kind));
        Counts(summary, "parties", x => x.GetProperty("party").GetProperty("slug").GetString()!).ShouldBe(Counts(wanted, x => x.Party));
    }

    [Fact]
    public async Task A_diff_of_each_question_alone_is_its_part_of_the_whole()
    {
        var wanted = Changes(new DateOnly(2016, 12, 31), new DateOnly(2017, 12, 31)).ToLookup(x => x.Question);
        foreach (var question in app.Votes.Select(x => x.Question).Distinct())
        {
            var summary = await app.GetAsync($"/api/v1/diffs/summary?from=2016-12-31&to=2017-12-31&proposal={question}{Scene.AnySort}");
            Counts(summary, "kinds", x => x.GetProperty("kind").GetString()!).ShouldBe(Counts(wanted[question], x => x.Kind), question);
        }
    }

    [Fact]
    public async Task What_the_ledger_learned_with_a_year_is_what_that_year_changed()
    {
        // All was recorded today, so nothing is the parties' move since; and as of the end of time a revision's news are its year's last votes.
        var wanted = Changes(new DateOnly(2009, 12, 31), new DateOnly(2010, 12, 31));
        var learned = $"axis=recorded&from={UnVotesLedger.RevisionOf(2009)}&to={UnVotesLedger.RevisionOf(2010)}" + $"&asOf=9999-12-31";
        (await ChangesAsync($"/api/v1/diffs?{learned}{Scene.AnySort}&party=austria&party=israel&party=brazil")).ShouldBe(
            wanted.Where(x => x.Party is "austria" or "israel" or "brazil"),
            ignoreOrder: true
        );

        var summary = await app.GetAsync($"/api/v1/diffs/summary?{learned}{Scene.AnySort}");
        Counts(summary, "kinds", x => x.GetProperty("kind").GetString()!).ShouldBe(Counts(wanted, x => x.Kind));
        Counts(summary, "causes", x => x.GetProperty("cause").GetString()!)
            .ShouldBe(new Dictionary<string, int> { ["NEWLY_REPORTED"] = wanted.Count });

        // As of a day before that year it has nothing to say.
        (
            await app.GetAsync(
                $"/api/v1/diffs/summary?axis=recorded&from={UnVotesLedger.RevisionOf(2009)}&to={UnVotesLedger.RevisionOf(2010)}&asOf=2009-12-31{Scene.AnySort}"
            )
        )
            .GetProperty("changes")
            .GetInt32()
            .ShouldBe(0);
    }

    [Theory]
    [InlineData("2003-12-08")]
    [InlineData("2011-06-30")]
    public async Task The_matrix_of_a_day_is_what_the_votes_say(string day)
    {
        var held = Held(DateOnly.Parse(day));
        var matrix = await app.GetAsync($"/api/v1/matrix?rows=proposals&asOf={day}");
        var cells = matrix
            .GetProperty("cells")
            .EnumerateArray()
            .Select(x =>
                (
                    Party: x.GetProperty("party").GetProperty("slug").GetString()!,
                    Question: x.GetProperty("row").GetProperty("slug").GetString()!,
                    State: x.GetProperty("state").GetString(),
                    Stance: x.GetProperty("held") is { ValueKind: JsonValueKind.Object } position
                        ? position.GetProperty("stance").GetString()
                        : null
                )
            )
            .ToList();

        cells.Count.ShouldBe(matrix.GetProperty("parties").GetArrayLength() * matrix.GetProperty("rows").GetArrayLength());
        cells
            .Where(x => x.State == "HELD")
            .Select(x => (x.Party, x.Question, Stance: x.Stance!))
            .Order()
            .ShouldBe(held.Select(x => (x.Key.Party, x.Key.Question, x.Value.Stance)).Order());
        cells.Where(x => x.State != "HELD").ShouldAllBe(x => x.State == "NOTHING_KNOWN" && x.Stance == null);
    }

    [Fact]
    public async Task A_filter_that_finds_nothing_ends_each_page_in_time_and_comes_to_an_end()
    {
        var pages = 0;
        for (string? cursor = ""; cursor is not null; pages++)
        {
            var page = await app.GetAsync($"/api/v1/diffs?from=2002-12-31&to=2019-12-31&kind=APPEARED&stance=DECLINED{cursor}");
            page.GetProperty("items").GetArrayLength().ShouldBe(0);
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        pages.ShouldBe(PagesOfNothing);
    }

    /// <summary>The last vote of each country on each question by the end of the day.</summary>
    private Dictionary<(string Party, string Question), Vote> Held(DateOnly day)
    {
        var held = new Dictionary<(string, string), Vote>();
        foreach (var vote in app.Votes)
        {
            if (vote.Day <= day && (!held.TryGetValue((vote.Party, vote.Question), out var last) || last.Day < vote.Day))
            {
                held[(vote.Party, vote.Question)] = vote;
            }
        }

        return held;
    }

    private List<Change> Changes(DateOnly from, DateOnly to)
    {
        var (before, after) = (Held(from), Held(to));
        var changes = new List<Change>();
        foreach (var (key, vote) in after)
        {
            var earlier = before.GetValueOrDefault(key);
            if (earlier != vote)
            {
                changes.Add(new Change(key.Party, key.Question, Kind(earlier, vote), earlier?.Stance, earlier?.Day, vote.Stance, vote.Day));
            }
        }

        return changes;
    }

    private static string Kind(Vote? before, Vote after) =>
        (before?.Stance, after.Stance) switch
        {
            (null, _) => "APPEARED",
            ("SUPPORTS", "OPPOSES") or ("OPPOSES", "SUPPORTS") => "REVERSED",
            ("OPPOSES", "NEUTRAL") or ("NEUTRAL", "SUPPORTS") => "MOVED_TOWARDS",
            ("SUPPORTS", "NEUTRAL") or ("NEUTRAL", "OPPOSES") => "MOVED_AWAY",
            _ => "RESTATED",
        };

    /// <summary>All pages.</summary>
    private async Task<List<Change>> ChangesAsync(string path)
    {
        var found = new List<Change>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = await app.GetAsync($"{path}&limit=200{cursor}");
            found.AddRange(
                page.GetProperty("items")
                    .EnumerateArray()
                    .Select(x => new Change(
                        x.GetProperty("party").GetProperty("slug").GetString()!,
                        x.GetProperty("target").GetProperty("slug").GetString()!,
                        x.GetProperty("kind").GetString()!,
                        Stance(x, "before"),
                        Day(x, "before"),
                        Stance(x, "after")!,
                        Day(x, "after")!.Value
                    ))
            );
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        found.Distinct().Count().ShouldBe(found.Count, "nothing comes twice");
        return found;
    }

    private static string? Stance(JsonElement item, string side) =>
        item.GetProperty(side) is { ValueKind: JsonValueKind.Object } known ? known.GetProperty("stance").GetString() : null;

    private static DateOnly? Day(JsonElement item, string side) =>
        item.GetProperty(side) is { ValueKind: JsonValueKind.Object } known
            ? DateOnly.Parse(known.GetProperty("statedOn").GetProperty("edtf").GetString()!)
            : null;

    private static Dictionary<string, int> Counts(IEnumerable<Change> changes, Func<Change, string> by) =>
        changes.GroupBy(by).OrderBy(x => x.Key, StringComparer.Ordinal).ToDictionary(x => x.Key, x => x.Count());

    private static Dictionary<string, int> Counts(JsonElement summary, string list, Func<JsonElement, string> by) =>
        summary
            .GetProperty(list)
            .EnumerateArray()
            .OrderBy(by, StringComparer.Ordinal)
            .ToDictionary(by, x => x.GetProperty("changes").GetInt32());
}
