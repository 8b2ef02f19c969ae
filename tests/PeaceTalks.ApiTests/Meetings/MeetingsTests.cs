using System.Text.Json;

namespace PeaceTalks.ApiTests.Meetings;

public sealed class MeetingsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private static readonly object Announced = new { edtf = "2026-03-02", basis = "STATED" };

    /// <summary>The story of issue 13: announced by one outlet, held according to another, and a third reports the same.</summary>
    [Fact]
    public async Task A_meeting_announced_held_and_reported_by_two_outlets_is_one_meeting_with_two_states_and_three_citations()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-06"));
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-3", "2026-03-07"));
        var before = await app.HeadAsync();

        var meeting = await talks.MeetAsync(talks.MeetingBody("ANNOUNCED", ("statedOn", Announced)));
        var announced = await app.HeadAsync();
        var held = (
            await app.PostAsync(
                "/api/v1/meetings",
                new
                {
                    meeting,
                    state = "HELD",
                    summary = "They met.",
                    article = $"{talks.Article}-2",
                    paragraph = 2,
                }
            )
        ).Expect(201);
        var state = held.GetProperty("item").GetProperty("states")[1].GetProperty("id").GetGuid();
        (await app.PostAsync($"/api/v1/meetings/{state}/citations", new { article = $"{talks.Article}-3", paragraph = 4 })).Expect(201);

        var one = (await app.GetAsync($"/api/v1/meetings?process={talks.Process}")).Items().ShouldHaveSingleItem();
        one.GetProperty("id").GetGuid().ShouldBe(meeting);
        one.Text("state").ShouldBe("HELD");
        States(one).ShouldBe("ANNOUNCED HELD");
        one.GetProperty("states").EnumerateArray().Sum(x => x.GetProperty("citations").GetArrayLength()).ShouldBe(3);
        one.Text("headline").ShouldBe("Talks at the border: held 2026-03-05, North (A speaker), South");
        foreach (var id in new[] { meeting, state })
        {
            (await app.GetAsync($"/api/v1/meetings/{id}")).GetProperty("item").GetRawText().ShouldBe(one.GetRawText());
        }

        var then = (await app.GetAsync($"/api/v1/meetings/{meeting}?knownAt={announced}")).GetProperty("item");
        (then.Text("state"), States(then)).ShouldBe(("ANNOUNCED", "ANNOUNCED"));
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/meetings/{meeting}?knownAt={before}")).Expect(404);
        var earlier = (await app.GetAsync($"/api/v1/meetings/{meeting}?asOf=2026-03-04")).GetProperty("item");
        (earlier.Text("state"), States(earlier)).ShouldBe(("ANNOUNCED", "ANNOUNCED"));
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/meetings/{meeting}?asOf=2026-03-01")).Expect(404);
        (await app.GetAsync($"/api/v1/meetings?process={talks.Process}&asOf=2026-03-04")).Each("state").ShouldBe(["ANNOUNCED"]);
        (await app.GetAsync($"/api/v1/meetings?process={talks.Process}&asOf=2026-03-01")).Items().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_newer_state_takes_over_what_it_leaves_out_and_the_answer_lists_it()
    {
        var talks = await TestTalks.NewAsync(app);
        var whole = await talks.MeetAsync(talks.MeetingBody());
        var meeting = await talks.MeetAsync(
            talks.MeetingBody("ANNOUNCED", ("statedOn", Announced), ("place", "Paris"), ("issues", new[] { talks.Land }), ("partOf", whole))
        );

        var answer = (
            await app.PostAsync(
                "/api/v1/meetings",
                new
                {
                    meeting,
                    state = "HELD",
                    summary = "They met.",
                    name = "Talks in Paris",
                    participants = new[] { new { party = talks.South, role = "HOST" } },
                    article = talks.Article,
                    paragraph = 2,
                }
            )
        ).Expect(201);

        var item = answer.GetProperty("item");
        (item.Text("name"), item.Text("kind"), item.Text("place"), item.Slug("process")).ShouldBe(
            ("Talks in Paris", "TALKS", "Paris", talks.Process)
        );
        item.GetProperty("heldOn").Text("edtf").ShouldBe("2026-03-05");
        item.GetProperty("statedOn").GetRawText().ShouldBe(item.GetProperty("heldOn").GetRawText());
        item.GetProperty("partOf").GetGuid().ShouldBe(whole);
        item.GetProperty("issues")[0].Text("slug").ShouldBe(talks.Land);
        item.GetProperty("proposals")[0].Text("slug").ShouldBe(talks.Proposal);
        var participant = item.GetProperty("participants").EnumerateArray().ShouldHaveSingleItem();
        (participant.Slug("party"), participant.Text("role"), participant.Slug("speaker")).ShouldBe((talks.South, "HOST", null));
        Derived(answer)
            .ShouldBe(
                [
                    "/item/process",
                    "/item/kind",
                    "/item/place",
                    "/item/heldOn",
                    "/item/issues",
                    "/item/proposals",
                    "/item/partOf",
                    "/item/statedOn",
                    "/item/mode",
                ],
                ignoreOrder: true
            );
        item.GetProperty("states")[0].Text("name").ShouldBe("Talks at the border", "an earlier state stays as it was");
    }

    [Fact]
    public async Task A_postponed_meeting_has_no_day_until_one_is_given_and_a_cancelled_one_keeps_the_day_it_was_to_have()
    {
        var talks = await TestTalks.NewAsync(app);
        var meeting = await talks.MeetAsync(talks.MeetingBody("ANNOUNCED", ("statedOn", Announced)));
        object Next(string state, string day, object? heldOn = null) =>
            new
            {
                meeting,
                state,
                summary = state,
                statedOn = new { edtf = day, basis = "STATED" },
                heldOn,
                article = talks.Article,
                paragraph = 2,
            };

        var postponed = (await app.PostAsync("/api/v1/meetings", Next("POSTPONED", "2026-03-03"))).Expect(201).GetProperty("item");
        var dated = (await app.PostAsync("/api/v1/meetings", Next("POSTPONED", "2026-03-04", new { edtf = "2026-04", basis = "STATED" })))
            .Expect(201)
            .GetProperty("item");
        var cancelled = (await app.PostAsync("/api/v1/meetings", Next("CANCELLED", "2026-03-05"))).Expect(201).GetProperty("item");

        postponed.Inner("heldOn").ShouldBeNull();
        postponed.Text("headline")!.ShouldStartWith("Talks at the border: postponed, North");
        dated.Text("headline")!.ShouldStartWith("Talks at the border: postponed to 2026-04, North");
        cancelled.Text("headline")!.ShouldStartWith("Talks at the border: cancelled, was to be 2026-04, North");
        States(cancelled).ShouldBe("ANNOUNCED POSTPONED POSTPONED CANCELLED");
    }

    [Fact]
    public async Task The_newest_state_is_the_one_stated_last_whatever_the_order_in_which_they_were_recorded()
    {
        var talks = await TestTalks.NewAsync(app);
        var meeting = await talks.MeetAsync(talks.MeetingBody());

        var later = (
            await app.PostAsync(
                "/api/v1/meetings",
                new
                {
                    meeting,
                    state = "ANNOUNCED",
                    summary = "They are to meet.",
                    statedOn = Announced,
                    article = talks.Article,
                    paragraph = 3,
                }
            )
        ).Expect(201).GetProperty("item");

        (later.Text("state"), States(later)).ShouldBe(("HELD", "ANNOUNCED HELD"));
        (await app.GetAsync($"/api/v1/meetings?process={talks.Process}")).Each("state").ShouldBe(["HELD"]);
    }

    [Fact]
    public async Task A_correction_stays_with_its_meeting_and_the_meeting_keeps_its_id()
    {
        var talks = await TestTalks.NewAsync(app);
        var other = await talks.MeetAsync(talks.MeetingBody());
        var meeting = await talks.MeetAsync(talks.MeetingBody());
        (await app.PostAsync($"/api/v1/meetings/{meeting}/citations", new { article = talks.Article, paragraph = 7 })).Expect(201);
        var pin = await app.HeadAsync();
        var old = await app.GetTextAsync($"/api/v1/meetings/{meeting}?knownAt={pin}");

        var moved = await app.PostAsync($"/api/v1/meetings/{meeting}/correction", talks.MeetingBody(members: ("meeting", other)));
        var processed = await app.PostAsync(
            $"/api/v1/meetings/{meeting}/correction",
            talks.MeetingBody(members: ("process", (await TestTalks.NewAsync(app)).Process))
        );
        var nothing = await app.PostAsync($"/api/v1/meetings/{meeting}/correction", talks.MeetingBody());
        var item = (
            await app.PostAsync(
                $"/api/v1/meetings/{meeting}/correction",
                talks.MeetingBody(members: [("place", "Paris"), ("process", null)])
            )
        )
            .Expect(201)
            .GetProperty("item");

        moved.Expect(422);
        moved.ErrorAt("/item/meeting").ShouldContain("with its meeting");
        processed.Expect(422);
        processed.ErrorAt("/item/process").ShouldContain("never changes");
        nothing.Expect(422);
        nothing.ErrorAt("/item").ShouldContain("changes nothing");
        (item.GetProperty("id").GetGuid(), item.Text("place")).ShouldBe((meeting, "Paris"));
        var (corrected, was) = (item.GetProperty("states")[0], item.GetProperty("superseded")[0]);
        corrected.GetProperty("corrects").GetGuid().ShouldBe(meeting);
        corrected.GetProperty("citations").GetArrayLength().ShouldBe(2, "further citations are kept");
        was.GetProperty("id").GetGuid().ShouldBe(meeting);
        was.GetProperty("supersededBy").GetGuid().ShouldBe(corrected.GetProperty("id").GetGuid());
        (await app.GetAsync($"/api/v1/meetings/{meeting}")).GetProperty("item").Text("place").ShouldBe("Paris");
        var again = await app.PostAsync($"/api/v1/meetings/{meeting}/correction", talks.MeetingBody(members: ("place", "Rome")));
        again.Expect(409).Text("conflictsWith").ShouldBe($"/api/v1/meetings/{corrected.GetProperty("id").GetGuid()}");
        (await app.GetTextAsync($"/api/v1/meetings/{meeting}?knownAt={pin}")).ShouldBe(old);
        (await app.PostAsync($"/api/v1/meetings/{Guid.CreateVersion7()}/correction", talks.MeetingBody())).Expect(404);
    }

    [Fact]
    public async Task A_meeting_outlives_its_first_state_and_a_retracted_one_stays_readable_and_leaves_the_lists()
    {
        var talks = await TestTalks.NewAsync(app);
        var meeting = await talks.MeetAsync(talks.MeetingBody("ANNOUNCED", ("statedOn", Announced)));
        var position = await talks.RecordAsync(talks.PositionBody(members: ("meeting", meeting)));
        var held = (await app.PostAsync("/api/v1/meetings", talks.MeetingBody(members: ("meeting", meeting)))).Expect(201);
        var state = held.GetProperty("item").GetProperty("states")[1].GetProperty("id").GetGuid();

        var first = (await RetractAsync(meeting)).Expect(200).GetProperty("item");
        (await app.GetAsync($"/api/v1/meetings?process={talks.Process}")).Items().ShouldHaveSingleItem();
        var second = (await RetractAsync(state)).Expect(200).GetProperty("item");

        (first.GetProperty("id").GetGuid(), States(first)).ShouldBe((meeting, "HELD"));
        (second.GetProperty("id").GetGuid(), second.Text("state"), States(second)).ShouldBe((meeting, "HELD", ""));
        (await app.GetAsync($"/api/v1/meetings/{meeting}"))
            .GetProperty("item")
            .GetProperty("superseded")
            .EnumerateArray()
            .Select(x => x.Text("state"))
            .ShouldBe(["ANNOUNCED", "HELD"]);
        (await app.GetAsync($"/api/v1/meetings?process={talks.Process}")).Items().ShouldBeEmpty();
        (await app.GetAsync($"/api/v1/meetings?process={talks.Process}&status=SUPERSEDED")).Each("id").ShouldBe([$"{meeting}"]);
        (await app.GetAsync($"/api/v1/meetings?process={talks.Process}&status=ANY")).Each("id").ShouldBe([$"{meeting}"]);
        (await app.GetAsync($"/api/v1/positions?meeting={meeting}")).Each("id").ShouldBe([$"{position}"]);
        var newer = await app.PostAsync("/api/v1/meetings", talks.MeetingBody(members: ("meeting", meeting)));
        newer.Expect(422);
        newer.ErrorAt("/item/meeting").ShouldContain("was retracted");
        (await app.PostAsync("/api/v1/positions", talks.PositionBody(members: ("meeting", meeting))))
            .ErrorAt("/item/meeting")
            .ShouldContain("was retracted");
    }

    [Theory]
    [InlineData("", "d c b a")]
    [InlineData("&sort=heldOn", "a b c d")]
    [InlineData("&party=$north", "d b a")]
    [InlineData("&party=$north&role=HOST", "b")]
    [InlineData("&role=HOST&role=MEDIATOR", "c b")]
    [InlineData("&speaker=$northSpeaker", "a")]
    [InlineData("&speaker=$northSpeaker&party=$south", "")]
    [InlineData("&issue=$land", "b")]
    [InlineData("&issue=$border", "a")]
    [InlineData("&issue=$land&includeSubIssues=true", "b a")]
    [InlineData("&proposal=$proposal", "a")]
    [InlineData("&kind=SUMMIT", "b")]
    [InlineData("&kind=SUMMIT&kind=CALL", "c b")]
    [InlineData("&state=HELD", "c b a")]
    [InlineData("&state=ANNOUNCED", "d")]
    [InlineData("&article=$article", "d c a")]
    [InlineData("&article=$article-2", "b a")]
    [InlineData("&heldFrom=2026-03-02", "c b")]
    [InlineData("&heldTo=2026-03-02", "b a")]
    [InlineData("&partOf=$whole", "c")]
    [InlineData("&asOf=2026-03-02", "b a")]
    [InlineData("&status=SUPERSEDED", "")]
    [InlineData("&status=ANY", "d c b a")]
    public async Task Filters_choose_meetings(string filter, string expected)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-12"));
        Guid? whole = null;
        foreach (
            var meeting in new[]
            {
                """{"name": "a", "heldOn": {"edtf": "2026-03-01", "basis": "STATED"}, "citations": [{"article": "$article-2", "paragraph": 2}]}""",
                """
                    {"name": "b", "kind": "SUMMIT", "heldOn": {"edtf": "2026-03-02", "basis": "STATED"}, "article": "$article-2", "proposals": [],
                     "issues": ["$land"], "participants": [{"party": "$north", "role": "HOST"}]}
                    """,
                """
                    {"name": "c", "kind": "CALL", "heldOn": {"edtf": "[2026-03-02..2026-03-08]", "basis": "STATED"}, "proposals": [], "partOf": "$whole",
                     "participants": [{"party": "$south", "role": "MEDIATOR"}]}
                    """,
                """{"name": "d", "state": "ANNOUNCED", "heldOn": null, "proposals": [], "participants": [{"party": "$north"}]}""",
            }
        )
        {
            var added = await talks.MeetAsync(talks.With(talks.MeetingBody(), meeting.Replace("$whole", $"{whole}")));
            whole ??= added;
        }

        var found = await app.GetAsync($"/api/v1/meetings?process={talks.Process}{talks.Fill(filter.Replace("$whole", $"{whole}"))}");

        string.Join(' ', found.Each("name")).ShouldBe(expected);
        var pages = await app.AllPagesAsync(
            $"/api/v1/meetings?process={talks.Process}{talks.Fill(filter.Replace("$whole", $"{whole}"))}",
            1
        );
        string.Join(' ', pages.Items.Select(x => x.Text("name"))).ShouldBe(expected);
    }

    [Fact]
    public async Task What_was_said_and_done_at_a_meeting_is_found_by_it()
    {
        var talks = await TestTalks.NewAsync(app);
        var meeting = await talks.MeetAsync(talks.MeetingBody("ANNOUNCED", ("statedOn", Announced)));
        var state = (await app.PostAsync("/api/v1/meetings", talks.MeetingBody(members: ("meeting", meeting))))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("states")[1]
            .GetProperty("id")
            .GetGuid();
        var missing = Guid.CreateVersion7();
        await talks.RecordAsync(talks.PositionBody("OPEN"));
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", members: ("meeting", meeting)));
        await talks.AddAsync("milestones", talks.MilestoneBody("DRAFTED"));
        await talks.AddAsync("milestones", talks.MilestoneBody("SUBMITTED", ("meeting", meeting)));

        var said = (await app.GetAsync($"/api/v1/positions?meeting={meeting}")).Items().ShouldHaveSingleItem();
        var done = (await app.GetAsync($"/api/v1/milestones?meeting={meeting}")).Items().ShouldHaveSingleItem();

        (said.Text("stance"), said.GetProperty("meeting").GetGuid()).ShouldBe(("SUPPORTS", meeting));
        (done.Text("step"), done.GetProperty("meeting").GetGuid()).ShouldBe(("SUBMITTED", meeting));
        (await app.GetTextAsync($"/api/v1/positions?meeting={meeting}&columns=id,meeting", "text/csv")).ShouldContain($"{meeting}");
        foreach (var list in new[] { "positions", "milestones" })
        {
            (await app.SendAsync(HttpMethod.Get, $"/api/v1/{list}?meeting={missing}")).Expect(422);
            (await app.SendAsync(HttpMethod.Get, $"/api/v1/{list}?meeting={missing}")).ErrorAt("meeting").ShouldContain($"'{missing}'");
            (await app.SendAsync(HttpMethod.Get, $"/api/v1/{list}?meeting=Florida")).Expect(400);
            var body = list == "positions" ? talks.PositionBody() : talks.MilestoneBody();
            foreach (var (id, complaint) in new[] { (missing, "no meeting"), (state, $"state of the meeting '{meeting}'") })
            {
                body["meeting"] = id;
                var refused = await app.PostAsync($"/api/v1/{list}", body);
                refused.Expect(422);
                refused.ErrorAt("/item/meeting").ShouldContain(complaint);
            }
        }
    }

    [Fact]
    public async Task A_speaker_took_part_for_a_party_whose_mandate_covers_the_day()
    {
        var talks = await TestTalks.NewAsync(app);
        var former = $"{talks.NorthSpeaker}-former";
        await talks.AddAsync(
            "speakers",
            new
            {
                slug = former,
                name = "A former speaker",
                kind = "PERSON",
                mandates = new[]
                {
                    new
                    {
                        party = talks.North,
                        office = "Minister",
                        until = new { edtf = "2026-03-04", basis = "STATED" },
                    },
                },
            }
        );
        object With(string party, string speaker) =>
            new[] { new { party = talks.South, speaker = talks.SouthSpeaker }, new { party, speaker } };

        var late = await app.PostAsync("/api/v1/meetings", talks.MeetingBody(members: ("participants", With(talks.North, former))));
        var other = await app.PostAsync(
            "/api/v1/meetings",
            talks.MeetingBody(members: ("participants", With(talks.South, talks.NorthSpeaker)))
        );
        var held = new { edtf = "2026-03-04", basis = "STATED" };

        late.Expect(422);
        late.ErrorAt("/item/participants/1/speaker").ShouldContain($"no mandate for '{talks.North}' that covers 2026-03-05");
        other.Expect(422);
        other.ErrorAt("/item/participants/1/speaker").ShouldContain("no mandate");
        await talks.MeetAsync(talks.MeetingBody(members: [("participants", With(talks.North, former)), ("heldOn", held)]));
    }

    [Fact]
    public async Task Whoever_took_part_asserts_it_of_itself_and_anybody_else_as_another_party()
    {
        var talks = await TestTalks.NewAsync(app);
        object[] south = [new { party = talks.South }];

        var outlet = await StateOfAsync(talks.MeetingBody());
        var self = await StateOfAsync(talks.MeetingBody(members: ("speaker", talks.NorthSpeaker)));
        var other = await StateOfAsync(talks.MeetingBody(members: [("speaker", talks.NorthSpeaker), ("participants", south)]));

        (outlet.Text("attribution"), outlet.Text("mode")).ShouldBe(("UNATTRIBUTED", "OUTLET"));
        (self.Text("attribution"), self.Slug("assertedBy")).ShouldBe(("SELF", talks.North));
        (other.Text("attribution"), other.Slug("assertedBy")).ShouldBe(("OTHER_PARTY", talks.North));

        async Task<JsonElement> StateOfAsync(object meeting) =>
            (await app.PostAsync("/api/v1/meetings", meeting)).Expect(201).GetProperty("item").GetProperty("states")[0];
    }

    [Fact]
    public async Task A_session_is_part_of_a_meeting_and_none_is_part_of_itself()
    {
        var talks = await TestTalks.NewAsync(app);
        var round = await talks.MeetAsync(talks.MeetingBody());
        var session = await talks.MeetAsync(talks.MeetingBody(members: ("partOf", round)));
        var head = await app.HeadAsync();

        foreach (var path in new[] { "/api/v1/meetings", "/api/v1/meetings?dryRun=true" })
        {
            var circle = await app.PostAsync(path, talks.MeetingBody(members: [("meeting", round), ("partOf", session)]));
            var itself = await app.PostAsync(path, talks.MeetingBody(members: [("meeting", round), ("partOf", round)]));
            circle.Expect(422);
            circle.ErrorAt("/item/partOf").ShouldContain("part of itself");
            itself.Expect(422);
            itself.ErrorAt("/item/partOf").ShouldContain("part of itself");
        }

        (await app.HeadAsync()).ShouldBe(head);
        (await app.GetAsync($"/api/v1/meetings?partOf={round}")).Each("id").ShouldBe([$"{session}"]);
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/meetings?partOf={Guid.CreateVersion7()}"))
            .ErrorAt("partOf")
            .ShouldContain("meeting");
    }

    [Fact]
    public async Task A_dry_run_of_a_newer_state_a_correction_and_a_retraction_writes_nothing()
    {
        var talks = await TestTalks.NewAsync(app);
        var meeting = await talks.MeetAsync(talks.MeetingBody("ANNOUNCED", ("statedOn", Announced)));
        var head = await app.HeadAsync();

        var newer = await app.PostAsync("/api/v1/meetings?dryRun=true", talks.MeetingBody(members: ("meeting", meeting)));
        var corrected = await app.PostAsync(
            $"/api/v1/meetings/{meeting}/correction?dryRun=true",
            talks.MeetingBody(members: ("place", "Rome"))
        );
        var retracted = await app.SendAsync(HttpMethod.Post, $"/api/v1/meetings/{meeting}/retraction?dryRun=true", new { note = "Test" });

        States(newer.Expect(200).GetProperty("item")).ShouldBe("ANNOUNCED HELD");
        corrected.Expect(200).GetProperty("item").Text("place").ShouldBe("Rome");
        States(retracted.Expect(200).GetProperty("item")).ShouldBe("");
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task A_coding_begins_a_meeting_continues_it_and_says_what_was_said_there()
    {
        var talks = await TestTalks.NewAsync(app);
        var earlier = await talks.MeetAsync(talks.MeetingBody("ANNOUNCED", ("statedOn", Announced)));
        var id = Guid.CreateVersion7();
        object Bare(Dictionary<string, object?> body) => body.Where(x => x.Key != "article").ToDictionary();

        var answer = (
            await app.PostAsync(
                $"/api/v1/articles/{talks.Article}/coding",
                new
                {
                    meetings = new object[]
                    {
                        Bare(talks.MeetingBody("ANNOUNCED", ("id", id), ("statedOn", Announced), ("place", "Rome"))),
                        new
                        {
                            meeting = id,
                            state = "HELD",
                            summary = "They met.",
                            paragraph = 2,
                        },
                        new
                        {
                            meeting = earlier,
                            state = "CANCELLED",
                            summary = "Off.",
                            partOf = id,
                            paragraph = 3,
                        },
                    },
                    positions = new[] { Bare(talks.PositionBody(members: [("meeting", id), ("paragraph", 2)])) },
                    milestones = new[] { Bare(talks.MilestoneBody(members: [("meeting", earlier), ("paragraph", 3)])) },
                    citations = new[] { new { record = earlier, paragraph = 9 } },
                }
            )
        ).Expect(201);

        var item = answer.GetProperty("item");
        item.GetProperty("meetings").EnumerateArray().Select(x => x.Text("state")).ShouldBe(["ANNOUNCED", "HELD", "CANCELLED"]);
        Derived(answer).ShouldContain("/item/meetings/1/place");
        var page = (await app.GetAsync($"/api/v1/articles/{talks.Article}")).GetProperty("paragraphs");
        page[1].GetProperty("meetings").EnumerateArray().Select(x => x.Text("state")).ShouldBe(["HELD"]);
        page[1].GetProperty("positions")[0].GetProperty("meeting").GetGuid().ShouldBe(id);
        page[2].GetProperty("meetings").EnumerateArray().Select(x => x.GetProperty("meeting").GetGuid()).ShouldBe([earlier]);
        (page[8].GetProperty("examined").GetBoolean(), page[8].GetProperty("meetings").GetArrayLength()).ShouldBe((true, 1));
        (await app.GetAsync($"/api/v1/meetings/{id}")).GetProperty("item").Text("place").ShouldBe("Rome");
    }

    [Theory]
    [InlineData("""{"meetings": [{"meeting": "$new", "state": "HELD", "summary": "x", "paragraph": 1}]}""", "/item/meetings/0/meeting")]
    [InlineData(
        """{"positions": [{"party": "$north", "proposal": "$proposal", "stance": "OPEN", "summary": "x", "paragraph": 1, "meeting": "$new"}]}""",
        "/item/positions/0/meeting"
    )]
    [InlineData("""{"meetings": [{"state": "ANNOUNCED", "summary": "x", "paragraph": 1}]}""", "/item/meetings/0/name")]
    [InlineData(
        """{"meetings": [{"process": "$process", "name": "x", "kind": "CALL", "state": "HELD", "summary": "x", "paragraph": 1}]}""",
        "/item/meetings/0/heldOn"
    )]
    public async Task What_is_no_meeting_is_refused_at_its_place_in_the_coding(string coding, string pointer)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answer = await app.PostAsync(
            $"/api/v1/articles/{talks.Article}/coding",
            JsonSerializer.Deserialize<JsonElement>(talks.Fill(coding.Replace("$new", $"{Guid.CreateVersion7()}")))
        );

        answer.Expect(422);
        answer.ErrorAt(pointer).ShouldNotBeEmpty();
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task Issues_and_proposals_are_of_the_process_of_the_meeting()
    {
        var (talks, others) = (await TestTalks.NewAsync(app), await TestTalks.NewAsync(app));

        var issue = await app.PostAsync("/api/v1/meetings", talks.MeetingBody(members: ("issues", new[] { talks.Land, others.Land })));
        var proposal = await app.PostAsync("/api/v1/meetings", talks.MeetingBody(members: ("proposals", new[] { others.Proposal })));

        issue.Expect(422);
        issue.ErrorAt("/item/issues/1").ShouldContain("another process");
        proposal.Expect(422);
        proposal.ErrorAt("/item/proposals/0").ShouldContain("another process");
    }

    [Fact]
    public async Task Revisions_show_what_became_of_a_state_before_and_after()
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();
        var meeting = await talks.MeetAsync(talks.MeetingBody());
        (await app.PostAsync($"/api/v1/meetings/{meeting}/citations", new { article = talks.Article, paragraph = 7 })).Expect(201);
        var corrected = (await app.PostAsync($"/api/v1/meetings/{meeting}/correction", talks.MeetingBody(members: ("place", "Rome"))))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("states")[0]
            .GetProperty("id")
            .GetGuid();
        (await RetractAsync(corrected)).Expect(200);

        var changes = (await app.GetAsync($"/api/v1/revisions?after={head}&noun=MEETING"))
            .Items()
            .SelectMany(x => x.GetProperty("changes").EnumerateArray())
            .ToList();

        changes.Select(x => x.Text("action")).ShouldBe(["ADDED", "CITED", "CORRECTED", "RETRACTED"]);
        changes
            .Select(x => x.Text("headline")!.Split(": ", 2)[1])
            .ShouldBe([
                "held 2026-03-05, North (A speaker), South",
                "also reported by The Test: held 2026-03-05, North (A speaker), South",
                "corrected: held 2026-03-05, North (A speaker), South",
                "retracted: held 2026-03-05, North (A speaker), South",
            ]);
        changes.Select(x => x.Inner("before")?.Text("place")).ShouldBe([null, null, null, "Rome"]);
        changes.Select(x => x.Inner("after")?.Text("place")).ShouldBe([null, null, "Rome", null]);
        changes[1].GetProperty("before").GetProperty("citations").GetArrayLength().ShouldBe(1);
        changes[1].GetProperty("after").GetProperty("citations").GetArrayLength().ShouldBe(2);
        foreach (var link in changes.Select(x => x.Text("link")!))
        {
            (await app.SendAsync(HttpMethod.Get, link)).Expect(200);
        }
    }

    [Fact]
    public async Task A_citation_of_a_meeting_names_all_places_that_report_its_states()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-2", "2026-03-12"));
        var meeting = await talks.MeetAsync(talks.MeetingBody("ANNOUNCED", ("statedOn", Announced)));
        await talks.MeetAsync(talks.MeetingBody(members: [("meeting", meeting), ("article", $"{talks.Article}-2"), ("paragraph", 4)]));

        var citation = await app.GetAsync($"/api/v1/meetings/{meeting}/citation");

        citation.Text("text")!.ShouldContain("Talks at the border: held 2026-03-05");
        citation.GetProperty("records").EnumerateArray().Select(x => x.Text("noun")).ShouldBe(["MEETING", "MEETING"]);
        citation.Text("text")!.ShouldContain("paragraph 4");
        (await app.GetTextAsync($"/api/v1/meetings?process={talks.Process}", "text/csv")).ShouldContain("Talks at the border: held");
    }

    private Task<Answer> RetractAsync(Guid state) =>
        app.SendAsync(HttpMethod.Post, $"/api/v1/meetings/{state}/retraction", new { note = "Misread" });

    /// <summary>The states in force, in order.</summary>
    private static string States(JsonElement meeting) =>
        string.Join(' ', meeting.GetProperty("states").EnumerateArray().Select(x => x.Text("state")));

    private static IEnumerable<string?> Derived(JsonElement written) =>
        written.GetProperty("derived").EnumerateArray().Select(x => x.GetString());
}
