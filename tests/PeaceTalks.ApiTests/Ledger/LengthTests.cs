using Npgsql;

namespace PeaceTalks.ApiTests.Ledger;

/// <summary>The limits of texts: those of the columns are those of the API, which takes the last character and refuses one more.</summary>
public sealed class LengthTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    /// <summary>
    /// Table and column (or a member of a list in it), noun, limit, pointer, and a body's members with <c>$text</c> in place of the text.
    /// </summary>
    public static TheoryData<string, string, int, string, string> Texts =>
        new()
        {
            { "process.slug", "processes", 100, "/item/slug", """{"slug": "$text"}""" },
            { "party.slug", "parties", 100, "/item/slug", """{"slug": "$text"}""" },
            { "speaker.slug", "speakers", 100, "/item/slug", """{"slug": "$text"}""" },
            { "issue.slug", "issues", 100, "/item/slug", """{"slug": "$text"}""" },
            { "proposal.slug", "proposals", 100, "/item/slug", """{"slug": "$text"}""" },
            { "article.slug", "articles", 100, "/item/slug", """{"slug": "$text"}""" },
            { "process_version.name", "processes", 200, "/item/name", """{"name": "$text"}""" },
            { "process_version.description", "processes", 2000, "/item/description", """{"description": "$text"}""" },
            { "party_version.name", "parties", 200, "/item/name", """{"name": "$text"}""" },
            { "party_version.aliases", "parties", 200, "/item/aliases/0/name", """{"aliases": [{"name": "$text", "language": "en"}]}""" },
            {
                "party_version.memberships",
                "parties",
                500,
                "/item/memberships/0/source/quote",
                """{"memberships": [{"group": "$south", "role": "MEMBER", "source": {"article": "$article", "paragraph": 1, "quote": "$text"}}]}"""
            },
            { "speaker_version.name", "speakers", 200, "/item/name", """{"name": "$text"}""" },
            {
                "speaker_version.aliases",
                "speakers",
                200,
                "/item/aliases/0/name",
                """{"aliases": [{"name": "$text", "language": "en"}]}"""
            },
            {
                "speaker_version.mandates",
                "speakers",
                200,
                "/item/mandates/0/office",
                """{"mandates": [{"party": "$north", "office": "$text"}]}"""
            },
            { "issue_version.name", "issues", 200, "/item/name", """{"name": "$text"}""" },
            { "issue_version.question", "issues", 200, "/item/question", """{"question": "$text"}""" },
            { "issue_version.description", "issues", 2000, "/item/description", """{"description": "$text"}""" },
            { "proposal_version.name", "proposals", 200, "/item/name", """{"name": "$text"}""" },
            { "proposal_version.summary", "proposals", 500, "/item/summary", """{"summary": "$text"}""" },
            {
                "proposal_version.labels",
                "proposals",
                200,
                "/item/labels/0/label",
                """{"labels": [{"party": "$north", "label": "$text"}]}"""
            },
            { "article_version.title", "articles", 300, "/item/title", """{"title": "$text"}""" },
            { "article_version.outlet", "articles", 200, "/item/outlet", """{"outlet": "$text"}""" },
            { "article_version.authors", "articles", 200, "/item/authors/0", """{"authors": ["$text"]}""" },
            { "article_version.url", "articles", 2000, "/item/url", """{"url": "https://a.org/$text"}""" },
            { "article_version.language", "articles", 20, "/item/language", """{"language": "aaaaaaaa-bbbbbbbb-$text"}""" },
            { "article_version.published_on_note", "articles", 2000, "/item/publishedOnNote", """{"publishedOnNote": "$text"}""" },
            { "position.summary", "positions", 500, "/item/summary", """{"summary": "$text"}""" },
            {
                "position.conditions",
                "positions",
                300,
                "/item/conditions/0/text",
                """{"conditions": [{"kind": "CONTINGENT_EVENT", "key": "event", "text": "$text"}]}"""
            },
            {
                "position.conditions",
                "positions",
                60,
                "/item/conditions/0/key",
                """{"conditions": [{"kind": "CONTINGENT_EVENT", "key": "$text", "text": "x"}]}"""
            },
            {
                "position.terms",
                "positions",
                60,
                "/item/terms/0/key",
                """{"terms": [{"key": "$text", "comparator": "SAME_AS_OTHER_SIDE"}]}"""
            },
            {
                "position.terms",
                "positions",
                30,
                "/item/terms/0/unit",
                """{"terms": [{"key": "distance", "comparator": "EXACTLY", "value": 1, "unit": "$text"}]}"""
            },
            { "citation.quote", "positions", 500, "/item/quote", """{"quote": "$text"}""" },
            {
                "citation.quote",
                "positions",
                500,
                "/item/citations/0/quote",
                """{"citations": [{"article": "$article", "paragraph": 2, "quote": "$text"}]}"""
            },
            { "citation.quote", "milestones", 500, "/item/quote", """{"quote": "$text"}""" },
            { "meeting.summary", "meetings", 500, "/item/summary", """{"summary": "$text"}""" },
            { "meeting.name", "meetings", 200, "/item/name", """{"name": "$text"}""" },
            { "meeting.venue", "meetings", 200, "/item/place", """{"place": "$text"}""" },
            { "milestone.summary", "milestones", 500, "/item/summary", """{"summary": "$text"}""" },
            { "remark.text", "remarks", 500, "/item/text", """{"text": "$text"}""" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task A_text_may_be_as_long_as_its_limit_and_no_longer(
        string column,
        string noun,
        int limit,
        string pointer,
        string members
    )
    {
        var talks = await TestTalks.NewAsync(app);
        var given =
            members.Contains("https://a.org/", StringComparison.Ordinal) ? 14
            : members.Contains("aaaaaaaa-bbbbbbbb-", StringComparison.Ordinal) ? 18
            : 0;
        Task<Answer> SendAsync(int length) =>
            app.PostAsync($"/api/v1/{noun}", talks.With(Body(noun, talks), members.Replace("$text", new string('x', length - given))));

        var tooLong = await SendAsync(limit + 1);
        var fits = await SendAsync(limit);

        tooLong.Status.ShouldBe(400, column);
        tooLong.ErrorAt(pointer).ShouldContain($"at most {limit} characters");
        fits.Expect(201);
    }

    [Fact]
    public async Task A_note_may_be_as_long_as_its_limit_and_no_longer()
    {
        var talks = await TestTalks.NewAsync(app);
        Task<Answer> SendAsync(string note, bool retract, Guid id) =>
            retract
                ? app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{id}/retraction", new { note })
                : app.SendAsync(HttpMethod.Post, "/api/v1/positions", new { note, item = talks.PositionBody() });

        foreach (var retract in new[] { false, true })
        {
            var id = await talks.RecordAsync(talks.PositionBody());
            (await SendAsync(new string('x', 1001), retract, id)).ErrorAt("/note").ShouldContain("at most 1000");
            (await SendAsync("", retract, id)).ErrorAt("/note").ShouldContain("empty");
            (await SendAsync(new string('x', 1000), retract, id)).Status.ShouldBeInRange(200, 201);
        }
    }

    [Fact]
    public async Task Every_column_of_text_has_a_limit_which_is_tried_here_and_holds_in_the_database()
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(
            """
            SELECT c.table_name || '.' || c.column_name, c.data_type, c.character_maximum_length
            FROM information_schema.columns c
            WHERE c.table_schema = 'public' AND c.table_name <> '__EFMigrationsHistory' AND c.data_type IN ('text', 'character varying') AND c.is_generated = 'NEVER'
              AND NOT EXISTS (SELECT 1 FROM pg_constraint f JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = ANY(f.conkey)
                  WHERE f.conrelid = c.table_name::regclass AND a.attname = c.column_name AND (f.contype = 'f' OR f.contype = 'c' AND pg_get_constraintdef(f.oid) LIKE '%ARRAY[%'))
            """,
            connection
        );
        Dictionary<string, int?> columns = [];
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                columns[reader.GetString(0)] = await reader.IsDBNullAsync(2) ? null : reader.GetInt32(2);
            }
        }

        columns.ShouldAllBe(x => x.Value != null);
        string[] written = // by the service; in the test above; and in those of keys and of idempotency
        [
            "change.subject",
            "change.supersedes",
            "revision.author",
            "revision.note",
            "key.name",
            "key.hint",
            "audit_entry.address",
            "audit_entry.note",
            "kept_answer.name",
        ];
        var tried = Texts.Select<object[], (string Column, int Limit)>(x => ((string)x[0], (int)x[2])).ToList();
        columns.Keys.Except(tried.Select(x => x.Column)).ShouldBe(written, ignoreOrder: true);
        tried.Where(x => columns.TryGetValue(x.Column, out var limit) && limit != x.Limit).ShouldBeEmpty();
        foreach (var (column, limit) in columns)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            var broken = await Should.ThrowAsync<PostgresException>(async () =>
            {
                await using var insert = new NpgsqlCommand($"INSERT INTO {table} ({name}) VALUES (repeat('x', {limit + 1}))", connection);
                await insert.ExecuteNonQueryAsync();
            });
            broken.SqlState.ShouldBe(PostgresErrorCodes.StringDataRightTruncation, column);
        }
    }

    private static object Body(string noun, TestTalks talks) =>
        noun switch
        {
            "processes" => talks.With(talks.ProcessBody(), """{"slug": "$process-new"}"""),
            "parties" => talks.PartyBody($"{talks.North}-new", "North"),
            "speakers" => talks.SpeakerBody($"{talks.NorthSpeaker}-new", talks.North),
            "issues" => talks.IssueBody($"{talks.Land}-new", null),
            "proposals" => talks.ProposalBody($"{talks.Proposal}-new"),
            "articles" => talks.ArticleBody($"{talks.Article}-new", "2026-03-10"),
            "positions" => talks.PositionBody(),
            "milestones" => talks.MilestoneBody(),
            "meetings" => talks.MeetingBody(),
            _ => new
            {
                article = talks.Article,
                paragraph = 1,
                kind = "CONTEXT",
                text = "Background",
            },
        };
}
