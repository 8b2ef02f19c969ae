using System.Text.Json;

namespace PeaceTalks.ApiTests.Ledger;

/// <summary>What all lists have alike.</summary>
public sealed class ListTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string Pinned = "knownAt=1";

    /// <summary>Every list there is, of the data set.</summary>
    public static TheoryData<string> Paths =>
        [
            "processes",
            "parties",
            "speakers",
            "issues",
            "proposals",
            "articles",
            "positions",
            "milestones",
            "meetings",
            "remarks",
            "held-positions",
            "diffs?from=2025-12-01&to=2026-01-31",
            "events?from=2025-12-01&to=2026-01-31",
            "comparisons?left=ukraine&right=russia",
            "issues/donbas-territory/timeline?includeSubIssues=true",
            "parties/ukraine/timeline",
            "parties/united-states/moods",
            "processes/russia-ukraine-2025/timeline",
            "processes/russia-ukraine-2025/days?from=2025-10-31&to=2026-01-31",
        ];

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task All_pages_together_give_every_item_once_and_in_the_order_of_one_page(string path)
    {
        path = $"/api/v1/{path}{(path.Contains('?') ? "&" : "?")}{Pinned}";
        var whole = (await app.AllPagesAsync(path, 200)).Items;

        var (items, pages) = await app.AllPagesAsync(path, 3);

        items.Select(x => x.GetRawText()).ShouldBe(whole.Select(x => x.GetRawText()));
        items.Select(x => x.GetRawText()).ShouldBeUnique();
        pages.ShouldBe(Math.Max(1, (whole.Count + 2) / 3));
        if (!path.Contains("/processes?", StringComparison.Ordinal) && !path.Contains("/meetings?", StringComparison.Ordinal))
        {
            pages.ShouldBeGreaterThan(1);
        }
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task A_cursor_is_for_its_own_list_and_filters_alone(string path)
    {
        var parts = $"/api/v1/{path}".Split('?');
        var (address, filters) = (parts[0], parts.Length > 1 ? $"{parts[1]}&" : "");
        var foreign = (await app.GetAsync("/api/v1/positions?limit=1&stance=OPPOSES")).Text("nextCursor");

        var other = await app.SendAsync(HttpMethod.Get, $"{address}?{filters}cursor={foreign}");
        var none = await app.SendAsync(HttpMethod.Get, $"{address}?{filters}cursor=abc");

        other.Expect(400);
        other.ErrorAt("cursor").ShouldContain("other filters");
        none.Expect(400);
        none.ErrorAt("cursor").ShouldContain("is not a cursor");
    }

    [Theory]
    [InlineData("parties?kind=STATE", "parties?kind=GROUP")]
    [InlineData("positions?party=ukraine", "positions?party=russia")]
    [InlineData("positions", "positions?sort=statedOn")]
    [InlineData("positions?asOf=2026-01-31", "positions?asOf=2026-01-30")]
    [InlineData("held-positions", "held-positions?certainty=POSSIBLE")]
    [InlineData("diffs?from=2025-12-01&to=2026-01-31", "diffs?from=2025-12-02&to=2026-01-31")]
    [InlineData("comparisons?left=ukraine&right=russia", "comparisons?left=russia&right=ukraine")]
    [InlineData("remarks", "remarks?kind=CONTEXT")]
    public async Task A_cursor_of_other_filters_is_refused(string path, string other)
    {
        var cursor = (await app.GetAsync($"/api/v1/{path}{(path.Contains('?') ? "&" : "?")}limit=1")).Text("nextCursor").ShouldNotBeNull();

        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/{other}{(other.Contains('?') ? "&" : "?")}limit=1&cursor={cursor}");

        answer.Expect(400);
        answer.ErrorAt("cursor").ShouldContain("belongs to");
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Parameters_that_are_none_are_refused_with_their_names(string path)
    {
        var address = $"/api/v1/{path}{(path.Contains('?') ? "&" : "?")}";

        var unknown = await app.SendAsync(HttpMethod.Get, $"{address}colour=red");
        var limits = await Task.WhenAll(
            new[] { "0", "201", "-1", "many", "" }.Select(x => app.SendAsync(HttpMethod.Get, $"{address}limit={x}"))
        );
        var twice = await app.SendAsync(HttpMethod.Get, $"{address}limit=1&limit=2");

        unknown.Expect(400);
        unknown.ErrorAt("colour").ShouldContain("unknown");
        limits.ShouldAllBe(x => x.Status == 400 && x.ErrorAt("limit").Length > 0);
        twice.Expect(400);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task An_answer_links_to_itself_with_its_day_and_revision_filled_in(string path)
    {
        var answer = await app.GetAsync($"/api/v1/{path}");

        var self = answer.GetProperty("links").Text("self")!;
        self.ShouldContain("knownAt=1");
        self.StartsWith($"/api/v1/{path.Split('?')[0]}?", StringComparison.Ordinal).ShouldBeTrue();
        var again = await app.GetAsync(self);
        again.GetRawText().ShouldBe(answer.GetRawText());
    }

    [Theory]
    [InlineData("parties?memberOf=", "europ", "memberOf")]
    [InlineData("speakers?party=", "ukrane", "party")]
    [InlineData("issues?process=", "russia-ukraine-2026", "process")]
    [InlineData("issues?parent=", "donbas-teritory", "parent")]
    [InlineData("issues/tree?process=", "russia-ukraine-2026", "process")]
    [InlineData("proposals?process=", "russia-ukraine-2026", "process")]
    [InlineData("proposals?issue=", "donbas-teritory", "issue")]
    [InlineData("proposals?sponsor=", "ukrane", "sponsor")]
    [InlineData("articles?rewriteOf=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "rewriteOf")]
    [InlineData("positions?process=", "russia-ukraine-2026", "process")]
    [InlineData("positions?party=", "ukrane", "party")]
    [InlineData("positions?issue=", "donbas-teritory", "issue")]
    [InlineData("positions?proposal=", "mutual-pullback-donezk", "proposal")]
    [InlineData("positions?assertedBy=", "ukrane", "assertedBy")]
    [InlineData("positions?speaker=", "zelenskiy", "speaker")]
    [InlineData("positions?article=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "article")]
    [InlineData("milestones?process=", "russia-ukraine-2026", "process")]
    [InlineData("milestones?issue=", "donbas-teritory", "issue")]
    [InlineData("milestones?proposal=", "mutual-pullback-donezk", "proposal")]
    [InlineData("milestones?by=", "ukrane", "by")]
    [InlineData("milestones?assertedBy=", "ukrane", "assertedBy")]
    [InlineData("milestones?article=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "article")]
    [InlineData("meetings?process=", "russia-ukraine-2026", "process")]
    [InlineData("meetings?party=", "ukrane", "party")]
    [InlineData("meetings?speaker=", "zelenskiy", "speaker")]
    [InlineData("meetings?issue=", "donbas-teritory", "issue")]
    [InlineData("meetings?proposal=", "mutual-pullback-donezk", "proposal")]
    [InlineData("meetings?article=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "article")]
    [InlineData("remarks?article=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "article")]
    [InlineData("remarks?party=", "ukrane", "party")]
    [InlineData("remarks?speaker=", "zelenskiy", "speaker")]
    [InlineData("held-positions?party=", "ukrane", "party")]
    [InlineData("held-positions?article=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "article")]
    [InlineData("held-positions?without=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "without")]
    [InlineData("matrix?without=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "without")]
    [InlineData("comparisons?left=ukraine&right=russia&without=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "without")]
    [InlineData("diffs/summary?from=2025-12-01&without=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "without")]
    [InlineData("parties/ukraine/timeline?without=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "without")]
    [InlineData("diffs?from=2025-12-01&to=2026-01-31&party=", "ukrane", "party")]
    [InlineData("diffs?from=2025-12-01&to=2026-01-31&article=", "reuters-2026-01-07-zelenskiy-seeks-trump-meting", "article")]
    [InlineData("issues/donbas-territory/timeline?party=", "ukrane", "party")]
    [InlineData("parties/ukraine/timeline?issue=", "donbas-teritory", "issue")]
    public async Task A_filter_that_names_what_is_not_there_is_told_what_was_meant(string path, string slug, string parameter)
    {
        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/{path}{slug}");

        answer.Expect(422).Text("type").ShouldBe("/problems/unknown-reference");
        answer.ErrorAt(parameter).ShouldContain($"'{slug}'");
        answer.ErrorAt(parameter).ShouldContain("did you mean");
        answer.ErrorAt(parameter).ShouldContain("See /api/v1/");
    }

    [Theory]
    [InlineData("processes/russia-ukraine-2026")]
    [InlineData("parties/ukrane")]
    [InlineData("speakers/zelenskiy")]
    [InlineData("issues/donbas-teritory")]
    [InlineData("issues/donbas-teritory/timeline")]
    [InlineData("parties/ukrane/moods")]
    [InlineData("parties/ukrane/timeline")]
    [InlineData("processes/russia-ukraine-2026/timeline")]
    [InlineData("proposals/mutual-pullback-donezk")]
    [InlineData("articles/reuters-2026-01-07-zelenskiy-seeks-trump-meting")]
    public async Task An_address_of_what_is_not_there_says_what_was_meant(string path)
    {
        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/{path}");

        answer.Expect(404).Text("detail")!.ShouldContain("did you mean");
    }

    [Theory]
    [InlineData("positions")]
    [InlineData("milestones")]
    [InlineData("meetings")]
    [InlineData("remarks")]
    public async Task A_record_that_is_not_there_is_not_found(string noun)
    {
        var missing = Guid.CreateVersion7();

        (await app.SendAsync(HttpMethod.Get, $"/api/v1/{noun}/{missing}")).Expect(404);
        var known = (await app.GetAsync($"/api/v1/{noun}?limit=1")).Items().Single().Text("id");
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/{noun}/{known}")).Expect(200);
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/{noun}/{known}?knownAt=0")).Expect(404);
        if (noun != "remarks")
        {
            var write = new { note = "Test" };
            (await app.SendAsync(HttpMethod.Post, $"/api/v1/{noun}/{missing}/retraction", write)).Expect(404);
            (
                await app.PostAsync(
                    $"/api/v1/{noun}/{missing}/citations",
                    new { article = "reuters-2026-01-07-zelenskiy-seeks-trump-meeting", paragraph = 1 }
                )
            ).Expect(404);
        }
    }

    [Theory]
    [InlineData("processes/russia-ukraine-2025")]
    [InlineData("parties/ukraine")]
    [InlineData("speakers/zelensky")]
    [InlineData("issues/donbas-territory")]
    [InlineData("proposals/mutual-pullback-donetsk")]
    [InlineData("articles/reuters-2026-01-07-zelenskiy-seeks-trump-meeting")]
    public async Task A_reference_item_has_its_version_in_its_tag_and_was_not_there_before_it_was_recorded(string path)
    {
        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/{path}");

        answer.Expect(200);
        answer.ETag.ShouldNotBeNull().ShouldEndWith(".1\"");
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/{path}?knownAt=0")).Expect(404);
    }

    [Theory]
    [InlineData("held-positions?asOf=9999-12-31")]
    [InlineData("held-positions?asOf=0001-01-01")]
    [InlineData("held-positions?asOf=0001-01-01&certainty=POSSIBLE")]
    [InlineData("positions?asOf=9999-12-31")]
    [InlineData("positions?statedFrom=0001-01-01&statedTo=9999-12-31")]
    [InlineData("diffs?from=0001-01-01&to=9999-12-31")]
    [InlineData("milestones?asOf=0001-01-01")]
    [InlineData("meetings?asOf=9999-12-31")]
    [InlineData("meetings?heldFrom=0001-01-01&heldTo=9999-12-31")]
    [InlineData("processes/russia-ukraine-2025/timeline?from=0001-01-01&to=9999-12-31")]
    [InlineData("processes/russia-ukraine-2025/days?from=0001-01-01&to=9999-12-31")]
    [InlineData("parties/ukraine/timeline?asOf=9999-12-31")]
    [InlineData("parties/ukraine/timeline?asOf=0001-01-01")]
    [InlineData("parties/united-states/moods?from=0001-01-01&to=9999-12-31")]
    [InlineData("parties/united-states/moods?asOf=0001-01-01")]
    public async Task The_first_and_the_last_day_of_the_calendar_are_days(string path)
    {
        var answer = await app.GetAsync($"/api/v1/{path}");

        answer.GetProperty("items").ValueKind.ShouldBe(JsonValueKind.Array);
        if (path.Contains("9999", StringComparison.Ordinal))
        {
            answer.GetProperty("items").GetArrayLength().ShouldBeGreaterThan(0);
        }
    }
}
