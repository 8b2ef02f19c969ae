using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>What filters choose among the changes of a random ledger, and their totals.</summary>
public sealed class DiffFilterTests(RandomLedger app) : IClassFixture<RandomLedger>
{
    [Theory]
    [InlineData("valid")]
    [InlineData("recorded")]
    public async Task Totals_count_what_is_listed_under_any_filter(string axis)
    {
        var random = new Random(7);
        string[] filters =
        [
            "",
            "&party=$north",
            "&party=$north&party=$south",
            "&issue=$border",
            "&issue=$land",
            "&issue=$land&includeSubIssues=true",
            "&proposal=$proposal",
            "&attribution=SELF",
            "&attribution=OTHER_PARTY",
            "&assertedBy=$north",
            "&speaker=$northSpeaker",
            "&outlet=Other",
            "&article=$article-3",
            "&without=$article",
            "&minSources=2",
            "&contested=true",
            "&contested=false",
            "&kind=APPEARED",
            "&kind=REVERSED&kind=RESTATED",
            "&change=SAID_AGAIN",
            "&change=MOVED&change=SAID_AGAIN&party=$north",
            "&certainty=POSSIBLE",
            "&certainty=CERTAIN&kind=APPEARED",
            "&stance=OPPOSES",
            "&stance=DECLINED&stance=OPEN",
            "&kind=WENT_SILENT&party=$north&attribution=UNATTRIBUTED",
            .. axis == "recorded"
                ? ["&cause=CORRECTED", "&cause=RETRACTED&cause=PARTY_MOVED", "&cause=UNKNOWN&stance=SUPPORTS"]
                : Array.Empty<string>(),
        ];
        foreach (var filter in filters)
        {
            var (window, _, _) = Wide(random, axis);
            var (items, _) = await app.AllPagesAsync(app.Scene.Path(window + filter), 7);

            var totals = await app.GetAsync(
                app.Scene.Path(window + filter).Replace("/diffs?", "/diffs/summary?", StringComparison.Ordinal)
            );

            totals.GetProperty("changes").GetInt32().ShouldBe(items.Count, $"{window}{filter}");
            var ofAnySort = window + Regex.Replace(filter, "&change=[A-Z_]+", "") + Scene.AnySort;
            var sorts = (await app.AllPagesAsync(app.Scene.Path(ofAnySort), 200)).Items.ToLookup(x => x.Text("change"));
            foreach (var (member, sort) in new[] { ("moved", "MOVED"), ("firstReported", "FIRST_REPORTED"), ("saidAgain", "SAID_AGAIN") })
            {
                totals.GetProperty(member).GetInt32().ShouldBe(sorts[sort].Count(), $"{member} {window}{filter}");
            }

            totals.GetProperty("possible").GetInt32().ShouldBe(items.Count(x => x.Text("certainty") == "POSSIBLE"));
            Counts(totals, "kinds", x => x.Text("kind")).ShouldBe(Counts(items, x => [x.Text("kind")]), ignoreOrder: true);
            Counts(totals, "causes", x => x.Text("cause")).ShouldBe(Counts(items, x => [x.Text("cause")]), ignoreOrder: true);
            Counts(totals, "parties", x => x.Slug("party")).ShouldBe(Counts(items, x => [x.Slug("party")]));
            Counts(totals, "issues", x => x.Slug("issue"))
                .ShouldBe(Counts(items, x => x.GetProperty("target").GetProperty("issues").EnumerateArray().Select(y => y.Text("slug"))));
        }
    }

    [Theory]
    [InlineData("valid")]
    [InlineData("recorded")]
    public async Task A_total_as_a_filter_leads_to_its_changes(string axis)
    {
        var (window, _, _) = Wide(new Random(8), axis);
        var totals = await app.GetAsync(app.Scene.Path(window).Replace("/diffs?", "/diffs/summary?", StringComparison.Ordinal));
        var filters = Counts(totals, "kinds", x => $"kind={x.Text("kind")}")
            .Concat(Counts(totals, "causes", x => $"cause={x.Text("cause")}"))
            .Concat(Counts(totals, "parties", x => $"party={x.Slug("party")}"))
            .Concat(Counts(totals, "issues", x => $"issue={x.Slug("issue")}"))
            .ToList();

        filters.Count.ShouldBeGreaterThan(5);
        foreach (
            var (filter, changes) in filters.Select(x => (x.Split(": ")[0], int.Parse(x.Split(": ")[1], CultureInfo.InvariantCulture)))
        )
        {
            (await app.AllPagesAsync(app.Scene.Path($"{window}&{filter}"), 200)).Items.Count.ShouldBe(changes, filter);
        }
    }

