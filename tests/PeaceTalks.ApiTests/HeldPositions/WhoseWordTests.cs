using System.Text.Json;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;
using PeaceTalks.ApiTests.Matrix;

namespace PeaceTalks.ApiTests.HeldPositions;

/// <summary>On whose word a held stance rests, in comparisons and in the matrix.</summary>
public sealed class WhoseWordTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const int Targets = 14;

    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    [Fact]
    public async Task A_stance_that_the_outlet_reports_rests_on_the_holder_s_own_earlier_word()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(Said(talks, talks.North, "OPPOSES", talks.North, "2026-02-01"));
        var own = await talks.RecordAsync(Said(talks, talks.North, "OPPOSES", talks.North, "2026-02-02"));
        await talks.RecordAsync(Said(talks, talks.North, "DECLINED", talks.North, "2026-02-10"));
        await talks.RecordAsync(Said(talks, talks.North, "OPPOSES", null, "2026-03-01"));
        await talks.RecordAsync(Said(talks, talks.South, "OPPOSES", talks.South, "2026-03-02"));

        var item = (await app.GetAsync(Question(talks))).Items().ShouldHaveSingleItem();

        (item.Text("relation"), item.GetProperty("left").Text("attribution")).ShouldBe(("AGREE", "UNATTRIBUTED"));
        var word = item.GetProperty("left").GetProperty("word");
        (word.Text("attribution"), word.Slug("assertedBy"), word.GetProperty("position").GetGuid()).ShouldBe(("SELF", talks.North, own));
        word.GetProperty("statedOn").Text("edtf").ShouldBe("2026-02-02");
        item.GetProperty("daysApart").GetProperty("atLeast").GetInt32().ShouldBe(28);
        item.Text("headline")
            .ShouldBe(
                "A pull-back: agree - North: opposes (article's own voice, 2026-03-01; own word, 2026-02-02)"
                    + " | South: opposes (own word, 2026-03-02)"
            );
        (await CellAsync(talks, talks.North)).GetProperty("word").GetRawText().ShouldBe(word.GetRawText());
    }

    [Fact]
    public async Task What_a_third_says_of_a_party_is_no_word_of_that_party()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(Said(talks, talks.North, "SUPPORTS", talks.North, "2026-02-01"));
        await talks.RecordAsync(Said(talks, talks.South, "SUPPORTS", talks.South, "2026-01-01"));
        await talks.RecordAsync(Said(talks, talks.South, "OPPOSES", talks.North, "2026-01-02"));
        var third = await talks.RecordAsync(Said(talks, talks.South, "SUPPORTS", talks.North, "2026-02-01"));

        var item = (await app.GetAsync(Question(talks))).Items().ShouldHaveSingleItem();

        (item.Text("relation"), item.GetProperty("distance").GetInt32()).ShouldBe(("REPORTED_AGREE", 0));
        var word = item.GetProperty("right").GetProperty("word");
        (word.Text("attribution"), word.Slug("assertedBy"), word.GetProperty("position").GetGuid()).ShouldBe(
            ("OTHER_PARTY", talks.North, third),
            "South has been against it since it said so itself"
        );
        (await CellAsync(talks, talks.South)).GetProperty("word").GetRawText().ShouldBe(word.GetRawText());
    }

    [Fact]
    public async Task Only_records_that_count_confirm_a_stance()
    {
        var talks = await TestTalks.NewAsync(app);
        var own = await talks.RecordAsync(Said(talks, talks.North, "SUPPORTS", talks.North, "2026-02-01"));
        var report = await talks.RecordAsync(Said(talks, talks.North, "SUPPORTS", null, "2026-02-02"));

        (await WordAsync("")).ShouldBe(own);
        (await WordAsync("&attribution=UNATTRIBUTED&attribution=OTHER_PARTY")).ShouldBe(report);

        var head = await app.HeadAsync();
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{own}/retraction", new { note = "Not said" })).Expect(200);
        (await WordAsync("")).ShouldBe(report);
        (await WordAsync($"&knownAt={head}")).ShouldBe(own);

        async Task<Guid> WordAsync(string filter)
        {
            var word = (await app.GetAsync($"{Question(talks)}{filter}")).Items().Single().GetProperty("left").GetProperty("word");
            var cell = (await app.GetAsync($"{Grid(talks)}{filter}")).Cell(talks.Proposal, talks.North);
            cell.GetProperty("held").GetProperty("word").GetRawText().ShouldBe(word.GetRawText());
            return word.GetProperty("position").GetGuid();
        }
    }

    /// <summary>The service beside a plain statement of the rule, on ledgers made at random.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Comparisons_and_cells_come_to_what_the_definition_comes_to_and_filters_choose_among_them(int seed)
    {
        var random = new Random(seed);
        var talks = await TestTalks.NewAsync(app);
        var records = await RecordAtRandomAsync(talks, random);

        for (var i = 0; i < 6; i++)
        {
            var (day, certainty) = (FirstDay.AddDays(random.Next(4, 13)), (Certainty)random.Next(2));
            var pin = $"asOf={day:yyyy-MM-dd}&certainty={EnumNames.NameOf(certainty)}";
            var expected = Expected(talks, records, day, certainty);
            expected.ShouldNotBeEmpty();

            (await AllAsync(talks, pin, 200)).ShouldBe(expected.Select(x => x.Line));
            (await AllAsync(talks, pin, 3)).ShouldBe(expected.Select(x => x.Line));
            foreach (var (filter, chooses) in Filters)
            {
                (await AllAsync(talks, $"{pin}&{filter}", random.Next(1, 4))).ShouldBe(
                    expected.Where(chooses).Select(x => x.Line),
                    $"{pin}&{filter}"
                );
            }

            await CompareCellsAsync(talks, pin, expected);
        }
    }

    private static readonly (string Filter, Func<Compared, bool> Chooses)[] Filters =
    [
        ("relation=AGREE&relation=APART", x => x.Relation is "AGREE" or "APART"),
        ("relation=REPORTED_AGREE", x => x.Relation == "REPORTED_AGREE"),
        ("relation=REPORTED_APART", x => x.Relation == "REPORTED_APART"),
        ("leftWord=SELF", x => x.Left?.Attribution == Attribution.Self),
        ("rightWord=OTHER_PARTY&rightWord=UNATTRIBUTED", x => x.Right is { Attribution: not Attribution.Self }),
        (
            "leftWord=OTHER_PARTY&rightWord=SELF",
            x => (x.Left?.Attribution, x.Right?.Attribution) == (Attribution.OtherParty, Attribution.Self)
        ),
        ("maxDaysApart=0", x => x.AtMost == 0),
        ("maxDaysApart=3", x => x.AtMost <= 3),
        ("maxDaysApart=5&relation=APART&relation=REPORTED_APART", x => x.AtMost <= 5 && x.Relation.EndsWith("APART")),
    ];

    /// <summary>What a comparison of one target must say.</summary>
    /// <param name="Left">The record with the word of the left side. Null if nothing is known.</param>
    /// <param name="AtMost">The greatest number of days between the words of two stances, if it is known.</param>
    private sealed record Compared(string Target, string Relation, StatedStance? Left, StatedStance? Right, int? AtLeast, int? AtMost)
    {
        public string Line => $"{Target} {Relation} {Left?.Id} {Right?.Id} {AtLeast} {AtMost}";
    }

    private static List<Compared> Expected(
        TestTalks talks,
        IReadOnlyList<(string Party, string Target, StatedStance Said)> records,
        DateOnly day,
        Certainty certainty
    )
    {
        return
        [
            .. records
                .GroupBy(x => x.Target)
                .OrderBy(x => x.Key, StringComparer.Ordinal)
                .Select(x => (x.Key, Left: Held(x.Where(y => y.Party == talks.North)), Right: Held(x.Where(y => y.Party == talks.South))))
                .Where(x => (x.Left ?? x.Right) is not null)
                .Select(x => Compare(x.Key, x.Left, x.Right)),
        ];

        Holding? Held(IEnumerable<(string, string, StatedStance Said)> track) =>
            TrackRule.HeldAt(track.Select(x => x.Said), day, certainty);

        static Compared Compare(string target, Holding? left, Holding? right)
        {
            var (one, other) = (left?.OwnWord ?? left?.Held, right?.OwnWord ?? right?.Held);
            if (left?.Held.Stance.IsSilence() == true || right?.Held.Stance.IsSilence() == true)
            {
                return new(target, "SILENT", one, other, null, null);
            }

            if (one is null || other is null)
            {
                return new(target, "ONE_SIDED", one, other, null, null);
            }

            var isOwn = one.Attribution == Attribution.Self && other.Attribution == Attribution.Self;
            var agree = left!.Held.Stance.Score() == right!.Held.Stance.Score();
            var days = new[] { Days(one.Day.Earliest, other.Day.Latest), Days(other.Day.Earliest, one.Day.Latest) };
            return new(
                target,
                (isOwn ? "" : "REPORTED_") + (agree ? "AGREE" : "APART"),
                one,
                other,
                AtLeast(one.Day, other.Day),
                days.Any(x => x is null) ? null : days.Max()
            );
        }

        static int AtLeast(DateBounds one, DateBounds other) =>
            one.Overlaps(other) ? 0
            : one.Latest < other.Earliest ? other.Earliest.Value.DayNumber - one.Latest.DayNumber
            : one.Earliest!.Value.DayNumber - other.Latest.DayNumber;

        static int? Days(DateOnly? from, DateOnly to) => to.DayNumber - from?.DayNumber;
    }

    private async Task<List<string>> AllAsync(TestTalks talks, string filter, int limit) =>
        [.. (await app.AllPagesAsync($"{Question(talks)}&{filter}", limit)).Items.Select(Line)];

    private static string Line(JsonElement item)
    {
        var days = item.GetProperty("daysApart");
        return $"{item.GetProperty("target").Text("slug")} {item.Text("relation")} {Word("left")} {Word("right")} {Day("atLeast")} {Day("atMost")}";

        string? Word(string side) =>
            item.GetProperty(side) is { ValueKind: JsonValueKind.Object } held ? held.GetProperty("word").Text("position") : null;

        string Day(string bound) =>
            days.ValueKind == JsonValueKind.Object && days.GetProperty(bound) is { ValueKind: JsonValueKind.Number } number
                ? number.GetRawText()
                : "";
    }

    private async Task CompareCellsAsync(TestTalks talks, string pin, List<Compared> expected)
    {
        var grid = await app.GetAsync($"{Grid(talks)}&{pin}");
        foreach (var cell in grid.Cells().Where(x => x.GetProperty("held").ValueKind == JsonValueKind.Object))
        {
            var compared = expected.Single(x => x.Target == cell.Slug("row"));
            var word = (cell.Slug("party") == talks.North ? compared.Left : compared.Right).ShouldNotBeNull();
            var shown = cell.GetProperty("held").GetProperty("word");
            (shown.GetProperty("position").GetGuid(), shown.Text("attribution"), shown.GetProperty("statedOn").Text("edtf")).ShouldBe(
                (word.Id, EnumNames.NameOf(word.Attribution), word.Day.ToEdtf())
            );
        }
    }

    /// <summary>Records of both parties on all targets: few days and stances, so that runs, breaks and ties are many.</summary>
    private async Task<IReadOnlyList<(string Party, string Target, StatedStance Said)>> RecordAtRandomAsync(TestTalks talks, Random random)
    {
        string[] targets = [.. Enumerable.Range(0, Targets).Select(i => $"{talks.Proposal}-{i:00}")];
        foreach (var target in targets)
        {
            await talks.AddAsync("proposals", talks.ProposalBody(target));
        }

        string[] stances = ["SUPPORTS", "SUPPORTS", "SUPPORTS", "OPPOSES", "OPEN", "NEUTRAL", "DECLINED"];
        string[] parties = [talks.North, talks.South];
        string?[] asserters = [null, .. parties];
        List<(string, string, StatedStance)> made = [];
        for (var batch = 0; batch < 6; batch++)
        {
            var drafts = Enumerable
                .Range(0, 30)
                .Select(_ =>
                    (
                        Party: random.GetItems(parties, 1)[0],
                        Target: random.GetItems(targets, 1)[0],
                        Stance: random.GetItems(stances, 1)[0],
                        By: random.GetItems(asserters, 1)[0],
                        Day: Bounds(random)
                    )
                )
                .ToList();
            var positions = drafts.Select(x => Said(talks, x.Party, x.Stance, x.By, x.Day.ToEdtf(), x.Target));
            var answer = await app.PostAsync($"/api/v1/articles/{talks.Article}/coding", new { positions });
            var items = answer.Expect(201).GetProperty("item").GetProperty("positions").EnumerateArray();
            made.AddRange(items.Select((x, i) => (x.Slug("party")!, x.GetProperty("target").Text("slug")!, Stated(x, drafts[i].Day, i))));
        }

        return made;
    }

    private static StatedStance Stated(JsonElement item, DateBounds day, int place) =>
        new(
            item.GetProperty("id").GetGuid(),
            EnumNames.Parse<Stance>(item.Text("stance")!),
            day,
            EnumNames.Parse<Attribution>(item.Text("attribution")!),
            item.GetProperty("recordedIn").GetInt64(),
            place
        );

    private static DateBounds Bounds(Random random)
    {
        var first = FirstDay.AddDays(random.Next(10));
        DateOnly? earliest = random.Next(6) == 0 ? null : first;
        var latest = first.AddDays(random.Next(3) == 0 ? random.Next(4) : 0);
        return new DateBounds(earliest, latest, DateBasis.Stated);
    }

    private static Dictionary<string, object?> Said(
        TestTalks talks,
        string party,
        string stance,
        string? by,
        string day,
        string? proposal = null
    ) => talks.PositionBody(stance, day, ("party", party), ("assertedBy", by), ("proposal", proposal ?? talks.Proposal));

    private async Task<JsonElement> CellAsync(TestTalks talks, string party) =>
        (await app.GetAsync(Grid(talks))).Cell(talks.Proposal, party).GetProperty("held");

    private static string Question(TestTalks talks) => $"/api/v1/comparisons?left={talks.North}&right={talks.South}";

    private static string Grid(TestTalks talks) => $"/api/v1/matrix?process={talks.Process}&rows=proposals";
}
