namespace PeaceTalks.ApiTests.Proposals;

public sealed class ProposalsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("", "demand", "pullback")]
    [InlineData("&issue=$border", "pullback")]
    [InlineData("&issue=$land", "demand")]
    [InlineData("&issue=$land&includeSubIssues=true", "demand", "pullback")]
    [InlineData("&issue=$land&issue=$border", "demand", "pullback")]
    [InlineData("&sponsor=$north", "pullback")]
    [InlineData("&sponsor=$south", "demand")]
    [InlineData("&kind=DEMAND", "demand")]
    [InlineData("&kind=OFFER", "pullback")]
    [InlineData("&kind=OFFER&kind=DEMAND", "demand", "pullback")]
    [InlineData("&disclosure=LEAKED", "demand")]
    [InlineData("&disclosure=SUMMARISED", "pullback")]
    [InlineData("&disclosure=PUBLISHED")]
    public async Task Filters_choose_proposals(string filter, params string[] expected)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("proposals", Demand(talks));
        await TestTalks.NewAsync(app);

        var found = await app.GetAsync($"/api/v1/proposals?process={talks.Process}{talks.Fill(filter)}");

        found.Each("slug").Select(x => x.Split('-')[0]).ShouldBe(expected);
    }

    [Fact]
    public async Task A_proposal_shows_what_it_relates_to_what_relates_to_it_and_what_parties_call_it()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync(
            "proposals",
            talks.With(
                Demand(talks),
                """
                {"relations": [{"type": "COUNTER_TO", "proposal": "$proposal", "source": {"article": "$article", "paragraph": 4, "assertedBy": "$south"}}],
                 "labels": [{"party": "$south", "label": "The fair deal", "source": {"article": "$article", "paragraph": 5, "quote": "the fair deal"}}]}
                """
            )
        );

        var demand = await app.GetAsync($"/api/v1/proposals/demand-{talks.Proposal}");
        var countered = await app.GetAsync($"/api/v1/proposals/{talks.Proposal}");

        demand.GetProperty("relations")[0].Slug("proposal").ShouldBe(talks.Proposal);
        demand.GetProperty("labels")[0].Text("label").ShouldBe("The fair deal");
        demand.GetProperty("labels")[0].GetProperty("source").Text("quote").ShouldBe("the fair deal");
        demand.GetProperty("sponsors")[0].Text("role").ShouldBe("DRAFTER");
        var from = countered.GetProperty("relatedFrom").EnumerateArray().ShouldHaveSingleItem();
        (from.Text("type"), from.Slug("proposal")).ShouldBe(("COUNTER_TO", $"demand-{talks.Proposal}"));
        from.GetProperty("source").GetProperty("article").Text("title").ShouldBe($"Title of {talks.Article}");
    }

    [Fact]
    public async Task A_proposal_shows_its_milestones_oldest_first_contradicting_ones_side_by_side()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (
            var (step, day) in new[] { ("REJECTED", "2026-03-05"), ("SUBMITTED", "2026-03-01"), ("AGREED_IN_PRINCIPLE", "2026-03-05") }
        )
        {
            await talks.AddAsync(
                "milestones",
                talks.MilestoneBody(step, ("happenedOn", new { edtf = day, basis = "STATED" }), ("by", talks.North))
            );
        }

        var proposal = await app.GetAsync($"/api/v1/proposals/{talks.Proposal}");

        var steps = proposal.GetProperty("milestones").EnumerateArray().ToList();
        steps.Select(x => x.Text("step")).ShouldBe(["SUBMITTED", "REJECTED", "AGREED_IN_PRINCIPLE"]);
        steps.ShouldAllBe(x => x.Slug("by") == talks.North);
        (await app.GetAsync($"/api/v1/proposals?process={talks.Process}"))
            .Items()
            .Single()
            .GetProperty("milestones")
            .GetArrayLength()
            .ShouldBe(3);
    }

    [Fact]
    public async Task A_proposal_that_comes_to_address_an_issue_brings_its_positions_there()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody());
        (await app.GetAsync($"/api/v1/held-positions?issue={talks.Land}")).Items().ShouldBeEmpty();

        var edited = await app.PutAsync(
            $"/api/v1/proposals/{talks.Proposal}",
            talks.ProposalBody(talks.Proposal, talks.Land, talks.Border),
            "\"1\""
        );

        edited.Expect(200).GetProperty("version").GetInt32().ShouldBe(2);
        var held = (await app.GetAsync($"/api/v1/held-positions?issue={talks.Land}")).Items().ShouldHaveSingleItem();
        held.GetProperty("target").GetProperty("issues").EnumerateArray().Select(x => x.Text("slug")).ShouldBe([talks.Land, talks.Border]);
    }

    private static Dictionary<string, object?> Demand(TestTalks talks) =>
        talks.With(
            talks.ProposalBody($"demand-{talks.Proposal}", talks.Land),
            """
            {"kind": "DEMAND", "disclosure": "LEAKED", "sponsors": [{"party": "$south", "role": "DRAFTER"}]}
            """
        );
}
