using PeaceTalks.ApiTests.Ledger;

namespace PeaceTalks.ApiTests.Records;

/// <summary>What a position or milestone must be, tried to break through the API and through SQL.</summary>
public sealed class RecordConstraintTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string Reciprocal = """[{"kind": "RECIPROCAL", "key": "same", "text": "the other does the same"}]""";
    private const string Trigger = """[{"kind": "CONTINGENT_EVENT", "key": "ceasefire", "text": "there is a ceasefire"}]""";
    private const string Distance = """[{"key": "distance", "comparator": "AT_MOST", "value": 40, "unit": "km"}]""";

    [Theory]
    [Breaks(
        By.Api,
        "ck_position_stance",
        "ck_position_mode",
        "ck_position_basis",
        "ck_position_bounds",
        "ck_position_summary",
        "ck_position_conditional_has_condition",
        "ck_position_silence_has_none",
        "ck_position_term_values",
        "ck_position_outlet_alone",
        "ck_track_one_target"
    )]
    [InlineData("""{"stance": "MAYBE"}""", "/item/stance", "SUPPORTS")]
    [InlineData("""{"stance": 1}""", "/item/stance", "SUPPORTS")]
    [InlineData("""{"mode": "RUMOUR"}""", "/item/mode", "PARAPHRASE")]
    [InlineData("""{"statedOn": {"edtf": "2026-03-01", "basis": "GUESSED"}}""", "/item/statedOn/basis", "STATED")]
    [InlineData("""{"statedOn": {"edtf": "2026-03-01"}}""", "/item/statedOn/basis", "is missing; it takes one of STATED")]
    [InlineData("""{"statedOn": {"edtf": "[2026-03-02..2026-03-01]", "basis": "STATED"}}""", "/item/statedOn", "[2025-11-24..2025-12-10]")]
    [InlineData("""{"statedOn": {"edtf": "2026-02-30", "basis": "STATED"}}""", "/item/statedOn", "2026-01-07")]
    [InlineData("""{"summary": ""}""", "/item/summary", "is empty")]
    [InlineData("""{"summary": "  "}""", "/item/summary", "is empty")]
    [InlineData("""{"stance": "CONDITIONAL"}""", "/item/conditions", "PRECONDITION")]
    [InlineData($$"""{"stance": "CONDITIONAL", "conditions": {{Trigger}}}""", "/item/conditions", "PRECONDITION")]
    [InlineData($$"""{"stance": "SUPPORTS", "conditions": {{Reciprocal}}}""", "/item/conditions/0", "CONTINGENT_EVENT")]
    [InlineData($$"""{"stance": "OPPOSES", "conditions": {{Reciprocal}}}""", "/item/conditions/0", "only for the stance CONDITIONAL")]
    [InlineData($$"""{"stance": "SCEPTICAL", "conditions": {{Reciprocal}}}""", "/item/conditions/0", "only for the stance CONDITIONAL")]
    [InlineData($$"""{"stance": "UNDISCLOSED", "conditions": {{Reciprocal}}}""", "/item/conditions", "silence has no conditions")]
    [InlineData($$"""{"stance": "DECLINED", "conditions": {{Trigger}}}""", "/item/conditions", "silence has no conditions")]
    [InlineData($$"""{"stance": "NO_RESPONSE", "terms": {{Distance}}}""", "/item/terms", "silence has no terms")]
    [InlineData("""{"terms": [{"key": "distance", "comparator": "AT_MOST"}]}""", "/item/terms/0/value", "SAME_AS_OTHER_SIDE")]
    [InlineData(
        """{"terms": [{"key": "distance", "comparator": "SAME_AS_OTHER_SIDE", "value": 40}]}""",
        "/item/terms/0/value",
        "SAME_AS_OTHER_SIDE"
    )]
    [InlineData("""{"mode": "OUTLET", "assertedBy": "$north"}""", "/item/mode", "article's own voice")]
    [InlineData("""{"mode": "OUTLET", "speaker": "$northSpeaker"}""", "/item/mode", "article's own voice")]
    [InlineData("""{"mode": "DIRECT_QUOTE", "speaker": "$northSpeaker"}""", "/item/mode", "no quote")]
    [InlineData("""{"mode": "PARAPHRASE"}""", "/item/mode", "neither speaker nor assertedBy")]
    [InlineData("""{"mode": "ANONYMOUS_SOURCE", "speaker": "$northSpeaker"}""", "/item/mode", "a speaker is named")]
    [InlineData("""{"proposal": null}""", "/item/proposal", "either proposal or issue")]
    [InlineData("""{"issue": "$land"}""", "/item/proposal", "not both")]
    [InlineData(
        """{"conditions": [{"kind": "CONTINGENT_EVENT", "key": "a", "text": "x"}, {"kind": "CONTINGENT_EVENT", "key": "a", "text": "y"}]}""",
        "/item/conditions",
        "twice"
    )]
    [InlineData("""{"terms": ["distance <= 40 km", "distance <= 50 km"]}""", "/item/terms", "twice")]
    public async Task A_position_that_is_none_is_refused_where_it_is_wrong(string members, string pointer, string message)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answer = await app.PostAsync("/api/v1/positions", talks.With(talks.PositionBody(), members));

        answer.Expect(400);
        answer.ErrorAt(pointer).ShouldContain(message);
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [Breaks(
        By.Sql,
        "ck_position_stance",
        "ck_position_mode",
        "ck_position_basis",
        "ck_position_bounds",
        "ck_position_summary",
        "ck_position_conditional_has_condition",
        "ck_position_silence_has_none",
        "ck_position_term_values",
        "ck_position_outlet_alone",
        "ck_position_speaker_asserts",
        "ck_position_superseded_later"
    )]
    [InlineData("ck_position_stance", """{"stance": "MAYBE"}""")]
    [InlineData("ck_position_mode", """{"mode": "RUMOUR"}""")]
    [InlineData("ck_position_basis", """{"basis": "GUESSED"}""")]
    [InlineData("ck_position_bounds", """{"earliest": "2026-03-02", "latest": "2026-03-01"}""")]
    [InlineData("ck_position_summary", """{"summary": ""}""")]
    [InlineData("ck_position_conditional_has_condition", """{"stance": "CONDITIONAL"}""")]
    [InlineData("ck_position_conditional_has_condition", $$"""{"stance": "CONDITIONAL", "conditions": {{Trigger}}}""")]
    [InlineData("ck_position_conditional_has_condition", $$"""{"stance": "SUPPORTS", "conditions": {{Reciprocal}}}""")]
    [InlineData("ck_position_silence_has_none", $$"""{"stance": "UNDISCLOSED", "conditions": {{Trigger}}}""")]
    [InlineData("ck_position_silence_has_none", $$"""{"stance": "DECLINED", "terms": {{Distance}}}""")]
    [InlineData("ck_position_silence_has_none", $$"""{"stance": "NO_RESPONSE", "terms": {{Distance}}}""")]
    [InlineData("ck_position_term_values", """{"terms": [{"key": "distance", "comparator": "AT_MOST", "value": null}]}""")]
    [InlineData("ck_position_term_values", """{"terms": [{"key": "distance", "comparator": "SAME_AS_OTHER_SIDE", "value": 40}]}""")]
    [InlineData("ck_position_outlet_alone", """{"mode": "OUTLET", "asserted_by": "$north"}""")]
    [InlineData("ck_position_speaker_asserts", """{"mode": "DOCUMENT", "speaker": "$northSpeaker", "asserted_by": null}""")]
    [InlineData("ck_position_superseded_later", """{"superseded_in": 1}""")]
    public async Task A_position_that_is_none_is_refused_by_the_database(string constraint, string columns)
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());

        await app.ShouldBreakAsync(constraint, sql => sql.CopyAsync("position", $"id = '{position}'", talks.Fill(columns)));
    }

    [Theory]
    [InlineData("SUPPORTS", Trigger, Distance)]
    [InlineData("CONDITIONAL", Reciprocal, Distance)]
    [InlineData("OPPOSES", "[]", """[{"key": "distance", "comparator": "SAME_AS_OTHER_SIDE"}]""")]
    [InlineData("SCEPTICAL", Trigger, "[]")]
    [InlineData("UNDISCLOSED", "[]", "[]")]
    public async Task What_the_rules_leave_is_taken(string stance, string conditions, string terms)
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.PostAsync(
            "/api/v1/positions",
            talks.With(talks.PositionBody(stance), $$"""{"conditions": {{conditions}}, "terms": {{terms}}}""")
        );

        answer.Expect(201).GetProperty("item").GetProperty("stance").GetString().ShouldBe(stance);
    }

    [Theory]
    [Breaks(
        By.Api,
        "ck_milestone_step",
        "ck_milestone_mode",
        "ck_milestone_basis",
        "ck_milestone_bounds",
        "ck_milestone_summary",
        "ck_milestone_outlet_alone",
        "ck_milestone_one_target",
        "ck_milestone_step_of_target"
    )]
    [InlineData("""{"step": "FORGOTTEN"}""", "/item/step", "SUBMITTED")]
    [InlineData("""{"mode": "RUMOUR"}""", "/item/mode", "PARAPHRASE")]
    [InlineData("""{"happenedOn": {"edtf": "2026-03-01", "basis": "GUESSED"}}""", "/item/happenedOn/basis", "STATED")]
    [InlineData("""{"happenedOn": {"edtf": "[2026-03-02..2026-03-01]", "basis": "STATED"}}""", "/item/happenedOn", "is not a day")]
    [InlineData("""{"summary": ""}""", "/item/summary", "is empty")]
    [InlineData("""{"mode": "OUTLET", "assertedBy": "$north"}""", "/item/mode", "article's own voice")]
    [InlineData("""{"issue": "$land"}""", "/item/process", "exactly one of process, issue and proposal")]
    [InlineData("""{"proposal": null}""", "/item/process", "exactly one of process, issue and proposal")]
    [InlineData(
        """{"proposal": null, "process": "$process", "issue": "$land", "step": "SETTLED"}""",
        "/item/process",
        "exactly one of process, issue and proposal"
    )]
    [InlineData("""{"step": "SETTLED"}""", "/item/step", "state of an issue or process")]
    [InlineData("""{"proposal": null, "issue": "$land", "step": "SIGNED"}""", "/item/step", "UNRESOLVED, NARROWED or SETTLED")]
    [InlineData("""{"proposal": null, "process": "$process", "step": "SIGNED"}""", "/item/step", "UNRESOLVED, NARROWED or SETTLED")]
    public async Task A_milestone_that_is_none_is_refused_where_it_is_wrong(string members, string pointer, string message)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answer = await app.PostAsync("/api/v1/milestones", talks.With(talks.MilestoneBody(), members));

        answer.Expect(400);
        answer.ErrorAt(pointer).ShouldContain(message);
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [Breaks(
        By.Sql,
        "ck_milestone_step",
        "ck_milestone_mode",
        "ck_milestone_basis",
        "ck_milestone_bounds",
        "ck_milestone_summary",
        "ck_milestone_outlet_alone",
        "ck_milestone_speaker_asserts",
        "ck_milestone_superseded_later",
        "ck_milestone_one_target",
        "ck_milestone_step_of_target"
    )]
    [InlineData("ck_milestone_mode", """{"mode": "RUMOUR"}""")]
    [InlineData("ck_milestone_basis", """{"basis": "GUESSED"}""")]
    [InlineData("ck_milestone_bounds", """{"earliest": "2026-03-02", "latest": "2026-03-01"}""")]
    [InlineData("ck_milestone_summary", """{"summary": ""}""")]
    [InlineData("ck_milestone_outlet_alone", """{"mode": "OUTLET", "asserted_by": "$north"}""")]
    [InlineData("ck_milestone_speaker_asserts", """{"mode": "DOCUMENT", "speaker": "$northSpeaker"}""")]
    [InlineData("ck_milestone_superseded_later", """{"superseded_in": 1}""")]
    [InlineData("ck_milestone_one_target", """{"issue": "$land"}""")]
    [InlineData("ck_milestone_step", """{"step": "FORGOTTEN"}""")]
    [InlineData("ck_milestone_step_of_target", """{"step": "SETTLED"}""")]
    [InlineData("ck_milestone_step_of_target", """{"proposal": null, "issue": "$land"}""")]
    [InlineData("ck_milestone_step_of_target", """{"proposal": null}""")]
    public async Task A_milestone_that_is_none_is_refused_by_the_database(string constraint, string columns)
    {
        var talks = await TestTalks.NewAsync(app);
        var milestone = (await talks.AddAsync("milestones", talks.MilestoneBody())).GetProperty("item").GetProperty("id").GetGuid();

        await app.ShouldBreakAsync(constraint, sql => sql.CopyAsync("milestone", $"id = '{milestone}'", talks.Fill(columns)));
    }

    [Fact]
    [Breaks(By.Api, "ck_position_speaker_asserts", "ck_milestone_speaker_asserts")]
    public async Task A_speaker_who_speaks_for_nobody_on_that_day_is_refused()
    {
        var talks = await TestTalks.NewAsync(app);
        var speaker = $"{talks.NorthSpeaker}-former";
        await talks.AddAsync(
            "speakers",
            new
            {
                slug = speaker,
                name = "A former speaker",
                kind = "PERSON",
                mandates = new[]
                {
                    new
                    {
                        party = talks.North,
                        office = "Minister",
                        until = new { edtf = "2026-01-31", basis = "STATED" },
                    },
                },
            }
        );

        var position = await app.PostAsync("/api/v1/positions", talks.PositionBody(day: "2026-02-01", members: ("speaker", speaker)));
        var milestone = await app.PostAsync("/api/v1/milestones", talks.MilestoneBody(members: ("speaker", speaker)));
        var other = await app.PostAsync(
            "/api/v1/positions",
            talks.PositionBody(members: [("speaker", talks.NorthSpeaker), ("assertedBy", talks.South)])
        );

        position.Expect(422);
        position.ErrorAt("/item/speaker").ShouldContain("no mandate that covers 2026-02-01");
        milestone.Expect(422);
        milestone.ErrorAt("/item/speaker").ShouldContain("no mandate that covers 2026-03-10");
        other.Expect(422);
        other.ErrorAt("/item/assertedBy").ShouldContain($"spoke for {talks.North}");
        (await app.PostAsync("/api/v1/positions", talks.PositionBody(day: "2026-01-31", members: ("speaker", speaker)))).Expect(201);
    }

    [Theory]
    [Breaks(
        By.Api,
        "ck_remark_kind",
        "ck_remark_paragraph",
        "ck_remark_mode",
        "ck_remark_mode_of_party",
        "ck_remark_quote_of_speaker",
        "ck_remark_outlet_alone"
    )]
    [InlineData("""{"kind": "GOSSIP"}""", "/item/kind", "SURVEY")]
    [InlineData("""{"paragraph": 0}""", "/item/paragraph", "1 or more")]
    [InlineData("""{"text": " "}""", "/item/text", "is empty")]
    [InlineData("""{"mode": "RUMOUR"}""", "/item/mode", "DIRECT_QUOTE")]
    [InlineData("""{"mode": "OUTLET"}""", "/item/mode", "neither party nor speaker")]
    [InlineData("""{"mode": "DIRECT_QUOTE"}""", "/item/mode", "neither party nor speaker")]
    [InlineData("""{"party": "$north", "mode": "DIRECT_QUOTE"}""", "/item/mode", "no speaker is named")]
    [InlineData("""{"speaker": "$northSpeaker", "mode": "OUTLET"}""", "/item/mode", "a speaker is named")]
    [InlineData("""{"speaker": "$northSpeaker", "mode": "ANONYMOUS_SOURCE"}""", "/item/mode", "a speaker is named")]
    public async Task A_remark_that_is_none_is_refused_where_it_is_wrong(string members, string pointer, string message)
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.PostAsync(
            "/api/v1/remarks",
            talks.With(
                new
                {
                    article = talks.Article,
                    paragraph = 1,
                    kind = "CONTEXT",
                    text = "Background",
                },
                members
            )
        );

        answer.Expect(400);
        answer.ErrorAt(pointer).ShouldContain(message);
    }

    [Theory]
    [Breaks(
        By.Sql,
        "ck_remark_kind",
        "ck_remark_paragraph",
        "ck_remark_mode",
        "ck_remark_mode_of_party",
        "ck_remark_speaker_of_party",
        "ck_remark_quote_of_speaker",
        "ck_remark_outlet_alone",
        "ck_remark_superseded_later",
        "ux_remark_article"
    )]
    [InlineData("ck_remark_kind", """{"kind": "GOSSIP"}""")]
    [InlineData("ck_remark_paragraph", """{"paragraph": 0}""")]
    [InlineData("ck_remark_mode", """{"party": "$north", "mode": "RUMOUR"}""")]
    [InlineData("ck_remark_mode_of_party", """{"party": "$north"}""")]
    [InlineData("ck_remark_mode_of_party", """{"mode": "PARAPHRASE"}""")]
    [InlineData("ck_remark_speaker_of_party", """{"speaker": "$northSpeaker"}""")]
    [InlineData("ck_remark_quote_of_speaker", """{"party": "$north", "mode": "DIRECT_QUOTE"}""")]
    [InlineData("ck_remark_outlet_alone", """{"party": "$north", "speaker": "$northSpeaker", "mode": "OUTLET"}""")]
    [InlineData("ck_remark_superseded_later", """{"superseded_in": 1}""")]
    public async Task A_remark_that_is_none_is_refused_by_the_database(string constraint, string columns)
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync(
            "remarks",
            new
            {
                article = talks.Article,
                paragraph = 1,
                kind = "CONTEXT",
                text = "Background",
            }
        );

        await app.ShouldBreakAsync(constraint, sql => sql.CopyAsync("remark", $"article = '{talks.Article}'", talks.Fill(columns)));
        await app.ShouldBreakAsync(
            "ux_remark_article",
            async sql =>
            {
                await sql.CopyAsync("remark", $"article = '{talks.Article}'", """{"place": 7}""");
                await sql.CopyAsync("remark", $"article = '{talks.Article}'", """{"place": 7}""");
            }
        );
    }

    [Fact]
    [Breaks(By.Api, "position_is_whole", "milestone_is_whole")]
    public async Task A_record_without_a_source_is_refused_by_the_service()
    {
        var talks = await TestTalks.NewAsync(app);

        var position = await app.PostAsync("/api/v1/positions", talks.PositionBody(members: ("article", null)));
        var milestone = await app.PostAsync("/api/v1/milestones", talks.MilestoneBody(members: ("article", null)));
        var remark = await app.PostAsync(
            "/api/v1/remarks",
            new
            {
                paragraph = 1,
                kind = "CONTEXT",
                text = "Background",
            }
        );

        position.Expect(422);
        position.ErrorAt("/item/article").ShouldContain("every record needs the article");
        milestone.Expect(422);
        milestone.ErrorAt("/item/article").ShouldContain("every record needs the article");
        remark.Expect(422);
        remark.ErrorAt("/item/article").ShouldContain("every remark needs its article");
    }

    [Fact]
    [Breaks(By.Sql, "position_is_whole", "milestone_is_whole")]
    public async Task A_record_without_a_source_is_refused_by_the_database_when_it_is_committed()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        var milestone = (await talks.AddAsync("milestones", talks.MilestoneBody())).GetProperty("item").GetProperty("id").GetGuid();

        await app.ShouldBreakAsync("position_has_citation", sql => sql.CopyAsync("position", $"id = '{position}'"));
        await app.ShouldBreakAsync("milestone_has_citation", sql => sql.CopyAsync("milestone", $"id = '{milestone}'"));
        var copy = Guid.CreateVersion7();
        await app.ShouldTakeAsync(async sql =>
        {
            await sql.CopyAsync("position", $"id = '{position}'", $$"""{"id": "{{copy}}"}""");
            await sql.CopyAsync("citation", $"position = '{position}'", $$"""{"position": "{{copy}}"}""");
        });
    }

    [Fact]
    [Breaks(By.Sql, "position_is_whole", "milestone_is_whole", "ux_position_one_successor", "ux_milestone_one_successor")]
    public async Task A_correction_supersedes_what_it_corrects_in_the_same_revision_and_is_the_only_one()
    {
        var talks = await TestTalks.NewAsync(app);
        var records = new Dictionary<string, Guid>
        {
            ["position"] = await talks.RecordAsync(talks.PositionBody()),
            ["milestone"] = (await talks.AddAsync("milestones", talks.MilestoneBody())).GetProperty("item").GetProperty("id").GetGuid(),
        };
        foreach (var (table, old) in records)
        {
            Task CorrectAsync(LedgerSql sql, Guid id) =>
                Task.Run(async () =>
                {
                    await sql.CopyAsync(table, $"id = '{old}'", $$"""{"id": "{{id}}", "corrects": "{{old}}"}""");
                    await sql.CopyAsync("citation", $"{table} = '{old}'", $$"""{"{{table}}": "{{id}}"}""");
                });

            await app.ShouldBreakAsync($"{table}_supersedes", sql => CorrectAsync(sql, Guid.CreateVersion7()));
            await app.ShouldTakeAsync(async sql =>
            {
                await CorrectAsync(sql, Guid.CreateVersion7());
                await sql.ExecuteAsync($"UPDATE {table} SET superseded_in = {sql.Revision} WHERE id = '{old}'");
            });
            await app.ShouldBreakAsync(
                $"ux_{table}_one_successor",
                async sql =>
                {
                    await CorrectAsync(sql, Guid.CreateVersion7());
                    await CorrectAsync(sql, Guid.CreateVersion7());
                }
            );
        }
    }

    [Theory]
    [Breaks(
        By.Api,
        "ux_position_one_successor",
        "ux_milestone_one_successor",
        "ck_position_superseded_later",
        "ck_milestone_superseded_later"
    )]
    [InlineData("positions")]
    [InlineData("milestones")]
    public async Task What_is_superseded_is_neither_corrected_nor_retracted_again_and_the_answer_links_to_what_is_in_force(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var body = noun == "positions" ? talks.PositionBody() : talks.MilestoneBody();
        var old = (await talks.AddAsync(noun, body)).GetProperty("item").GetProperty("id").GetGuid();
        var corrected = talks.With(body, """{"summary": "Corrected"}""");
        var successor = (await app.PostAsync($"/api/v1/{noun}/{old}/correction", corrected))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();
        var last = (await app.PostAsync($"/api/v1/{noun}/{successor}/correction", body))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();

        foreach (
            var answer in new[]
            {
                await app.PostAsync($"/api/v1/{noun}/{old}/correction", body),
                await app.SendAsync(HttpMethod.Post, $"/api/v1/{noun}/{old}/retraction", new { note = "Again" }),
                await app.PostAsync($"/api/v1/{noun}/{old}/citations", new { article = talks.Article, paragraph = 5 }),
            }
        )
        {
            answer.Expect(409).GetProperty("conflictsWith").GetString().ShouldBe($"/api/v1/{noun}/{last}");
        }
    }

    [Fact]
    [Breaks(By.Sql, "ck_track_one_target", "ux_track_issue", "ux_track_proposal")]
    public async Task A_track_has_one_target_and_a_party_one_track_on_it()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody());
        await talks.RecordAsync(talks.PositionBody(members: [("proposal", null), ("issue", talks.Land)]));

        await app.ShouldBreakAsync(
            "ck_track_one_target",
            sql => sql.CopyAsync("track", $"proposal = '{talks.Proposal}'", $$"""{"issue": "{{talks.Land}}"}""")
        );
        await app.ShouldBreakAsync("ux_track_proposal", sql => sql.CopyAsync("track", $"proposal = '{talks.Proposal}'"));
        await app.ShouldBreakAsync("ux_track_issue", sql => sql.CopyAsync("track", $"issue = '{talks.Land}'"));
        await app.ShouldTakeAsync(sql => sql.CopyAsync("track", $"issue = '{talks.Land}'", $$"""{"party": "{{talks.South}}"}"""));
    }

    [Theory]
    [Breaks(By.Api, "ux_track_issue", "ux_track_proposal")]
    [InlineData("""{}""")]
    [InlineData("""{"proposal": null, "issue": "$land"}""")]
    public async Task Two_first_positions_at_once_are_on_one_track(string target)
    {
        var talks = await TestTalks.NewAsync(app);

        var answers = await Task.WhenAll(
            Enumerable
                .Range(1, 6)
                .Select(day => app.PostAsync("/api/v1/positions", talks.With(talks.PositionBody(day: $"2026-03-0{day}"), target)))
        );

        answers.ShouldAllBe(x => x.Status == 201);
        (await app.GetAsync($"/api/v1/held-positions?party={talks.North}")).GetProperty("items").GetArrayLength().ShouldBe(1);
        (await app.GetAsync($"/api/v1/positions?party={talks.North}")).GetProperty("items").GetArrayLength().ShouldBe(6);
    }

    [Fact]
    [Breaks(By.Sql, "ux_position_place", "ux_milestone_place")]
    public async Task A_place_in_a_revision_is_taken_once()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody());
        await talks.AddAsync("milestones", talks.MilestoneBody());
        foreach (var (table, where) in new[] { ("position", $"party = '{talks.North}'"), ("milestone", $"proposal = '{talks.Proposal}'") })
        {
            await app.ShouldBreakAsync(
                $"ux_{table}_place",
                async sql =>
                {
                    await sql.CopyAsync(table, where, """{"place": 7}""");
                    await sql.CopyAsync(table, where, """{"place": 7}""");
                }
            );
        }
    }

    [Theory]
    [Breaks(By.Api, "pk_position", "pk_milestone", "pk_remark")]
    [InlineData("positions", "another position")]
    [InlineData("milestones", "another milestone")]
    [InlineData("remarks", "another remark")]
    public async Task An_id_that_is_taken_is_a_conflict(string noun, string message)
    {
        var talks = await TestTalks.NewAsync(app);
        var id = Guid.CreateVersion7();
        object body = noun switch
        {
            "positions" => talks.PositionBody(members: ("id", id)),
            "milestones" => talks.MilestoneBody(members: ("id", id)),
            _ => new
            {
                id,
                article = talks.Article,
                paragraph = 1,
                kind = "CONTEXT",
                text = "Background",
            },
        };
        await talks.AddAsync(noun, body);
        var head = await app.HeadAsync();

        var again = await app.PostAsync($"/api/v1/{noun}", body);

        again.Expect(409);
        again.ErrorAt("/item/id").ShouldContain(message);
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [InlineData("positions")]
    [InlineData("milestones")]
    public async Task A_correction_under_the_id_of_what_it_corrects_is_a_conflict(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var id = Guid.CreateVersion7();
        var body = noun == "positions" ? talks.PositionBody(members: ("id", id)) : talks.MilestoneBody(members: ("id", id));
        await talks.AddAsync(noun, body);

        var correction = await app.PostAsync($"/api/v1/{noun}/{id}/correction", body);

        correction.Expect(409);
        correction.ErrorAt("/item/id").ShouldContain("has this id");
    }
}
