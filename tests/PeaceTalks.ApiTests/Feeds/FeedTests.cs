using System.Net;
using System.Xml.Linq;
using static PeaceTalks.ApiTests.Feeds.AtomRules;

namespace PeaceTalks.ApiTests.Feeds;

public sealed class FeedTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Positions_that_were_added_corrected_or_retracted_are_entries_newest_first()
    {
        var talks = await TestTalks.NewAsync(app);
        var first = await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-01"));
        var second = await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-02"));
        await talks.AddAsync("milestones", talks.MilestoneBody());
        (await app.PostAsync($"/api/v1/positions/{second}/citations", new { article = talks.Article, paragraph = 9 })).Expect(201);
        var third = (await app.PostAsync($"/api/v1/positions/{second}/correction", talks.PositionBody("OPEN", "2026-03-02")))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{third}/retraction", new { note = "Misread" })).Expect(200);

        var feed = await FeedAsync(talks);

        var entries = Entries(feed);
        entries
            .Select(x => (Category(x), Alternate(x).Split('/')[^1].Split('?')[0]))
            .ShouldBe([("MOVED_AWAY", $"{third}"), ("MOVED_AWAY", $"{third}"), ("REVERSED", $"{second}"), ("APPEARED", $"{first}")]);
        entries
            .Select(x => x.Element(Atom + "title")!.Value.Split(": ", 2)[1])
            .ShouldBe([
                "retracted: open (article's own voice)",
                "corrected: supports -> open (article's own voice)",
                "opposes -> supports (article's own voice)",
                "first known: opposes (article's own voice)",
            ]);
        entries[0].Element(Atom + "author")!.Value.ShouldBe(WithKey.Author);
        Text(entries[0]).ShouldContain($"{WithKey.Author}: Misread");
    }

    [Fact]
    public async Task States_of_meetings_are_entries_too_and_are_chosen_by_who_takes_part_and_what_they_are_about()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-01"));
        var meeting = await talks.MeetAsync(
            talks.MeetingBody(
                "ANNOUNCED",
                ("place", "Rome"),
                ("participants", new[] { new { party = talks.South } }),
                ("statedOn", new { edtf = "2026-03-02", basis = "STATED" })
            )
        );
        var state = (await app.PostAsync("/api/v1/meetings", talks.MeetingBody(members: ("meeting", meeting))))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("states")[1]
            .GetProperty("id")
            .GetGuid();
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/meetings/{state}/retraction", new { note = "Misread" })).Expect(200);

        var entries = Entries(await FeedAsync(talks));

        entries
            .Select(x => Alternate(x).Split("/api/v1/")[1].Split('?')[0])
            .ShouldBe([$"meetings/{state}", $"meetings/{state}", $"meetings/{meeting}", $"positions/{position}"]);
        entries
            .Select(x => x.Element(Atom + "title")!.Value)
            .Take(3)
            .ShouldBe([
                "Talks at the border: retracted: held 2026-03-05, North (A speaker), South",
                "Talks at the border: held 2026-03-05, North (A speaker), South",
                "Talks at the border: announced for 2026-03-05, South",
            ]);
        Text(entries[2]).ShouldContain("Rome");
        Text(entries[2]).ShouldContain("About: A pull-back");
        Text(entries[2]).ShouldContain("The Test");
        Entries(await FeedAsync(talks, $"?party={talks.North}")).Count.ShouldBe(3);
        Entries(await FeedAsync(talks, $"?issue={talks.Border}")).Count.ShouldBe(4);
        Entries(await FeedAsync(talks, $"?issue={talks.Land}")).Count.ShouldBe(0);
    }

    [Fact]
    public async Task An_entry_says_what_it_was_what_it_is_and_on_what_evidence()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync(
            "articles",
            talks.With(talks.ArticleBody($"{talks.Article}-b", "2026-03-12"), """{"url": "https://news.example/b", "outlet": null}""")
        );
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03"));
        await talks.RecordAsync(
            talks.With(
                talks.PositionBody("CONDITIONAL", "2026-03-09"),
                """
                {"speaker": "$northSpeaker", "quote": "if they do", "article": "$article-b", "paragraph": 7,
                 "conditions": [{"kind": "RECIPROCAL", "key": "south-too", "text": "South does the same", "by": "$south"}], "terms": ["distance <= 40 km"]}
                """
            )
        );
        await talks.RecordAsync(talks.With(talks.PositionBody("NO_RESPONSE", "2026-03-10"), """{"paragraph": 3}"""));

        var entries = Entries(await FeedAsync(talks));

        var told = Text(entries[1]);
        told.ShouldContain("North on A pull-back (An issue)");
        told.ShouldContain("Was: opposes. North: OPPOSES");
        told.ShouldContain("In the article's own voice, 2026-03 (stated): The Test, Title of");
        told.ShouldContain("2026-03-10 (stated), paragraph 1");
        told.ShouldContain(
            "Is: conditional. North: CONDITIONAL distance: at most 40 km if South does the same According to A speaker, for North, 2026-03-09 (stated): Unnamed outlet,"
        );
        told.ShouldContain("paragraph 7: if they do");
        Html(entries[1]).Descendants("a").Single().Attribute("href")!.Value.ShouldBe("https://news.example/b");
        Category(entries[0]).ShouldBe("WENT_SILENT");
        Text(entries[0]).ShouldContain("Since then did not respond, 2026-03-10 (stated): The Test");
    }

    [Fact]
    public async Task A_record_that_is_older_than_what_is_held_is_told_beside_it()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-05"));
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-01"));

        var late = Entries(await FeedAsync(talks))[0];

        Category(late).ShouldBeNull();
        Text(late).ShouldContain("Was: supports.");
        Text(late).ShouldContain("Is: supports.");
        Text(late).ShouldContain("Recorded: opposes. North: OPPOSES");
    }

    [Fact]
    public async Task Parties_and_issues_choose_among_the_entries()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordFourAsync();

        async Task<string> SaidAsync(string query) =>
            string.Concat(Entries(await FeedAsync(talks, query)).Select(x => Text(x).Split("Is: ")[1].Split(". ")[1][0]));

        (await SaidAsync("")).ShouldBe("dcba");
        (await SaidAsync($"?party={talks.South}")).ShouldBe("db");
        (await SaidAsync($"?party={talks.South}&party={talks.North}")).ShouldBe("dcba");
        (await SaidAsync($"?issue={talks.Land}")).ShouldBe("c");
        (await SaidAsync($"?issue={talks.Land}&includeSubIssues=true")).ShouldBe("dcba");
        (await SaidAsync($"?issue={talks.Border}&party={talks.North}")).ShouldBe("a");
        (await FeedAsync(talks, $"?party={talks.South}&issue={talks.Land}"))
            .Root!.Element(Atom + "title")!
            .Value.ShouldBe("Positions in Talks, South, An issue");
        Entries(await FeedAsync(await TestTalks.NewAsync(app))).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_said_again_is_left_out_unless_you_ask_for_it()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-01"));
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-02", ("summary", "In other words")));
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-02", ("summary", "In other words"), ("paragraph", 2)));
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-03"));
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-02-27"));
        await talks.MeetAsync(talks.MeetingBody("ANNOUNCED", ("statedOn", new { edtf = "2026-03-04", basis = "STATED" })));

        (await ToldAsync("")).ShouldBe(["", "", "MOVED REVERSED", "FIRST_REPORTED APPEARED"]);
        (await ToldAsync("?change=SAID_AGAIN")).ShouldBe(["SAID_AGAIN", "SAID_AGAIN RESTATED"]);
        (await ToldAsync("?change=MOVED&change=FIRST_REPORTED")).ShouldBe(["MOVED REVERSED", "FIRST_REPORTED APPEARED"]);
        (await ToldAsync("?change=SAID_AGAIN&limit=1")).ShouldBe(["SAID_AGAIN"]);

        async Task<List<string>> ToldAsync(string query) =>
            [.. Entries(await FeedAsync(talks, query)).Select(x => string.Join(' ', Categories(x)))];
    }

    [Fact]
    public async Task A_correction_that_moves_a_record_is_in_the_feeds_of_both_parties_as_one_entry()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        (await app.PostAsync($"/api/v1/positions/{position}/correction", talks.PositionBody(members: [("party", talks.South)]))).Expect(
            201
        );

        var north = Entries(await FeedAsync(talks, $"?party={talks.North}"))[0];
        var south = Entries(await FeedAsync(talks, $"?party={talks.South}"))[0];

        north.ToString().ShouldBe(south.ToString());
        north.Element(Atom + "title")!.Value.ShouldContain("was recorded of North");
        Entries(await FeedAsync(talks)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_follow_by_their_links_and_have_each_entry_once(int limit)
    {
        (await ShouldFollowAsync(limit, "change=MOVED&change=FIRST_REPORTED&change=SAID_AGAIN")).ShouldBe(7);
        (await ShouldFollowAsync(limit, "includeSubIssues=false")).ShouldBe(3);
    }

    /// <returns>How many entries there are.</returns>
    private async Task<int> ShouldFollowAsync(int limit, string query)
    {
        var talks = await TestTalks.NewAsync(app);
        (
            await app.PostAsync(
                $"/api/v1/articles/{talks.Article}/coding",
                new { positions = Enumerable.Range(1, 5).Select(day => talks.PositionBody("OPEN", $"2026-03-0{day}")) }
            )
        ).Expect(201);
        await talks.RecordAsync(talks.PositionBody());
        await talks.RecordAsync(talks.PositionBody("OPEN"));
        var whole = Entries(await FeedAsync(talks, $"?{query}")).Select(x => x.ToString()).ToList();

        List<string> paged = [];
        var ids = new HashSet<string>();
        for (var address = $"/api/v1/processes/{talks.Process}/feed?{query}&limit={limit}"; address is not null; )
        {
            var page = Checked(await app.GetTextAsync(address, "application/atom+xml"));
            Entries(page).Count.ShouldBeLessThanOrEqualTo(limit);
            paged.AddRange(Entries(page).Select(x => x.ToString()));
            ids.Add(page.Root!.Element(Atom + "id")!.Value);
            address = Link(page.Root, "next") is { } next ? new Uri(next).PathAndQuery : null;
        }

        paged.ShouldBe(whole);
        ids.Count.ShouldBe(1);
        return whole.Count;
    }

    [Fact]
    public async Task What_people_wrote_breaks_neither_the_feed_nor_who_reads_it()
    {
        const string Hostile = "<script>alert(1)</script> & \"]]>\" &amp; 😀 <!-- ";
        var talks = await TestTalks.NewAsync(app);
        (await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, Hostile), "\"1\"")).Expect(200);
        (
            await app.PutAsync(
                $"/api/v1/articles/{talks.Article}",
                new Dictionary<string, object?>(talks.With(talks.ArticleBody(talks.Article, "2026-03-10"), "{}"))
                {
                    ["title"] = Hostile,
                    ["outlet"] = Hostile,
                    ["url"] = "https://news.example/?a=1&b=\"'<>",
                },
                "\"1\""
            )
        ).Expect(200);
        await app.SendAsync(
            HttpMethod.Post,
            "/api/v1/positions",
            new
            {
                note = Hostile + "\r\n" + Hostile,
                item = talks.PositionBody(members: [("summary", Hostile), ("quote", Hostile), ("speaker", talks.NorthSpeaker)]),
            },
            key: await app.KeyAsync("ANALYST", Hostile)
        );

        var entry = Entries(await FeedAsync(talks)).ShouldHaveSingleItem();

        entry.Element(Atom + "title")!.Value.ShouldContain("<script>alert(1)</script> & \"]]>\" &amp; 😀");
        entry.Element(Atom + "author")!.Value.ShouldContain("😀");
        Html(entry).Descendants("q").Single().Value.ShouldBe(Hostile);
        Html(entry).Descendants("script").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_entry_reads_the_same_for_ever_and_an_unchanged_feed_byte_for_byte()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-01"));
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-02"));
        var address = $"/api/v1/processes/{talks.Process}/feed?limit=1";
        var bytes = await app.GetTextAsync(address, "application/atom+xml");
        var before = Entries(await FeedAsync(talks)).Select(x => x.ToString()).ToList();

        await talks.AddAsync(
            "remarks",
            new
            {
                article = talks.Article,
                paragraph = 4,
                kind = "MOOD",
                text = "Gloomy",
            }
        );
        var again = await app.GetTextAsync(address, "application/atom+xml");
        (await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, "Renamed"), "\"1\"")).Expect(200);
        (await app.PostAsync($"/api/v1/positions/{position}/citations", new { article = talks.Article, paragraph = 9 })).Expect(201);
        (await app.PostAsync($"/api/v1/positions/{position}/correction", talks.PositionBody("OPEN"))).Expect(201);

        again.ShouldBe(bytes);
        var after = Entries(await FeedAsync(talks)).Select(x => x.ToString()).ToList();
        after.Skip(1).ShouldBe(before);
        after[0].ShouldContain("Renamed");
    }

    [Fact]
    public async Task Addresses_are_whole_and_begin_with_the_public_base_where_it_is_set()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        await talks.RecordAsync(talks.PositionBody("OPEN"));
        await using var behindProxy = app.Start(("PublicBaseUrl", "https://talks.example/base/"));
        using var client = behindProxy.CreateClient();
        var address = $"/api/v1/processes/{talks.Process}/feed?limit=1&party={talks.North}";

        var here = Checked(await app.GetTextAsync(address, "application/atom+xml"));
        var there = Checked(await client.GetStringAsync(address));

        Link(here.Root!, "self").ShouldBe($"http://localhost{address}");
        Link(there.Root!, "self").ShouldBe($"https://talks.example/base{address}");
        Link(there.Root!, "next")!.ShouldStartWith($"https://talks.example/base{address}&cursor=");
        Alternate(Entries(there)[0]).ShouldStartWith("https://talks.example/base/api/v1/positions/");
        var record = await app.GetAsync(new Uri(Alternate(Entries(await FeedAsync(talks))[1])).PathAndQuery);
        record.GetProperty("item").GetProperty("id").GetGuid().ShouldBe(position);
        Entries(here)[0].Element(Atom + "id")!.Value.ShouldBe(Entries(there)[0].Element(Atom + "id")!.Value);
    }

    [Fact]
    public async Task What_is_not_there_is_said_as_elsewhere()
    {
        var talks = await TestTalks.NewAsync(app);
        var feed = $"/api/v1/processes/{talks.Process}/feed";

        (await AskAsync("/api/v1/processes/nowhere/feed")).ShouldBe(HttpStatusCode.NotFound);
        (await AskAsync($"{feed}?party=nobody")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await AskAsync($"{feed}?issue=nothing")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await AskAsync($"{feed}?cursor=x")).ShouldBe(HttpStatusCode.BadRequest);
        (await AskAsync($"{feed}?limit=201")).ShouldBe(HttpStatusCode.BadRequest);
        (await AskAsync($"{feed}?knownAt=1")).ShouldBe(HttpStatusCode.BadRequest);
        (await AskAsync(feed, "application/json")).ShouldBe(HttpStatusCode.NotAcceptable);
        (await AskAsync(feed, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<HttpStatusCode> AskAsync(string path, string accept = "application/atom+xml")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        using var response = await app.Client.SendAsync(request);
        return response.StatusCode;
    }

    private async Task<XDocument> FeedAsync(TestTalks talks, string query = "") =>
        Checked(await app.GetTextAsync($"/api/v1/processes/{talks.Process}/feed{query}", "application/atom+xml"));

    private static XDocument Checked(string text)
    {
        var feed = XDocument.Parse(text);
        Breaks(feed).ShouldBeEmpty();
        return feed;
    }

    private static List<XElement> Entries(XDocument feed) => [.. feed.Root!.Elements(Atom + "entry")];

    /// <summary>The kind of the change. Null where there is none.</summary>
    private static string? Category(XElement entry) => Categories(entry) is [_, var kind] ? kind : null;

    private static List<string> Categories(XElement entry) =>
        [.. entry.Elements(Atom + "category").Select(x => (string)x.Attribute("term")!)];

    private static string Alternate(XElement entry) => Link(entry, "alternate")!;

    private static string? Link(XElement of, string relation) =>
        (string?)of.Elements(Atom + "link").SingleOrDefault(x => (string?)x.Attribute("rel") == relation)?.Attribute("href");

    private static XElement Html(XElement entry) => XElement.Parse($"<div>{entry.Element(Atom + "content")!.Value}</div>");

    /// <summary>As a reader shows it, on one line.</summary>
    private static string Text(XElement entry) =>
        string.Join(' ', Html(entry).Descendants().Where(x => x.Name == "p" || x.Name == "li").Select(x => x.Value));
}
