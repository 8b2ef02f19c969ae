namespace PeaceTalks.ApiTests.Ledger.ReferenceData;

/// <summary>Proposals and parties that would contain themselves, by way of others.</summary>
public sealed class CircleTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [Breaks(By.Api, "packages_have_no_cycle", "proposal_revisions_have_no_cycle")]
    [InlineData("PART_OF", "part of itself")]
    [InlineData("REVISION_OF", "revision of itself")]
    public async Task Proposals_are_not_part_or_revision_of_each_other_in_a_circle(string type, string said)
    {
        var talks = await TestTalks.NewAsync(app);
        var (middle, last) = ($"{talks.Proposal}-middle", $"{talks.Proposal}-last");
        await talks.AddAsync("proposals", Related(talks, middle, (type, talks.Proposal)));
        await talks.AddAsync("proposals", Related(talks, last, ("COUNTER_TO", talks.Proposal), (type, middle)));
        var head = await app.HeadAsync();

        foreach (var dryRun in new[] { "", "?dryRun=true" })
        {
            var answer = await app.PutAsync(
                $"/api/v1/proposals/{talks.Proposal}{dryRun}",
                Related(talks, talks.Proposal, (type, last)),
                "\"1\""
            );

            answer.Expect(422);
            answer.ErrorAt("/item/relations").ShouldContain(said);
        }

        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task Proposals_may_answer_each_other_and_revise_what_they_are_part_of()
    {
        var talks = await TestTalks.NewAsync(app);
        var other = $"{talks.Proposal}-other";
        await talks.AddAsync("proposals", Related(talks, other, ("COUNTER_TO", talks.Proposal), ("PART_OF", talks.Proposal)));

        var answer = await app.PutAsync(
            $"/api/v1/proposals/{talks.Proposal}",
            Related(talks, talks.Proposal, ("COUNTER_TO", other), ("REVISION_OF", other)),
            "\"1\""
        );

        answer.Expect(200);
    }

    [Fact]
    [Breaks(By.Api, "memberships_have_no_cycle")]
    public async Task Parties_do_not_belong_to_each_other_in_a_circle()
    {
        var talks = await TestTalks.NewAsync(app);
        var group = $"{talks.North}-group";
        await talks.AddAsync("parties", Member(talks, group, talks.South));
        (await app.PutAsync($"/api/v1/parties/{talks.North}", Member(talks, talks.North, group, "LEAD"), "\"1\"")).Expect(200);

        var circle = await app.PutAsync($"/api/v1/parties/{talks.South}", Member(talks, talks.South, talks.North), "\"1\"");
        var guest = await app.PutAsync($"/api/v1/parties/{talks.South}", Member(talks, talks.South, talks.North, "OBSERVER"), "\"1\"");

        circle.Expect(422);
        circle.ErrorAt("/item/memberships").ShouldContain("a member of itself");
        guest.Expect(200);
    }

    [Fact]
    public async Task Two_writers_at_once_make_no_circle()
    {
        var talks = await TestTalks.NewAsync(app);

        var parties = await Task.WhenAll(
            app.PutAsync($"/api/v1/parties/{talks.North}", Member(talks, talks.North, talks.South), "\"1\""),
            app.PutAsync($"/api/v1/parties/{talks.South}", Member(talks, talks.South, talks.North), "\"1\"")
        );

        parties.Select(x => x.Status).Order().ShouldBe([200, 422]);
    }

    /// <summary>Both at once, as a data set can, and for the last of them.</summary>
    [Theory]
    [Breaks(By.Sql, "packages_have_no_cycle", "proposal_revisions_have_no_cycle", "memberships_have_no_cycle")]
    [InlineData("packages_have_no_cycle", "proposal", "relations", "proposal", "PART_OF")]
    [InlineData("proposal_revisions_have_no_cycle", "proposal", "relations", "proposal", "REVISION_OF")]
    [InlineData("memberships_have_no_cycle", "party", "memberships", "group", "MEMBER")]
    public async Task The_database_refuses_a_circle_when_it_is_committed(
        string constraint,
        string noun,
        string column,
        string member,
        string type
    )
    {
        var talks = await TestTalks.NewAsync(app);
        var other = $"{talks.Proposal}-other";
        await talks.AddAsync("proposals", Related(talks, other));
        var (one, two) = noun == "party" ? (talks.North, talks.South) : (talks.Proposal, other);
        var kind = noun == "party" ? "role" : "type";

        await app.ShouldBreakAsync(
            constraint,
            async sql =>
            {
                foreach (var (from, to) in new[] { (one, two), (two, one) })
                {
                    await sql.ExecuteAsync($"UPDATE {noun}_version SET superseded_in = {sql.Revision} WHERE slug = '{from}'");
                    await sql.CopyAsync(
                        $"{noun}_version",
                        $"slug = '{from}'",
                        $$"""{"version": 2, "superseded_in": null, "{{column}}": [{"{{kind}}": "{{type}}", "{{member}}": "{{to}}"}]}"""
                    );
                }
            }
        );
    }

    private static Dictionary<string, object?> Related(TestTalks talks, string slug, params (string Type, string Proposal)[] relations) =>
        talks.With(
            new
            {
                slug,
                process = talks.Process,
                name = "A pull-back",
                summary = "Both sides pull back.",
                kind = "OFFER",
                disclosure = "SUMMARISED",
                issues = new[] { talks.Border },
                relations = relations.Select(x => new { type = x.Type, proposal = x.Proposal }),
            },
            "{}"
        );

    private static Dictionary<string, object?> Member(TestTalks talks, string slug, string group, string role = "MEMBER") =>
        talks.With(
            talks.PartyBody(slug, slug == talks.South ? "South" : "North"),
            $$"""{"memberships": [{"group": "{{group}}", "role": "{{role}}"}]}"""
        );
}
