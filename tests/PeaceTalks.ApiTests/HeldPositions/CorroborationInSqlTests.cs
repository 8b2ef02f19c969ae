using System.Globalization;
using System.Text.Json;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.ApiTests.HeldPositions;

/// <summary>
/// What held positions rest on, as the service answers it, against taking articles away from the records in memory, by the definition of
/// the rule.
/// </summary>
public sealed class CorroborationInSqlTests(ManyLedgers app) : IClassFixture<ManyLedgers>
{
    [Fact]
    public async Task What_is_held_without_articles_and_what_it_hangs_on_is_what_taking_them_away_comes_to_on_1000_ledgers()
    {
        var random = new Random(1);
        string[][] leftOut =
        [
            [],
            ["first"],
            ["second"],
            ["third"],
            ["fourth"],
            ["first", "fourth"],
            [],
        ];
        var seen = new Dictionary<string, int>();
        foreach (var without in leftOut)
        {
            var question = Question.AtRandom(random) with { Without = without };
            var expected = Known(question).Select(x => Expected(x.Party, x.Records, question)).OfType<string>().ToList();

            var (items, _) = await app.AllPagesAsync($"{question.Address}&fragility=true", 200);

            items.Select(Line).ShouldBe(expected);
            foreach (var kind in expected.Select(x => x[(x.LastIndexOf(':') + 1)..].Split(' ')[0]))
            {
                seen[kind] = seen.GetValueOrDefault(kind) + 1;
            }
        }

        seen.Keys.ShouldBe(["hangs", "stands"], ignoreOrder: true);
        seen.Values.ShouldAllBe(x => x > 500);
    }

    [Theory]
    [InlineData("minSources=1")]
    [InlineData("minSources=2")]
    [InlineData("minSources=3")]
    [InlineData("fragile=true")]
    [InlineData("fragile=false")]
    [InlineData("fragile=true&stance=OPPOSES")]
    [InlineData("minSources=2&stance=OPPOSES")]
    public async Task Filters_by_what_positions_rest_on_choose_among_the_results_page_by_page(string filter)
    {
        foreach (var question in new[] { Question.AtRandom(new Random(2)), Question.AtRandom(new Random(3)) with { Without = ["second"] } })
        {
            var (all, _) = await app.AllPagesAsync($"{question.Address}&fragility=true", 200);
            var chosen = all.Where(x => filter.Split('&').All(one => Chooses(one, x))).ToList();

            var (items, _) = await app.AllPagesAsync($"{question.Address}&fragility=true&{filter}", 70);

            items.Select(x => x.GetRawText()).ShouldBe(chosen.Select(x => x.GetRawText()));
            chosen.Count.ShouldBeGreaterThan(5);
            (chosen.Count < all.Count || filter == "minSources=1").ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_grid_hides_thin_evidence_as_the_list_does()
    {
        var question = Question.AtRandom(new Random(4));
        var (items, _) = await app.AllPagesAsync($"{question.Address}&minSources=2", 200);

        var grid = await app.GetAsync(question.Address.Replace("held-positions", "matrix", StringComparison.Ordinal) + "&minSources=2");

        var held = grid.GetProperty("cells").EnumerateArray().Where(x => x.Inner("held") is not null);
        held.Select(x => $"{x.Slug("party")} {x.Inner("held")!.Value.Text("position")}")
            .ShouldBe(items.Select(x => $"{x.Slug("party")} {x.Text("position")}"), ignoreOrder: true);
        items.ShouldNotBeEmpty();
    }

    private static bool Chooses(string filter, JsonElement item) =>
        filter.Split('=') switch
        {
            ["minSources", var number] => item.GetProperty("evidence").GetProperty("independentSources").GetInt32()
                >= int.Parse(number, CultureInfo.InvariantCulture),
            ["fragile", var yes] => (item.Inner("fragility") is not null) == (yes == "true"),
            [_, var stance] => item.Text("stance") == stance || item.Inner("silence")?.Text("value") == stance,
            _ => throw new ArgumentOutOfRangeException(nameof(filter)),
        };

    private IEnumerable<(string Party, List<StatedStance> Records)> Known(Question question) =>
        app.KnownAt(question.Revision)
            .OrderBy(x => x.Key, StringComparer.Ordinal)
            .Select(x => (x.Key, x.Without(question.Without).ToList()));

    /// <summary>Null if nothing is held.</summary>
    private static string? Expected(string party, List<StatedStance> records, Question question)
    {
        if (TrackRule.HeldAt(records, question.Day, question.Certainty) is not { } holding)
        {
            return null;
        }

        var changing = ManyLedgers
            .Articles.Select(x => (Article: x, TrackRule.HeldAt(records.Without(x), question.Day, question.Certainty)?.Held))
            .Where(x => x.Held?.Stance != holding.Held.Stance)
            .ToList();
        changing.Count.ShouldBeLessThanOrEqualTo(1);
        var sources = Corroboration.Sources(
            holding.Run.Select(x => new CitingRecord(x.Id, [.. x.Articles])),
            ManyLedgers.RewriteOf(question.Revision)
        );
        return string.Join(
            ' ',
            party,
            holding.Held.Id,
            holding.Silence?.Id,
            holding.StanceSince.Day.ToEdtf(),
            string.Join(' ', holding.Alternatives.Select(x => x.Id)),
            $"cites {string.Join(' ', holding.Held.Articles.Order(StringComparer.Ordinal))};",
            string.Join("; ", sources.Select(x => $"{x.Article} {x.Record} {string.Join(' ', x.RetoldBy)}")),
            changing is [var (article, held)] ? $":hangs on {article}, else {Name(held?.Stance)} {held?.Id}" : ":stands"
        );
    }

    private static string Line(JsonElement item)
    {
        var sources = item.GetProperty("evidence").GetProperty("sources").EnumerateArray();
        item.GetProperty("evidence").GetProperty("independentSources").GetInt32().ShouldBe(sources.Count());
        return string.Join(
            ' ',
            item.Slug("party"),
            item.Text("position"),
            item.Inner("silence")?.Text("position"),
            item.GetProperty("stanceSince").Text("edtf"),
            string.Join(' ', item.GetProperty("alternatives").EnumerateArray().Select(x => x.Text("position"))),
            $"cites {string.Join(' ', item.GetProperty("citations").EnumerateArray().Select(x => x.Slug("article")).Distinct().Order(StringComparer.Ordinal))};",
            string.Join(
                "; ",
                sources.Select(x =>
                    $"{x.Slug("article")} {x.Text("position")} {string.Join(' ', x.GetProperty("retoldBy").EnumerateArray().Select(y => y.Text("slug")))}"
                )
            ),
            item.Inner("fragility") is { } fragility
                ? $":hangs on {fragility.Slug("article")}, else {fragility.Text("stance") ?? "nothing"} {fragility.Text("position")}"
                : ":stands"
        );
    }

    private static string Name(Stance? stance) => stance is { } value ? EnumNames.NameOf(value) : "nothing";

    private sealed record Question(DateOnly Day, Certainty Certainty, long Revision, string[] Without)
    {
        public string Address =>
            $"/api/v1/held-positions?asOf={Day:yyyy-MM-dd}&knownAt={Revision}&certainty={EnumNames.NameOf(Certainty)}"
            + string.Concat(Without.Select(x => $"&without={x}"));

        public static Question AtRandom(Random random) =>
            new(ManyLedgers.Day(random.Next(2, 8)), (Certainty)random.Next(2), random.NextInt64(2, ManyLedgers.Head + 1), []);
    }
}
