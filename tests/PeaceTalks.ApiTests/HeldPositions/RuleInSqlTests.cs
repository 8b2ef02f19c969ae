using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;
using PeaceTalks.Api.Timelines;

namespace PeaceTalks.ApiTests.HeldPositions;

/// <summary>The rule in SQL comes to what its definition comes to, on ledgers made at random.</summary>
public sealed class RuleInSqlTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private static readonly DateOnly FirstDay = new(2026, 1, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Sql_and_definition_agree_on_what_is_held_and_on_what_it_rests(int seed)
    {
        var random = new Random(seed);
        var talks = await TestTalks.NewAsync(app);
        foreach (var (article, rewriteOf) in RewriteOf(talks))
        {
            await talks.AddAsync("articles", talks.ArticleBody(article, "2026-03-11", rewriteOf));
        }

        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-own", "2026-03-12"));
        var records = new List<StatedStance>();
        while (records.Count < 40)
        {
            records.AddRange(await RecordAsync(talks, random, random.Next(1, 4)));
        }

        foreach (var record in records.Where(_ => random.Next(3) == 0).ToList())
        {
            // Another article may report the same later. If it cites the same paragraph, it is refused.
            await app.PostAsync($"/api/v1/positions/{record.Id}/citations", new { article = Article(talks, random), paragraph = 2 });
        }

        // Some are superseded, so that a read at an older revision differs.
        foreach (var record in records.Where(_ => random.Next(5) == 0).ToList())
        {
            (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{record.Id}/retraction", new { note = "At random" })).Expect(200);
        }

        var head = await app.HeadAsync();
        for (var i = 0; i < 60; i++)
        {
            var day = FirstDay.AddDays(random.Next(-1, 15));
            var certainty = (Certainty)random.Next(2);
            var revision = random.Next(2) == 0 ? head : head - random.Next(30);
            await CompareAsync(talks, await KnownAtAsync(records, revision), day, certainty, revision);
        }
    }

    private async Task CompareAsync(TestTalks talks, List<StatedStance> known, DateOnly day, Certainty certainty, long revision)
    {
        await using var scope = app.Scope();
        var database = scope.ServiceProvider.GetRequiredService<LedgerDatabase>();
        var tracks = new TrackScope(Parties: [talks.North]);
        var expected = TrackRule.HeldAt(known, day, certainty);

        var page = HeldPositionStatement.Page(tracks, day, certainty, revision, new HeldFilter(), null, 10);
        var rows = await page.ReadAsync(database, HeldPositionReader.ReadAsync, CancellationToken.None);
        var held = rows.Items.SingleOrDefault();

        var statement = HeldPositionQueries.Held(tracks, day, certainty, revision, 10);
        var track = (await statement.ReadAsync(database, HeldTrack.ReadAllAsync, CancellationToken.None)).SingleOrDefault();
        (track?.Held, track?.Silence).ShouldBe((expected?.Held.Id, expected?.Silence?.Id));
        (held?.Held.Id, held?.Silence?.Id).ShouldBe((expected?.Held.Id, expected?.Silence?.Id));
        (held is null).ShouldBe(expected is null);
        await CompareTimelineAsync(database, tracks, known, day, revision);
        if (held is null || expected is null)
        {
            return;
        }

        held.StanceSince.ShouldBe(expected.StanceSince.Day);
        var run = held.Earlier.Prepend(new CitingRecord(held.Held.Id, [.. held.Held.Citations.Select(x => x.Article)]));
        Corroboration.Sources(run, rows.Originals).Select(Line).ShouldBe(Sources(expected, RewriteOf(talks)).Select(Line));
        (held.LastSelfReport?.Position).ShouldBe(expected.LastSelfReport?.Id);
        held.Alternatives.Select(x => x.Id).ShouldBe(expected.Alternatives.Select(x => x.Id).Take(20));
        var since = HeldPositionQueries.Since(tracks, [held.Held.Id], day, certainty, revision);
        (await since.ReadAsync(database, reader => reader.GetDay(1), CancellationToken.None)).ShouldBe([expected.StanceSince.Day]);
    }

    /// <summary>In pages of five, so that the order holds between two pages too.</summary>
    private static async Task CompareTimelineAsync(
        LedgerDatabase database,
        TrackScope tracks,
        List<StatedStance> known,
        DateOnly day,
        long revision
    )
    {
        var expected = known.Where(x => TrackRule.Admits(x.Day, day, Certainty.Certain)).Order(TrackRule.NewestFirst).Reverse();
        List<Guid> actual = [];
        while (true)
        {
            var after = actual.Count == 0 ? (Guid?)null : actual[^1];
            var statement = TimelineStatement.Page(tracks, day, revision, after, 5);
            var page = (await statement.ReadAsync(database, CitedPositions.ReadAllAsync, CancellationToken.None)).Positions;
            actual.AddRange(page.Select(x => x.Id));
            if (page.Count < 5)
            {
                break;
            }
        }

        actual.ShouldBe(expected.Select(x => x.Id));
    }

    /// <summary>
    /// What of the records was known and not superseded, and the articles that they cited, as the ledger itself tells it.
    /// </summary>
    private async Task<List<StatedStance>> KnownAtAsync(List<StatedStance> records, long revision)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT id, array(SELECT article FROM citation c WHERE c.position = p.id AND c.recorded_in <= $1) FROM position p
            WHERE recorded_in <= $1 AND coalesce(superseded_in > $1, true)
            """,
            connection
        );
        command.Parameters.Add(new() { Value = revision });
        await using var reader = await command.ExecuteReaderAsync();
        var cited = new Dictionary<Guid, string[]>();
        while (await reader.ReadAsync())
        {
            cited.Add(reader.GetGuid(0), reader.GetFieldValue<string[]>(1));
        }

        return [.. records.Where(x => cited.ContainsKey(x.Id)).Select(x => x with { Articles = cited[x.Id] })];
    }

    private static IReadOnlyList<IndependentSource> Sources(Holding holding, IReadOnlyDictionary<string, string> rewriteOf) =>
        Corroboration.Sources(holding.Run.Select(x => new CitingRecord(x.Id, [.. x.Articles])), rewriteOf);

    private static string Line(IndependentSource source) =>
        $"{source.Article} of {source.Record}, retold by {string.Join(' ', source.RetoldBy)}";

    /// <summary>The article of the talks is retold, and its retelling is retold as well.</summary>
    private static Dictionary<string, string> RewriteOf(TestTalks talks) =>
        new() { [$"{talks.Article}-again"] = talks.Article, [$"{talks.Article}-and-again"] = $"{talks.Article}-again" };

    private static string Article(TestTalks talks, Random random) =>
        ((string[])[talks.Article, $"{talks.Article}-own", .. RewriteOf(talks).Keys])[random.Next(4)];

    /// <summary>Up to three records in one revision, of a small world, so that ties, overlaps and repeats are many.</summary>
    private async Task<IEnumerable<StatedStance>> RecordAsync(TestTalks talks, Random random, int count)
    {
        string[] stances = ["SUPPORTS", "SCEPTICAL", "OPPOSES", "OPEN", "DECLINED", "NO_RESPONSE"];
        string?[] asserters = [null, talks.North, talks.South];
        List<DateBounds> bounds = [];
        List<object> positions = [];
        var asserter = asserters[0];
        for (var i = 0; i < count; i++)
        {
            // Half of the others tie with the one before: only their places in the revision put them in order.
            if (i == 0 || random.Next(2) == 0)
            {
                asserter = asserters[random.Next(asserters.Length)];
                bounds.Add(Bounds(random));
            }
            else
            {
                bounds.Add(bounds[^1]);
            }

            positions.Add(talks.PositionBody(stances[random.Next(stances.Length)], bounds[^1].ToEdtf(), ("assertedBy", asserter)));
            ((Dictionary<string, object?>)positions[^1])["article"] = Article(talks, random);
        }

        var answer = await app.PostAsync($"/api/v1/articles/{talks.Article}/coding", new { positions });
        var items = answer.Expect(201).GetProperty("item").GetProperty("positions").EnumerateArray();
        return items.Select(
            (item, i) =>
            {
                item.GetProperty("statedOn").GetProperty("edtf").GetString().ShouldBe(bounds[i].ToEdtf());
                return new StatedStance(
                    item.GetProperty("id").GetGuid(),
                    EnumNames.Parse<Stance>(item.GetProperty("stance").GetString()!),
                    bounds[i],
                    EnumNames.Parse<Attribution>(item.GetProperty("attribution").GetString()!),
                    item.GetProperty("recordedIn").GetInt64(),
                    i
                );
            }
        );
    }

    private static DateBounds Bounds(Random random)
    {
        var first = FirstDay.AddDays(random.Next(10));
        DateOnly? earliest = random.Next(4) == 0 ? null : first;
        var latest = first.AddDays(random.Next(3) == 0 ? random.Next(6) : 0);
        return new DateBounds(earliest, latest, DateBasis.Stated);
    }
}
