namespace PeaceTalks.ApiTests.Parties;

public sealed class PartiesTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Kind_chooses_parties_of_that_kind()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync(
            "parties",
            talks.With(talks.PartyBody($"{talks.North}-armed", "Armed"), """{"kind": "NON_STATE_ARMED_GROUP"}""")
        );

        var armed = (await app.GetAsync("/api/v1/parties?kind=NON_STATE_ARMED_GROUP&limit=200")).Each("slug");
        var both = (await app.GetAsync("/api/v1/parties?kind=NON_STATE_ARMED_GROUP&kind=STATE&limit=200")).Each("slug");

        armed.ShouldContain($"{talks.North}-armed");
        armed.ShouldNotContain(talks.North);
        both.ShouldContain($"{talks.North}-armed");
        both.ShouldContain(talks.North);
    }

    [Fact]
    public async Task MemberOf_chooses_the_members_of_a_group_and_a_membership_says_who_told_of_it()
    {
        var talks = await TestTalks.NewAsync(app);
        var group = $"{talks.North}-group";
        await talks.AddAsync("parties", talks.With(talks.PartyBody(group, "The group"), """{"kind": "GROUP"}"""));
        (
            await app.PutAsync(
                $"/api/v1/parties/{talks.South}",
                talks.With(
                    talks.PartyBody(talks.South, "South"),
                    $$"""
                    {"aliases": [{"name": "Sud", "language": "fr"}],
                     "memberships": [{"group": "{{group}}", "role": "LEAD", "from": {"edtf": "2025-12", "basis": "STATED"}, "source": {"article": "$article", "paragraph": 2, "quote": "we lead", "assertedBy": "$north"} } ] }
                    """
                ),
                "\"1\""
            )
        ).Expect(200);

        var members = (await app.GetAsync($"/api/v1/parties?memberOf={group}")).Items().ToList();

        var membership = members.ShouldHaveSingleItem().GetProperty("memberships")[0];
        members[0].Text("slug").ShouldBe(talks.South);
        members[0].GetProperty("aliases")[0].Text("name").ShouldBe("Sud");
        membership.GetProperty("group").Text("name").ShouldBe("The group");
        membership.Text("role").ShouldBe("LEAD");
        membership.GetProperty("from").Text("latest").ShouldBe("2025-12-31");
        membership.GetProperty("source").GetProperty("article").Text("title").ShouldBe($"Title of {talks.Article}");
        membership.GetProperty("source").Slug("assertedBy").ShouldBe(talks.North);
    }

    [Fact]
    public async Task A_groups_position_is_not_that_of_its_members()
    {
        var talks = await TestTalks.NewAsync(app);
        (
            await app.PutAsync(
                $"/api/v1/parties/{talks.South}",
                talks.With(talks.PartyBody(talks.South, "South"), """{"memberships": [{"group": "$north", "role": "MEMBER"}]}"""),
                "\"1\""
            )
        ).Expect(200);
        await talks.RecordAsync(talks.PositionBody());

        (await app.GetAsync($"/api/v1/held-positions?party={talks.South}")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_membership_neither_ends_before_it_begins_nor_is_in_oneself()
    {
        var talks = await TestTalks.NewAsync(app);

        var backwards = await app.PutAsync(
            $"/api/v1/parties/{talks.South}",
            talks.With(
                talks.PartyBody(talks.South, "South"),
                """
                {"memberships": [{"group": "$north", "role": "MEMBER", "from": {"edtf": "2026-02", "basis": "STATED"}, "until": {"edtf": "2026-01", "basis": "STATED"}}]}
                """
            ),
            "\"1\""
        );
        var own = await app.PutAsync(
            $"/api/v1/parties/{talks.South}",
            talks.With(talks.PartyBody(talks.South, "South"), """{"memberships": [{"group": "$south", "role": "MEMBER"}]}"""),
            "\"1\""
        );

        backwards.ErrorAt("/item/memberships/0/until").ShouldContain("before from");
        own.ErrorAt("/item/memberships/0").ShouldContain("member of itself");
    }
}
