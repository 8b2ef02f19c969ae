using PeaceTalks.ApiTests.Ledger;

namespace PeaceTalks.ApiTests.Meetings;

/// <summary>What a state of a meeting must be, tried to break through the API and through SQL.</summary>
public sealed class MeetingConstraintTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [Breaks(
        By.Api,
        "ck_meeting_kind",
        "ck_meeting_state",
        "ck_meeting_mode",
        "ck_meeting_basis",
        "ck_meeting_bounds",
        "ck_meeting_held_basis",
        "ck_meeting_held_bounds",
        "ck_meeting_summary",
        "ck_meeting_name",
        "ck_meeting_outlet_alone"
    )]
    [InlineData("""{"kind": "DINNER"}""", "/item/kind", "SUMMIT")]
    [InlineData("""{"state": "FORGOTTEN"}""", "/item/state", "POSTPONED")]
    [InlineData("""{"mode": "RUMOUR"}""", "/item/mode", "PARAPHRASE")]
    [InlineData("""{"statedOn": {"edtf": "2026-03-01", "basis": "GUESSED"}}""", "/item/statedOn/basis", "STATED")]
    [InlineData("""{"statedOn": {"edtf": "2026-03-01"}}""", "/item/statedOn/basis", "is missing; it takes one of STATED")]
    [InlineData("""{"statedOn": {"edtf": "[2026-03-02..2026-03-01]", "basis": "STATED"}}""", "/item/statedOn", "is not a day")]
    [InlineData("""{"heldOn": {"edtf": "2026-03-01", "basis": "GUESSED"}}""", "/item/heldOn/basis", "STATED")]
    [InlineData("""{"heldOn": {"edtf": "[2026-03-02..2026-03-01]", "basis": "STATED"}}""", "/item/heldOn", "is not a day")]
    [InlineData("""{"summary": ""}""", "/item/summary", "is empty")]
    [InlineData("""{"name": " "}""", "/item/name", "is empty")]
    [InlineData("""{"place": ""}""", "/item/place", "is empty")]
    [InlineData("""{"mode": "OUTLET", "assertedBy": "$north"}""", "/item/mode", "article's own voice")]
    [InlineData("""{"participants": [{"party": "$north", "role": "GUEST"}]}""", "/item/participants/0/role", "MEDIATOR")]
    [InlineData("""{"participants": [{"party": "$north"}, {"party": "$north", "role": "HOST"}]}""", "/item/participants", "twice")]
    [InlineData("""{"issues": ["$land", "$land"]}""", "/item/issues", "twice")]
    [InlineData("""{"proposals": ["$proposal", "$proposal"]}""", "/item/proposals", "twice")]
    public async Task A_meeting_that_is_none_is_refused_where_it_is_wrong(string members, string pointer, string message)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answer = await app.PostAsync("/api/v1/meetings", talks.With(talks.MeetingBody(), members));

        answer.Expect(400);
        answer.ErrorAt(pointer).ShouldContain(message);
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [Breaks(By.Api, "ck_meeting_held_has_day", "ck_meeting_speaker_asserts", "meeting_is_whole", "meetings_have_no_cycle")]
    [InlineData("""{"heldOn": null}""", "/item/heldOn", "is missing")]
    [InlineData("""{"name": null}""", "/item/name", "is missing")]
    [InlineData("""{"kind": null}""", "/item/kind", "is missing")]
    [InlineData("""{"process": null}""", "/item/process", "is missing")]
    [InlineData("""{"article": null}""", "/item/article", "every record needs the article")]
    [InlineData("""{"speaker": "$northSpeaker", "assertedBy": "$south"}""", "/item/assertedBy", "give that party")]
    [InlineData("""{"partOf": "0199a0a0-0000-7000-8000-000000000001"}""", "/item/partOf", "there is no meeting")]
    public async Task A_meeting_that_breaks_a_rule_of_the_ledger_is_refused_where_it_does(string members, string pointer, string message)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answer = await app.PostAsync("/api/v1/meetings", talks.With(talks.MeetingBody(), members));

        answer.Expect(422);
        answer.ErrorAt(pointer).ShouldContain(message);
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [Breaks(
        By.Sql,
        "ck_meeting_kind",
        "ck_meeting_state",
        "ck_meeting_mode",
        "ck_meeting_basis",
        "ck_meeting_bounds",
        "ck_meeting_held_basis",
        "ck_meeting_held_bounds",
        "ck_meeting_held_whole",
        "ck_meeting_held_has_day",
        "ck_meeting_summary",
        "ck_meeting_name",
        "ck_meeting_outlet_alone",
        "ck_meeting_speaker_asserts",
        "ck_meeting_superseded_later"
    )]
    [InlineData("ck_meeting_kind", """{"kind": "DINNER"}""")]
    [InlineData("ck_meeting_state", """{"state": "FORGOTTEN"}""")]
    [InlineData("ck_meeting_mode", """{"mode": "RUMOUR"}""")]
    [InlineData("ck_meeting_basis", """{"basis": "GUESSED"}""")]
    [InlineData("ck_meeting_bounds", """{"earliest": "2026-03-02", "latest": "2026-03-01"}""")]
    [InlineData("ck_meeting_held_basis", """{"held_basis": "GUESSED"}""")]
    [InlineData("ck_meeting_held_bounds", """{"held_earliest": "2026-03-06"}""")]
    [InlineData("ck_meeting_held_whole", """{"held_basis": null}""")]
    [InlineData("ck_meeting_held_whole", """{"state": "ANNOUNCED", "held_latest": null, "held_basis": null}""")]
    [InlineData("ck_meeting_held_has_day", """{"held_earliest": null, "held_latest": null, "held_basis": null}""")]
    [InlineData("ck_meeting_summary", """{"summary": ""}""")]
    [InlineData("ck_meeting_name", """{"name": ""}""")]
    [InlineData("ck_meeting_outlet_alone", """{"mode": "OUTLET", "asserted_by": "$north"}""")]
    [InlineData("ck_meeting_speaker_asserts", """{"mode": "DOCUMENT", "speaker": "$northSpeaker"}""")]
    [InlineData("ck_meeting_superseded_later", """{"superseded_in": 1}""")]
    public async Task A_meeting_that_is_none_is_refused_by_the_database(string constraint, string columns)
    {
        var talks = await TestTalks.NewAsync(app);
        var meeting = await talks.MeetAsync(talks.MeetingBody());

        await app.ShouldBreakAsync(constraint, sql => sql.CopyAsync("meeting", $"id = '{meeting}'", talks.Fill(columns)));
    }

    [Fact]
    [Breaks(By.Sql, "meeting_is_whole", "meeting_references", "meetings_have_no_cycle", "ux_meeting_place", "ux_meeting_one_successor")]
    public async Task A_state_belongs_to_its_meeting_and_names_what_is_there()
    {
        var talks = await TestTalks.NewAsync(app);
        var others = await TestTalks.NewAsync(app);
        var meeting = await talks.MeetAsync(talks.MeetingBody());
        var session = await talks.MeetAsync(talks.MeetingBody(members: ("partOf", meeting)));
        var state = (await app.PostAsync("/api/v1/meetings", talks.MeetingBody(members: ("meeting", meeting))))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("states")[1]
            .GetProperty("id")
            .GetGuid();
        var position = await talks.RecordAsync(talks.PositionBody());
        Task CopyAsync(LedgerSql sql, string columns, string table = "meeting", Guid? of = null) =>
            Task.Run(async () =>
            {
                var id = Guid.CreateVersion7();
                await sql.CopyAsync(table, $"id = '{of ?? meeting}'", columns.Replace("$id", $"{id}"), id);
                await sql.CopyAsync("citation", $"{table} = '{of ?? meeting}'", $$"""{"{{table}}": "{{id}}"}""");
            });
        Task BreakAsync(string constraint, string columns) => app.ShouldBreakAsync(constraint, sql => CopyAsync(sql, columns));

        await app.ShouldTakeAsync(sql => CopyAsync(sql, "{}"));
        await app.ShouldTakeAsync(sql => CopyAsync(sql, """{"meeting_id": "$id"}"""));
        await app.ShouldBreakAsync("meeting_has_citation", sql => sql.CopyAsync("meeting", $"id = '{meeting}'"));
        await BreakAsync("meeting_names_meeting", $$"""{"meeting_id": "{{state}}"}""");
        await BreakAsync("meeting_names_meeting", $$"""{"part_of": "{{state}}"}""");
        await BreakAsync("meeting_names_meeting", $$"""{"process": "{{others.Process}}"}""");
        await BreakAsync("meetings_have_no_cycle", $$"""{"part_of": "{{session}}"}""");
        await BreakAsync("meeting_supersedes", $$"""{"corrects": "{{state}}"}""");
        await BreakAsync("meeting_participants", """{"participants": [{"party": "not-there"}]}""");
        await BreakAsync("meeting_participants", talks.Fill("""{"participants": [{"party": "$north", "speaker": "not-there"}]}"""));
        await BreakAsync("meeting_issues", $$"""{"issues": ["{{others.Land}}"]}""");
        await BreakAsync("meeting_proposals", $$"""{"proposals": ["{{others.Proposal}}"]}""");
        await app.ShouldBreakAsync("position_names_meeting", sql => CopyAsync(sql, $$"""{"meeting": "{{state}}"}""", "position", position));
        await app.ShouldTakeAsync(sql => CopyAsync(sql, $$"""{"meeting": "{{meeting}}"}""", "position", position));
        await app.ShouldBreakAsync(
            "meeting_supersedes",
            async sql =>
            {
                // A correction does not move a state to another meeting.
                await CopyAsync(sql, $$"""{"corrects": "{{session}}"}""");
                await sql.ExecuteAsync($"UPDATE meeting SET superseded_in = {sql.Revision} WHERE id = '{session}'");
            }
        );
        await app.ShouldBreakAsync(
            "ux_meeting_one_successor",
            async sql =>
            {
                await CopyAsync(sql, $$"""{"corrects": "{{state}}"}""");
                await CopyAsync(sql, $$"""{"corrects": "{{state}}"}""");
            }
        );
        await app.ShouldBreakAsync(
            "ux_meeting_place",
            async sql =>
            {
                await CopyAsync(sql, """{"place": 7}""");
                await CopyAsync(sql, """{"place": 7}""");
            }
        );
    }

    [Fact]
    [Breaks(By.Api, "ux_meeting_one_successor", "ck_meeting_superseded_later", "meeting_references")]
    public async Task What_is_superseded_is_neither_corrected_nor_retracted_nor_cited_again()
    {
        var talks = await TestTalks.NewAsync(app);
        var meeting = await talks.MeetAsync(talks.MeetingBody());
        var path = $"/api/v1/meetings/{meeting}";
        (await app.PostAsync($"{path}/correction", talks.MeetingBody(members: ("place", "Rome")))).Expect(201);

        (await app.PostAsync($"{path}/correction", talks.MeetingBody())).Expect(409);
        (await app.SendAsync(HttpMethod.Post, $"{path}/retraction", new { note = "Test" })).Expect(409);
        (await app.PostAsync($"{path}/citations", new { article = talks.Article, paragraph = 2 })).Expect(409);
        (await app.PostAsync("/api/v1/meetings", talks.MeetingBody(members: ("participants", new[] { new { party = "nobody" } })))).Expect(
            422
        );
    }
}