    /// <summary>Kind, cause, certainty, stance and contest choose among the results: the rest of the answer is as it is without.</summary>
    [Theory]
    [InlineData("valid")]
    [InlineData("recorded")]
    public async Task Filters_of_results_leave_out_items_and_change_none(string axis)
    {
        var random = new Random(9);
        for (var i = 0; i < 20; i++)
        {
            var (window, before, after) = i % 2 == 0 ? Wide(random, axis) : app.RandomWindow(random, axis == "recorded");
            var (all, _) = await app.AllPagesAsync(app.Scene.Path(window), 200);
            var evidence = await app.EvidenceAsync(before);
            foreach (var (track, value) in await app.EvidenceAsync(after))
            {
                evidence[track] = value; // of the later end, where anything is held there
            }

            foreach (var sort in all.Select(x => x.Text("change")).Distinct())
            {
                await IsChosenAsync(window, $"change={sort}", all.Where(x => x.Text("change") == sort));
            }

            foreach (var kind in all.Select(x => x.Text("kind")).Distinct())
            {
                await IsChosenAsync(window, $"kind={kind}", all.Where(x => x.Text("kind") == kind));
            }

            foreach (var cause in all.Select(x => x.Text("cause")).OfType<string>().Distinct())
            {
                await IsChosenAsync(window, $"cause={cause}", all.Where(x => x.Text("cause") == cause));
            }

            foreach (var stance in new[] { "SUPPORTS", "CONDITIONAL", "SCEPTICAL", "OPPOSES", "DECLINED", "NO_RESPONSE" })
            {
                await IsChosenAsync(window, $"stance={stance}", all.Where(x => Stances(x).Contains(stance)));
            }

            foreach (var certainty in new[] { "CERTAIN", "POSSIBLE" })
            {
                await IsChosenAsync(window, $"certainty={certainty}", all.Where(x => x.Text("certainty") == certainty));
            }

            await IsChosenAsync(window, "contested=true", all.Where(x => Evidence(x).Contested));
            await IsChosenAsync(window, "contested=false", all.Where(x => !Evidence(x).Contested));
            await IsChosenAsync(window, "minSources=2", all.Where(x => Evidence(x).Sources >= 2));

            (bool Contested, int Sources) Evidence(JsonElement item) => evidence[$"{item.Slug("party")} {item.Slug("target")}"];
        }

        static IEnumerable<string?> Stances(JsonElement item) =>
            new[] { "before", "after" }
                .Select(side => item.Inner(side))
                .OfType<JsonElement>()
                .SelectMany(x => new[] { x.Text("stance"), x.Inner("silence")?.Text("value") });
    }

    [Fact]
    public async Task Events_are_chosen_by_what_they_changed_and_by_their_own_stance()
    {
        foreach (var window in new[] { Wide(new Random(10), "valid").Window, Wide(new Random(10), "recorded").Window })
        {
            var all = await app.AllEventsAsync(app.Scene.Path(window), 200);
            foreach (
                var (filter, chosen) in new (string, Func<JsonElement, bool>)[]
                {
                    ("kind=APPEARED", x => x.Text("kind") == "APPEARED"),
                    ("kind=REVERSED&kind=MOVED_AWAY", x => x.Text("kind") is "REVERSED" or "MOVED_AWAY"),
                    ("certainty=CERTAIN", x => x.Text("certainty") == "CERTAIN"),
                    ("certainty=POSSIBLE&kind=APPEARED", x => x.Text("certainty") == "POSSIBLE" && x.Text("kind") == "APPEARED"),
                    ("stance=OPPOSES", x => x.Inner("position")?.Text("stance") == "OPPOSES"),
                    (
                        "stance=DECLINED&kind=WENT_SILENT",
                        x => x.Text("kind") == "WENT_SILENT" && x.Inner("position")?.Text("stance") == "DECLINED"
                    ),
                }
            )
            {
                var found = await app.AllEventsAsync(app.Scene.Path($"{window}&{filter}"), 5);

                found
                    .Select(x => x.GetRawText())
                    .SequenceEqual(all.Where(chosen).Select(x => x.GetRawText()))
                    .ShouldBeTrue($"{window}&{filter}");
                (
                    filter.Contains("WENT_SILENT", StringComparison.Ordinal)
                    || filter.Contains("POSSIBLE", StringComparison.Ordinal)
                    || found.Count > 0
                ).ShouldBeTrue(filter);
            }
        }
    }

    private async Task IsChosenAsync(string window, string filter, IEnumerable<JsonElement> expected) =>
        (await app.AllPagesAsync(app.Scene.Path($"{window}&{filter}"), 3))
            .Items.Select(x => x.GetRawText())
            .SequenceEqual(expected.Select(x => x.GetRawText()))
            .ShouldBeTrue($"{window}&{filter}");

    /// <summary>A window in which much has changed.</summary>
    private (string Window, string Before, string After) Wide(Random random, string axis)
    {
        var (first, last) = (app.First + random.Next(20), app.Last - random.Next(20));
        return axis == "valid"
            ? ($"from=@{first % 10}&to=@40&knownAt={last}", $"asOf=@{first % 10}&knownAt={last}", $"asOf=@40&knownAt={last}")
            : ($"axis=recorded&from={first}&to={last}&asOf=@40", $"asOf=@40&knownAt={first}", $"asOf=@40&knownAt={last}");
    }

    private static IEnumerable<string> Counts(JsonElement totals, string list, Func<JsonElement, string?> name) =>
        totals.GetProperty(list).EnumerateArray().Select(x => $"{name(x)}: {x.GetProperty("changes").GetInt32()}");

    private static IEnumerable<string> Counts(List<JsonElement> items, Func<JsonElement, IEnumerable<string?>> names) =>
        items
            .SelectMany(names)
            .OfType<string>()
            .GroupBy(x => x)
            .OrderBy(x => x.Key, StringComparer.Ordinal)
            .Select(x => $"{x.Key}: {x.Count()}");
}
