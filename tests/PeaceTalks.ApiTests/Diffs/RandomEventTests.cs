using System.Globalization;
using System.Text.Json;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>The events of a window are all that happened in it, in order, and one after the other come to its net changes.</summary>
public sealed class RandomEventTests(RandomLedger app) : IClassFixture<RandomLedger>
{
    private const int Few = 20;
    private const int Many = 120;

    private static readonly string[] Filters =
    [
        "",
        "",
        "",
        "&party=$north",
        "&party=$south",
        "&issue=$border",
        "&issue=$land",
        "&proposal=$proposal",
    ];

    private static readonly string[] RecordFilters =
    [
        "&attribution=SELF",
        "&attribution=OTHER_PARTY&attribution=UNATTRIBUTED",
        "&assertedBy=$south",
        "&article=$article-2",
        "&without=$article",
        "&outlet=Other",
    ];

    [Fact]
    public Task On_the_recorded_axis_they_are_what_the_ledger_did_to_records_of_the_day() => ShouldBeWhatTheLedgerDidAsync(Few);

    [Fact]
    [Trait("Category", "Endurance")]
    public Task On_the_recorded_axis_they_are_what_the_ledger_did_to_records_of_the_day_in_many_windows() =>
        ShouldBeWhatTheLedgerDidAsync(Many);

    private async Task ShouldBeWhatTheLedgerDidAsync(int windows)
    {
        var random = new Random(3);
        var records = await RecordsAsync();
        var changes = await ChangesAsync();
        for (var i = 0; i < windows; i++)
        {
            var (window, _, _) = app.RandomWindow(random, recorded: true);
            var (from, to, asOf) = (Revision(window, "from"), Revision(window, "to"), Ends(window)["asOf"]);

            var events = await app.AllEventsAsync(app.Scene.Path(window), random.Next(1, 9));

            events
                .Select(x =>
                    $"{x.GetProperty("revision").GetInt64()} {x.GetProperty("place").GetInt32()} {x.Text("action")} {x.Text("noun")} {x.Text("record")}"
                )
                .ShouldBe(
                    from change in changes
                    where change.Revision > @from && change.Revision <= to && records.ContainsKey(change.Change.Text("subject")!)
                    from record in Told(change.Change, asOf)
                    select $"{change.Revision} {change.Change.GetProperty("place").GetInt32()} {change.Change.Text("action")} {change.Change.Text("noun")} {record}",
                    window
                );
            events.ShouldAllBe(x => x.Text("certainty") == "CERTAIN");
        }

        // The record of a change, and before it the one that it supersedes, where that would else leave its track, or the answer, untold.
        IEnumerable<string> Told(JsonElement change, string asOf)
        {
            var (record, superseded) = (change.Text("subject")!, change.Text("supersedes"));
            if (
                superseded is not null
                && IsAdmitted(superseded)
                && !(IsAdmitted(record) && Track(records[record]) == Track(records[superseded]))
            )
            {
                yield return superseded;
            }

            if (IsAdmitted(record))
            {
                yield return record;
            }

            bool IsAdmitted(string id) => !IsAfter(Day(records[id]).Text("latest")!, asOf);
        }
    }

    [Fact]
    public Task On_the_valid_axis_they_are_the_records_whose_bounds_reach_into_the_window() => ShouldReachIntoTheWindowAsync(Few);

    [Fact]
    [Trait("Category", "Endurance")]
    public Task On_the_valid_axis_they_are_the_records_whose_bounds_reach_into_each_of_many_windows() =>
        ShouldReachIntoTheWindowAsync(Many);

