using System.Globalization;
using System.Text.Json;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>
/// A diff says how what is held at one end differs from what is held at the other, and the history of the records says why.
/// </summary>
public sealed class RandomLedgerTests(RandomLedger app) : IClassFixture<RandomLedger>
{
    private static readonly string[] Filters =
    [
        "",
        "",
        "",
        "&party=$north",
        "&party=$south&proposal=$proposal",
        "&issue=$border",
        "&issue=$land",
        "&issue=$land&includeSubIssues=true",
        "&attribution=SELF",
        "&attribution=OTHER_PARTY&attribution=UNATTRIBUTED",
        "&assertedBy=$south",
        "&outlet=Other",
        "&outlet=The Test",
        "&article=$article-2",
        "&without=$article-2",
        "&without=$article&without=$article-3",
        "&without=$article-2&outlet=The Test",
    ];

    private static readonly ChangeSort[][] Sorts =
    [
        [],
        [ChangeSort.Moved, ChangeSort.FirstReported, ChangeSort.SaidAgain],
        [ChangeSort.SaidAgain, ChangeSort.Moved],
        [ChangeSort.FirstReported],
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task A_diff_is_the_difference_of_what_is_held_at_its_ends(bool recorded) => ShouldBeTheDifferenceAsync(recorded, 90);

    [Theory]
    [Trait("Category", "Endurance")]
    [InlineData(true)]
    [InlineData(false)]
    public Task Each_of_many_diffs_is_the_difference_of_what_is_held_at_its_ends(bool recorded) =>
        ShouldBeTheDifferenceAsync(recorded, 240);

    private async Task ShouldBeTheDifferenceAsync(bool recorded, int windows)
    {
        var random = new Random(recorded ? 1 : 2);
        var history = await HistoryAsync();
        var kinds = new HashSet<string>();
        var causes = new HashSet<string>();
        for (var i = 0; i < windows; i++)
        {
            var (window, before, after) = app.RandomWindow(random, recorded);
            var filter = Filters[random.Next(Filters.Length)];
            var (was, @is) = (await app.HeldAsync(before + filter), await app.HeldAsync(after + filter));

            var asked = Sorts[i % Sorts.Length];
            var sorts = string.Concat(asked.Select(x => $"&change={EnumNames.NameOf(x)}"));

            var (items, _) = await app.AllPagesAsync(app.Scene.Path(window + filter + sorts), random.Next(1, 9));

            var expected =
                from track in was.Keys.Union(@is.Keys).Order(StringComparer.Ordinal)
                let ends = (Was: was.GetValueOrDefault(track), Is: @is.GetValueOrDefault(track))
                let diff = StateDiff.Between(ends.Was?.State, ends.Is?.State)
                where diff is not null
                let sort = diff.Kind.Sort()
                where asked.Length == 0 ? sort != ChangeSort.SaidAgain : asked.Contains(sort)
                orderby sort
                select Expected(track, diff, ends.Was, ends.Is, recorded ? window : null, history);
            items.Select(Line).ShouldBe(expected, $"{window}{filter}{sorts}");
            kinds.UnionWith(items.Select(x => x.Text("kind")!));
            causes.UnionWith(items.Select(x => x.Text("cause")).OfType<string>());
        }

        kinds.Count.ShouldBeGreaterThan(8, string.Join(" ", kinds));
        kinds.Contains("DISAPPEARED").ShouldBe(recorded);
        causes.ShouldBe(recorded ? Enum.GetValues<DiffCause>().Select(EnumNames.NameOf) : [], ignoreOrder: true);
    }

    [Fact]
    public async Task A_change_is_certain_just_where_a_record_says_it_of_a_day_in_the_window()
    {
        var random = new Random(11);
        var seen = new Dictionary<(string?, bool), int>();
        for (var i = 0; i < 60; i++)
        {
            var (window, _, after) = app.RandomWindow(random, recorded: false);
            var filter = Filters[random.Next(Filters.Length)];
            var from = app.Scene.Fill(window).Split('&')[0]["from=".Length..];
            var said = (await app.AllPagesAsync(app.Scene.Fill($"/api/v1/positions?process=$process&{after}{filter}"), 200))
                .Items.Where(x => x.GetProperty("statedOn").Text("basis") != "PUBLICATION")
                .Where(x => string.CompareOrdinal(x.GetProperty("statedOn").Text("earliest"), from) > 0)
                .ToLookup(Track);

            var (items, _) = await app.AllPagesAsync(app.Scene.Path(window + filter), 200);

            foreach (var item in items)
            {
                var isCertain = said[Track(item)].Any(x => Makes(item, x));
                item.Text("certainty").ShouldBe(isCertain ? "CERTAIN" : "POSSIBLE", $"{window}{filter} {item}");
                var key = (item.Text("certainty"), item.Inner("after")!.Value.GetProperty("statedOn").Text("basis") == "PUBLICATION");
                seen[key] = seen.GetValueOrDefault(key) + 1;
            }
        }

        seen.Count.ShouldBe(4);

        static string Track(JsonElement item) => $"{item.Slug("party")} {item.Slug("target")}";
    }

    /// <summary>Whether the record, in place of what is held, makes the same change.</summary>
    private static bool Makes(JsonElement item, JsonElement said)
    {
        var (before, after) = (item.Inner("before") is { } was ? Held.Of(was).State : null, Held.Of(item.Inner("after")!.Value).State);
        var stance = Held.StanceOf(said)!.Value;
        var with =
            !stance.IsSilence() ? Held.StateOf(said, stance, after.Silence)
            : after.Stance is null ? Held.StateOf(said, null, stance)
            : after with { Silence = stance };
        var bySilence =
            after.Stance is null
            || item.Text("kind") == "WENT_SILENT"
            || after.Silence is not null && StateDiff.Between(before, after with { Silence = before?.Silence }) is null;
        return stance.IsSilence() == bySilence
            && (with.Stance, with.Silence) == (after.Stance, after.Silence)
            && StateDiff.Between(before, with) is { } diff
            && EnumNames.NameOf(diff.Kind) == item.Text("kind")
            && StateDiff.Between(with, after) is null or { Kind: DiffKind.Restated or DiffKind.SelfConfirmed };
    }

    /// <summary>One line for a change.</summary>
    private static string Expected(string track, StateDiff diff, Held? was, Held? @is, string? window, History history) =>
        string.Join(
            ' ',
            track,
            EnumNames.NameOf(diff.Kind.Sort()),
            EnumNames.NameOf(diff.Kind),
            window is null ? "-" : EnumNames.NameOf(history.Cause(diff.Kind, was, @is, window)),
            was?.Line ?? "nothing",
            @is?.Line ?? "nothing",
            $"+{Keys(diff.ConditionsAdded.Select(x => x.Key))} -{Keys(diff.ConditionsDropped.Select(x => x.Key))} "
                + $"~{Keys(diff.ConditionsChanged.Select(x => x.Key))}",
            $"words {Keys(diff.ConditionsReworded.Select(x => x.Key))} "
                + $"terms {Keys(diff.Terms.Select(x => $"{x.Key} {Number(x.Difference)}"))}",
            diff.SelfReported?.To,
            diff.Summary?.To,
            $"on {was?.Evidence ?? "none"} -> {@is?.Evidence ?? "none"}"
        );

    private static string Line(JsonElement item)
    {
        var differences = item.GetProperty("differences");
        IEnumerable<JsonElement> All(string list) => differences.GetProperty(list).EnumerateArray();
        return string.Join(
            ' ',
            $"{item.Slug("party")} {item.Slug("target")}",
            item.Text("change"),
            item.Text("kind"),
            item.Text("cause") ?? "-",
            Held.LineOf(item, "before"),
            Held.LineOf(item, "after"),
            $"+{Keys(All("conditionsAdded").Select(x => x.Text("key")!))} -{Keys(All("conditionsDropped").Select(x => x.Text("key")!))} ~{Keys(All("conditionsChanged").Select(x => x.Text("key")!))}",
            $"words {Keys(All("conditionsReworded").Select(x => x.Text("key")!))} terms {Keys(All("terms").Select(x => $"{x.Text("key")} {Number(x.Decimal("difference"))}"))}",
            differences.Inner("selfReported")?.GetProperty("to").GetBoolean(),
            differences.Inner("summary")?.Text("to"),
            $"on {Held.EvidenceOf(item, "before")} -> {Held.EvidenceOf(item, "after")}"
        );
    }

    private static string Keys(IEnumerable<string> keys) => $"[{string.Join(", ", keys.Order(StringComparer.Ordinal))}]";

    private static string? Number(decimal? value) => value?.ToString("0.######", CultureInfo.InvariantCulture);

    private async Task<History> HistoryAsync()
    {
        var (records, _) = await app.AllPagesAsync(app.Scene.Fill("/api/v1/positions?process=$process&status=ANY&asOf=9999-12-31"), 200);
        var days = new Dictionary<long, DateOnly>();
        for (var revision = app.First; revision <= app.Last; revision++)
        {
            days[revision] = DateOnly.FromDateTime(
                (await app.GetAsync($"/api/v1/revisions/{revision}"))
                    .GetProperty("revision")
                    .GetProperty("at")
                    .GetDateTimeOffset()
                    .UtcDateTime
            );
        }

        return new History(records.ToDictionary(x => x.GetProperty("id").GetGuid()), days);
    }

    /// <summary>All records there ever were, and the days on which the revisions were committed.</summary>
    private sealed record History(Dictionary<Guid, JsonElement> Records, Dictionary<long, DateOnly> Days)
    {
        public DiffCause Cause(DiffKind kind, Held? was, Held? @is, string window)
        {
            var ends = window.Split('&').Select(x => x.Split('=')).ToDictionary(x => x[0], x => x[1]);
            var (from, to) = (long.Parse(ends["from"], CultureInfo.InvariantCulture), long.Parse(ends["to"], CultureInfo.InvariantCulture));

            // Under the same silence, or another one, the stance alone is asked why it is another.
            var stanceAlone = kind is not (DiffKind.WentSilent or DiffKind.Disclosed) && was?.Record != @is?.Record;
            var before = new[] { was?.Record, stanceAlone ? null : was?.Silence }.OfType<Guid>().Except([.. Both(@is)]).ToList();
            var after = new[] { @is?.Record, stanceAlone ? null : @is?.Silence }.OfType<Guid>().Except([.. Both(was)]).ToList();
            if (before.Any(x => Became(x, to) == "retracted"))
            {
                return DiffCause.Retracted;
            }

            if (
                before.Any(x => Became(x, to) == "corrected")
                || after.Any(x =>
                    Records[x].GetProperty("corrects").ValueKind != JsonValueKind.Null
                    && Records[x].GetProperty("recordedIn").GetInt64() > from
                )
            )
            {
                return DiffCause.Corrected;
            }

            var days = after
                .Select(x => Records[x].GetProperty("statedOn"))
                .Select(x => (Earliest: Day(x, "earliest"), Latest: Day(x, "latest")!.Value))
                .ToList();
            return days.Any(x => x.Earliest > Days[from]) ? DiffCause.PartyMoved
                : days.Count == 0 || days.Any(x => x.Latest > Days[from]) ? DiffCause.Unknown
                : DiffCause.NewlyReported;
        }

        private static IEnumerable<Guid> Both(Held? held) => new[] { held?.Record, held?.Silence }.OfType<Guid>();

        /// <summary>What a record has come to by a revision: itself, a correction, or nothing.</summary>
        private string Became(Guid id, long revision)
        {
            var (last, steps) = (Records[id], 0);
            while (last.GetProperty("supersededIn") is { ValueKind: JsonValueKind.Number } superseded && superseded.GetInt64() <= revision)
            {
                if (last.GetProperty("supersededBy") is not { ValueKind: JsonValueKind.String } successor)
                {
                    return "retracted";
                }

                last = Records[successor.GetGuid()];
                steps++;
            }

            return steps == 0 ? "in force" : "corrected";
        }

        private static DateOnly? Day(JsonElement bounds, string end) =>
            bounds.Text(end) is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
    }
}
