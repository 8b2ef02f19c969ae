using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Coverage;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.ApiTests.Coverage;

/// <summary>An article without a record may be about any talks, so each test has a year of its own.</summary>
public sealed class CoverageTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    /// <summary>The lists of records that a paragraph has.</summary>
    private static readonly string[] Kinds = ["positions", "milestones", "meetings"];

    [Fact]
    public async Task Silence_means_more_the_more_of_the_articles_is_coded_and_an_old_pin_knows_of_nothing_later()
    {
        var talks = await TestTalks.NewAsync(app);
        (await AtAsync(talks, "asOf=2031-02-01")).ShouldBe("NONE_READ");
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-a", "2031-01-10"));
        (await AtAsync(talks, "asOf=2031-02-01")).ShouldBe("NONE_READ: a 0/10 0");

        var position = await talks.RecordAsync(talks.PositionBody("OPEN", null, ("article", $"{talks.Article}-a")));
        (await AtAsync(talks, "asOf=2031-02-01")).ShouldBe("PARTLY_READ: a 1/10 1");
        await CodeAsync($"{talks.Article}-a", 2, 10);
        (await AtAsync(talks, "asOf=2031-02-01")).ShouldBe("READ: a 10/10 1");
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-b", "2031-01-20"));
        (await AtAsync(talks, "asOf=2031-02-01")).ShouldBe("PARTLY_READ: b 0/10 0, a 10/10 1");
        await CodeAsync($"{talks.Article}-b", 1, 10);
        (await AtAsync(talks, "asOf=2031-02-01")).ShouldBe("READ: b 10/10 0, a 10/10 1");

        var whole = await app.HeadAsync();
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{position}/retraction", new { note = "Wrong" })).Expect(200);
        (await AtAsync(talks, "asOf=2031-02-01")).ShouldBe("PARTLY_READ: b 10/10 0, a 9/10 0");
        (await AtAsync(talks, $"asOf=2031-02-01&knownAt={whole}")).ShouldBe("READ: b 10/10 0, a 10/10 1");
    }

    [Theory]
    [InlineData("2032-03-09", 90, "")]
    [InlineData("2032-03-10", 90, "a")]
    [InlineData("2032-03-11", 1, "a")]
    [InlineData("2032-03-12", 1, "")]
    [InlineData("2032-06-08", 90, "a")]
    [InlineData("2032-06-09", 90, "")]
    [InlineData("0001-01-01", 3660, "")]
    public async Task An_article_is_of_the_time_if_it_was_certainly_published_by_then_and_not_too_long_before(
        string asOf,
        int days,
        string expected
    )
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-a", "[2032-03-01..2032-03-10]"));
        await talks.RecordAsync(talks.PositionBody("OPEN", null, ("article", $"{talks.Article}-a")));

        var answer = await app.GetAsync(Question(talks, $"asOf={asOf}&days={days}"));

        string.Join(' ', Slugs(talks, answer)).ShouldBe(expected);
    }

    [Fact]
    public async Task An_article_counts_for_the_talks_that_it_has_records_of_and_for_all_while_it_has_none()
    {
        var (talks, others) = (await TestTalks.NewAsync(app), await TestTalks.NewAsync(app));
        foreach (var letter in new[] { "a", "b", "c" })
        {
            await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-{letter}", "2033-01-10"));
        }

        await talks.RecordAsync(talks.PositionBody("OPEN", null, ("article", $"{talks.Article}-a")));
        await others.AddAsync("milestones", others.MilestoneBody(members: [("article", $"{talks.Article}-a"), ("paragraph", 2)]));
        await others.RecordAsync(others.PositionBody("OPEN", null, ("article", $"{talks.Article}-b")));

        (await AtAsync(talks, "asOf=2033-02-01")).ShouldBe("PARTLY_READ: a 2/10 1, c 0/10 0");
        Slugs(talks, await app.GetAsync(Question(others, "asOf=2033-02-01"))).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task An_issue_changes_what_is_counted_and_not_which_articles_count()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-a", "2034-01-10"));
        await talks.RecordAsync(
            talks.With(talks.PositionBody("OPEN"), """{"article": "$article-a", "proposal": null, "issue": "$land"}""")
        );
        await CodeAsync($"{talks.Article}-a", 2, 10);

        (await AtAsync(talks, "asOf=2034-02-01")).ShouldBe("READ: a 10/10 1");
        (await AtAsync(talks, "asOf=2034-02-01&issue=$land")).ShouldBe("READ: a 10/10 1");
        (await AtAsync(talks, "asOf=2034-02-01&issue=$border")).ShouldBe("READ: a 10/10 0", "it was read, and holds nothing on the border");
        await talks.RecordAsync(talks.PositionBody("OPEN", null, ("article", $"{talks.Article}-a")));
        (await AtAsync(talks, "asOf=2034-02-01&issue=$border")).ShouldBe("READ: a 10/10 1", "of a proposal that addresses it");
        (await AtAsync(talks, "asOf=2034-02-01&issue=$land")).ShouldBe("READ: a 10/10 2", "with its sub-issues");

        var answer = await app.GetAsync(Question(talks, "asOf=2034-02-01&issue=$border"));
        answer
            .Text("words")
            .ShouldBe(
                "The only article about Talks from 2033-11-03 to 2034-02-01 is coded whole, so where nothing is recorded, it holds "
                    + "nothing. It reports something on An issue."
            );
        (answer.Slug("process"), answer.Slug("issue"), answer.Text("from"), answer.GetProperty("codedWhole").GetInt32()).ShouldBe(
            (talks.Process, talks.Border, "2033-11-03", 1)
        );
        answer.GetProperty("more").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_not_there_is_told_and_so_is_an_issue_of_other_talks()
    {
        var (talks, others) = (await TestTalks.NewAsync(app), await TestTalks.NewAsync(app));

        (await app.SendAsync(HttpMethod.Get, "/api/v1/processes/no-such-talks/coverage")).Expect(404);
        var unknown = await app.SendAsync(HttpMethod.Get, Question(talks, "issue=no-such-issue"));
        var foreign = await app.SendAsync(HttpMethod.Get, Question(talks, $"issue={others.Land}"));
        var days = await app.SendAsync(HttpMethod.Get, Question(talks, "days=0"));

        unknown.Expect(422);
        unknown.ErrorAt("issue").ShouldContain("does not exist");
        foreign.Expect(422);
        foreign.ErrorAt("issue").ShouldContain($"is an issue of '{others.Process}'");
        days.Expect(400);
        days.ErrorAt("days").ShouldContain("3660");
    }

    [Fact]
    public async Task Of_more_than_two_hundred_articles_the_newest_count()
    {
        var talks = await TestTalks.NewAsync(app);
        await using var scope = app.Scope();
        await scope
            .ServiceProvider.GetRequiredService<LedgerWriter>()
            .WriteAsync(
                new Authorship(WithKey.Author, "For a test"),
                dryRun: false,
                draft =>
                {
                    for (var i = 0; i <= CoverageStatement.MaxArticles; i++)
                    {
                        var day = new DateOnly(2036, 1, 1).AddDays(i);
                        draft.AddReference(
                            new ArticleNoun(),
                            new ArticleInput(
                                $"{talks.Article}-{i:000}",
                                $"Article {talks.Article} {i}",
                                new DateBounds(day, day, DateBasis.Stated),
                                [new string('0', 64)]
                            )
                        );
                    }

                    return Task.CompletedTask;
                },
                Task.FromResult,
                CancellationToken.None
            );

        var answer = await app.GetAsync(Question(talks, "asOf=2036-12-31&days=365"));

        answer.GetProperty("more").GetBoolean().ShouldBeTrue();
        Slugs(talks, answer).ShouldBe(Enumerable.Range(1, CoverageStatement.MaxArticles).Reverse().Select(x => $"{x:000}"));
        answer.Text("words")!.ShouldStartWith("None of the newest 200 articles about Talks");
    }

    [Fact]
    public async Task Coverage_of_random_codings_is_what_the_articles_say_of_themselves()
    {
        var random = new Random(20260131);
        TestTalks[] both = [await TestTalks.NewAsync(app), await TestTalks.NewAsync(app)];
        var articles = Enumerable.Range(0, 9).Select(i => $"{both[0].Article}-{i}").ToArray();
        foreach (var article in articles)
        {
            var (first, length) = (random.Next(1, 20), random.Next(3) * random.Next(5));
            var day = length == 0 ? $"2038-05-{first:00}" : $"[2038-05-{first:00}..2038-05-{first + length:00}]";
            await both[0].AddAsync("articles", both[0].ArticleBody(article, day));
        }

        List<Guid> positions = [];
        List<long> revisions = [await app.HeadAsync()];
        for (var i = 0; i < 60; i++)
        {
            var talks = both[random.Next(2)];
            var place = new[] { ("article", (object?)articles[random.Next(articles.Length)]), ("paragraph", random.Next(1, 11)) };
            switch (random.Next(7))
            {
                case 0 when positions.Count > 0:
                    var gone = positions[random.Next(positions.Count)];
                    positions.Remove(gone);
                    (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{gone}/retraction", new { note = "Wrong" })).Expect(200);
                    break;
                case 1:
                    await talks.AddAsync("milestones", talks.MilestoneBody(members: place));
                    break;
                case 5:
                    var about = random.Next(3) switch
                    {
                        0 => """{"issues": ["$land"], "proposals": []}""",
                        1 => """{"issues": ["$border"], "proposals": []}""",
                        _ => """{"issues": [], "proposals": ["$proposal"]}""",
                    };
                    await talks.MeetAsync(talks.With(talks.MeetingBody(members: [.. place, ("name", $"Round {i}")]), about));
                    break;
                case 2 or 3:
                    await CodeAsync((string)place[0].Item2!, 1, 10);
                    break;
                case 4:
                    await CodeAsync((string)place[0].Item2!, random.Next(1, 5), random.Next(5, 11));
                    break;
                default:
                    var target = random.Next(3) switch
                    {
                        0 => """{"proposal": null, "issue": "$land"}""",
                        1 => """{"proposal": null, "issue": "$border"}""",
                        _ => "{}",
                    };
                    positions.Add(await talks.RecordAsync(talks.With(talks.PositionBody("OPEN", null, place), target)));
                    break;
            }

            revisions.Add(await app.HeadAsync());
        }

        var known = new Dictionary<(string, long), JsonElement>();
        var states = new HashSet<string>();
        for (var i = 0; i < 60; i++)
        {
            var (talks, revision) = (both[random.Next(2)], revisions[random.Next(revisions.Count)]);
            var (asOf, days) = (new DateOnly(2038, 5, random.Next(1, 31)), random.Next(1, 30));
            var issue = new[] { null, talks.Land, talks.Border }[random.Next(3)];
            List<(JsonElement Article, string Line)> expected = [];
            foreach (var slug in articles)
            {
                if (!known.TryGetValue((slug, revision), out var page))
                {
                    known[(slug, revision)] = page = await app.GetAsync($"/api/v1/articles/{slug}?knownAt={revision}");
                }

                if (Expected(page, talks, issue, asOf, days) is { } line)
                {
                    expected.Add((page.GetProperty("article"), line));
                }
            }

            var question = Question(
                talks,
                $"asOf={asOf:yyyy-MM-dd}&days={days}&knownAt={revision}{(issue is null ? "" : $"&issue={issue}")}"
            );
            var answer = await app.GetAsync(question);

            Lines(answer)
                .ShouldBe(
                    expected
                        .OrderByDescending(x => x.Article.GetProperty("publishedOn").Text("latest"))
                        .ThenBy(x => x.Article.Text("slug"), StringComparer.Ordinal)
                        .Select(x => x.Line),
                    question
                );
            answer
                .Text("coverage")
                .ShouldBe(
                    expected.All(x => x.Line.Contains(" 0/10 ", StringComparison.Ordinal)) ? "NONE_READ"
                        : expected.All(x => x.Line.Contains(" 10/10 ", StringComparison.Ordinal)) ? "READ"
                        : "PARTLY_READ",
                    question
                );
            states.Add(answer.Text("coverage")!);
        }

        states.Count.ShouldBe(3);
    }

    /// <summary>What the page of an article says of it; null if it does not count.</summary>
    private static string? Expected(JsonElement page, TestTalks talks, string? issue, DateOnly asOf, int days)
    {
        var published = DateOnly.Parse(page.GetProperty("article").GetProperty("publishedOn").Text("latest")!, null);
        var paragraphs = page.GetProperty("paragraphs").EnumerateArray().ToList();
        var records = paragraphs
            .SelectMany(x => Kinds.SelectMany(kind => x.GetProperty(kind).EnumerateArray()))
            .DistinctBy(x => x.Text("id"))
            .Select(Target)
            .ToList();
        string[] own = [talks.Land, talks.Border, talks.Proposal];
        string[] onIssue = issue == talks.Border ? [talks.Border, talks.Proposal] : own;
        return published <= asOf && published >= asOf.AddDays(-days) && (records.Count == 0 || records.Intersect(own).Any())
            ? $"{page.GetProperty("article").Text("slug")} "
                + $"{paragraphs.Count(x => x.GetProperty("examined").GetBoolean())}/{paragraphs.Count} "
                + $"{records.Count(x => onIssue.Contains(x))}"
            : null;
    }

    /// <summary>What a position or a milestone is about, or the one thing that a meeting is.</summary>
    private static string Target(JsonElement record) =>
        record.TryGetProperty("target", out var target) ? target.Text("slug")!
        : record.TryGetProperty("issues", out var issues)
            ? issues.EnumerateArray().Concat(record.GetProperty("proposals").EnumerateArray()).Single().Text("slug")!
        : record.Slug("proposal")!;

    private static IEnumerable<string> Lines(JsonElement answer) =>
        answer
            .GetProperty("articles")
            .EnumerateArray()
            .Select(x => $"{x.Slug("article")} {x.GetProperty("accountedFor")}/{x.GetProperty("paragraphs")} {x.GetProperty("records")}");

    private static IEnumerable<string> Slugs(TestTalks talks, JsonElement answer) =>
        answer.GetProperty("articles").EnumerateArray().Select(x => x.Slug("article")!.Replace($"{talks.Article}-", ""));

    /// <summary><c>READ: a 10/10 1</c>: the coverage, and of each article how much is accounted for, and its records.</summary>
    private async Task<string> AtAsync(TestTalks talks, string query)
    {
        var answer = await app.GetAsync(Question(talks, query));
        var lines = string.Join(", ", Lines(answer)).Replace($"{talks.Article}-", "", StringComparison.Ordinal);
        return $"{answer.Text("coverage")}{(lines.Length == 0 ? "" : $": {lines}")}";
    }

    private static string Question(TestTalks talks, string query) => $"/api/v1/processes/{talks.Process}/coverage?{talks.Fill(query)}";

    /// <summary>A remark on each of the paragraphs.</summary>
    private async Task CodeAsync(string article, int first, int last) =>
        (
            await app.PostAsync(
                $"/api/v1/articles/{article}/coding",
                new
                {
                    remarks = Enumerable
                        .Range(first, last - first + 1)
                        .Select(paragraph => new
                        {
                            paragraph,
                            kind = "CONTEXT",
                            text = "Background",
                        }),
                }
            )
        ).Expect(201);
}