    private async Task ShouldReachIntoTheWindowAsync(int windows)
    {
        var random = new Random(4);
        var records = await RecordsAsync();
        for (var i = 0; i < windows; i++)
        {
            var (window, _, _) = app.RandomWindow(random, recorded: false);
            var ends = Ends(app.Scene.Fill(window));
            var (from, to, knownAt) = (ends["from"], ends["to"], Revision(window, "knownAt"));
            var known = records.Values.Where(x =>
                x.GetProperty("recordedIn").GetInt64() <= knownAt
                && !(x.GetProperty("supersededIn") is { ValueKind: JsonValueKind.Number } superseded && superseded.GetInt64() <= knownAt)
            );

            var events = await app.AllEventsAsync(app.Scene.Path(window), random.Next(1, 9));

            events
                .Select(x => x.Text("record"))
                .ShouldBe(
                    from record in known
                    let day = Day(record)
                    let bounds = (Earliest: day.Text("earliest"), Latest: day.Text("latest")!)
                    where
                        IsAfter(bounds.Latest, @from)
                        && (!IsAfter(bounds.Latest, to) || bounds.Earliest is not null && !IsAfter(bounds.Earliest, to))
                    orderby bounds.Latest, bounds.Earliest ?? "" descending, record.Text("attribution") switch
                    {
                        "SELF" => 0,
                        "OTHER_PARTY" => 1,
                        _ => 2,
                    }, record.GetProperty("recordedIn").GetInt64()
                    select record.Text("id"),
                    window
                );
            foreach (var happened in events)
            {
                var (earliest, latest) = (happened.GetProperty("day").Text("earliest"), happened.GetProperty("day").Text("latest")!);
                var isInside = earliest is not null && IsAfter(earliest, from) && !IsAfter(latest, to);
                var isCertain = isInside && happened.GetProperty("day").Text("basis") != "PUBLICATION";

                happened.Text("certainty").ShouldBe(isCertain ? "CERTAIN" : "POSSIBLE");
                (happened.Text("certaintyReason") is null).ShouldBe(isCertain);
                happened.Text("headline")!.Contains("possibly", StringComparison.Ordinal).ShouldBe(!isCertain);
                happened.Text("action").ShouldBeNull();
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task One_after_the_other_they_come_to_what_the_window_comes_to(bool recorded) => ShouldComeToItAsync(recorded, 2 * Few);

    [Theory]
    [Trait("Category", "Endurance")]
    [InlineData(true)]
    [InlineData(false)]
    public Task One_after_the_other_they_come_to_what_each_of_many_windows_comes_to(bool recorded) =>
        ShouldComeToItAsync(recorded, 2 * Many);

    private async Task ShouldComeToItAsync(bool recorded, int windows)
    {
        var random = new Random(recorded ? 5 : 6);
        string[] filters = [.. Filters, .. RecordFilters];
        var edits = (await ChangesAsync()).Where(x => x.Change.Text("noun") == "ARTICLE").Select(x => x.Revision).ToList();
        for (var i = 0; i < windows; i++)
        {
            var (window, before, after) = app.RandomWindow(random, recorded);
            var filter = filters[random.Next(filters.Length)];
            if (
                recorded
                && filter.Contains("outlet", StringComparison.Ordinal)
                && edits.Any(x => x > Revision(window, "from") && x <= Revision(window, "to"))
            )
            {
                continue; // An article's edit makes records count, or not, and is no event of theirs.
            }

            var states = (await app.HeldAsync(before + filter)).ToDictionary(x => x.Key, x => x.Value.Line);
            var end = await app.HeldAsync(after + filter);

            // On the valid axis those that may lie beyond the window are told of last, and are none of its net changes.
            var events = (await app.AllEventsAsync(app.Scene.Path(window + filter), 200))
                .Where(x => x.Text("noun") == "POSITION")
                .Where(x => recorded || !IsAfter(x.GetProperty("day").Text("latest")!, Ends(app.Scene.Fill(window))["to"]));
            foreach (var happened in events)
            {
                var track = $"{happened.Slug("party")} {happened.Slug("target")}";
                var (was, @is) = (Held.LineOf(happened, "before"), Held.LineOf(happened, "after"));

                was.ShouldBe(states.GetValueOrDefault(track, "nothing"), $"before {happened.Text("record")} in {window}{filter}");
                states[track] = @is;
                (happened.Text("kind") is null).ShouldBe(happened.Inner("differences") is null);
            }

            states
                .Where(x => x.Value != "nothing")
                .Select(x => $"{x.Key}: {x.Value}")
                .ShouldBe(end.Select(x => $"{x.Key}: {x.Value.Line}"), ignoreOrder: true, $"{window}{filter}");
        }
    }

    private async Task<List<(long Revision, JsonElement Change)>> ChangesAsync()
    {
        var changes = new List<(long Revision, JsonElement Change)>();
        for (var revision = app.First + 1; revision <= app.Last; revision++)
        {
            changes.AddRange(
                (await app.GetAsync($"/api/v1/revisions/{revision}")).GetProperty("changes").EnumerateArray().Select(x => (revision, x))
            );
        }

        return changes;
    }

    /// <summary>Positions and milestones, superseded ones too, by id.</summary>
    private async Task<Dictionary<string, JsonElement>> RecordsAsync()
    {
        var lists = await Task.WhenAll(
            new[] { "positions", "milestones" }.Select(noun =>
                app.AllPagesAsync(app.Scene.Fill($"/api/v1/{noun}?process=$process&status=ANY&asOf=9999-12-31"), 200)
            )
        );
        return lists.SelectMany(x => x.Items).ToDictionary(x => x.Text("id")!);
    }

    /// <summary>One for all milestones.</summary>
    private static string Track(JsonElement record) =>
        record.TryGetProperty("target", out _) ? $"{record.Slug("party")} {record.Slug("target")}" : "";

    private static JsonElement Day(JsonElement record) =>
        record.GetProperty(record.TryGetProperty("statedOn", out _) ? "statedOn" : "happenedOn");

    private static bool IsAfter(string day, string other) => string.CompareOrdinal(day, other) > 0;

    private static Dictionary<string, string> Ends(string window) =>
        window.Split('&').Select(x => x.Split('=')).ToDictionary(x => x[0], x => x[1]);

    private static long Revision(string window, string end) => long.Parse(Ends(window)[end], CultureInfo.InvariantCulture);
}
