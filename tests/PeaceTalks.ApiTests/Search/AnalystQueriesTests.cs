using System.Text.Json;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Search;

/// <summary>What an analyst would type, and what of the shipped data set is wanted.</summary>
public sealed class AnalystQueriesTests(ShippedLedger app, ITestOutputHelper output) : IClassFixture<ShippedLedger>
{
    /// <summary>How many of them may miss. Names of meetings and summaries of positions stand for their ids.</summary>
    private const int MayMiss = 2;

    private static readonly (string Kind, string Query, string Wanted)[] Queries =
    [
        ("misspelt", "Zelensy", "zelensky"),
        ("misspelt", "Ukriane", "ukraine"),
        ("misspelt", "Untied States", "united-states"),
        ("misspelt", "Micron", "macron"),
        ("misspelt", "Witcoff", "witkoff"),
        ("misspelt", "secuirty garantees", "security-guarantees"),
        ("misspelt", "Zaporizhia nuclear plant", "zaporizhzhia-plant"),
        ("misspelt", "ceasfire", "ceasefire"),
        ("misspelt", "referendm on land", "land-referendum"),
        ("misspelt", "frozen asets", "frozen-assets"),
        ("Cyrillic", "Зеленський", "zelensky"),
        ("Cyrillic", "Зеленский", "zelensky"),
        ("Cyrillic", "Путін", "putin"),
        ("Cyrillic", "Трамп", "trump"),
        ("Cyrillic", "Украина", "ukraine"),
        ("Cyrillic", "США", "united-states"),
        ("Cyrillic", "Донбас", "donbas-territory"),
        ("Cyrillic", "Запоріжжя", "zaporizhzhia-plant"),
        ("Cyrillic", "Коаліція охочих", "coalition-of-the-willing"),
        ("Cyrillic", "Білий дім", "white-house"),
        ("alias", "Moscow", "russia"),
        ("alias", "UK", "united-kingdom"),
        ("alias", "the Americans", "united-states"),
        ("alias", "Selenskyj", "zelensky"),
        ("alias", "demilitarised zone", "free-economic-zone-donbas"),
        ("phrase", "\"free economic zone\"", "free-economic-zone-donbas"),
        ("phrase", "\"plan of twenty points\"", "Ukraine has put forward a plan of twenty points"),
        ("phrase", "“nuclear plant”", "zaporizhzhia-plant"),
        ("phrase", "\"the parts of Donbas\"", "Ukraine holds firm against the demand for the parts of Donbas it still has."),
        ("phrase", "\"territorial deadlock\"", "unnamed-2026-01-rewrite-territorial-deadlock"),
        ("plain", "Zelenskyy's", "zelensky"),
        ("plain", "nato membership", "nato-membership"),
        ("plain", "donetsk withdrawal", "donetsk-withdrawal"),
        ("plain", "abu dhabi", "abu-dhabi-working-groups"),
        ("plain", "multinational force", "multinational-force"),
        ("plain", "Kadyrov", "move-against-kadyrov"),
        ("plain", "20 point plan", "twenty-point-plan"),
        ("plain", "davos", "Zelensky and Trump in Davos"),
        ("plain", "electricity", "plant-output"),
        ("plain", "coalition", "coalition-of-the-willing"),
        ("alias", "ZNPP", "zaporizhzhia-plant"),
        ("alias", "ЗАЭС", "zaporizhzhia-plant"),
        ("alias", "Запорізька АЕС", "zaporizhzhia-plant"),
        ("alias", "United States of America", "united-states"),
    ];

    [Fact]
    public async Task What_is_wanted_is_among_the_first_three()
    {
        List<string> missed = [];
        foreach (var (kind, query, wanted) in Queries)
        {
            var answer = await app.GetAsync($"/api/v1/search?q={Uri.EscapeDataString(query)}&limit=3");
            var found = answer.GetProperty("items").EnumerateArray().Select(Shown).ToList();
            var place = found.FindIndex(x => x.StartsWith(wanted, StringComparison.Ordinal)) + 1;
            output.WriteLine($"{(place == 0 ? "-" : place)} {kind}: {query} -> {string.Join(" | ", found)}");
            if (place == 0)
            {
                missed.Add(query);
            }
        }

        Queries.Length.ShouldBe(44);
        missed.Count.ShouldBeLessThanOrEqualTo(MayMiss, string.Join(", ", missed));
    }

    /// <summary>A short word is no misspelling of another short one, and a speaker comes with the party that it speaks for.</summary>
    [Fact]
    public async Task What_is_spelt_otherwise_is_not_guessed_wildly_and_a_speaker_has_its_party()
    {
        foreach (var word in new[] { "drones", "poll", "does" })
        {
            var found = (await app.GetAsync($"/api/v1/search?q={word}")).GetProperty("items").EnumerateArray();
            found.ShouldAllBe(x => !x.GetProperty("rank").GetString()!.StartsWith("NEARLY"), word);
        }

        var hit = (await app.GetAsync("/api/v1/search?q=witkoff&noun=SPEAKER")).GetProperty("items").EnumerateArray().Single();
        hit.GetProperty("party").GetProperty("slug").GetString().ShouldBe("united-states");
    }

    private static string Shown(JsonElement hit) => hit.GetProperty("slug").GetString() ?? hit.GetProperty("name").GetString()!;
}
