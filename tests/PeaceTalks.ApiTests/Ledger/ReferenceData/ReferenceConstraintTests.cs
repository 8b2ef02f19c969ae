using Npgsql;

namespace PeaceTalks.ApiTests.Ledger.ReferenceData;

/// <summary>What reference data must be, tried to break through the API and through SQL.</summary>
public sealed class ReferenceConstraintTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    public static TheoryData<string> Nouns => ["process", "party", "speaker", "issue", "proposal", "article"];

    [Theory]
    [Breaks(By.Api, "ck_process_slug", "ck_party_slug", "ck_speaker_slug", "ck_issue_slug", "ck_proposal_slug", "ck_article_slug")]
    [MemberData(nameof(Nouns))]
    public async Task A_slug_of_another_form_is_refused(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (var slug in new[] { "", "Upper", "two words", "under_score", "-first", "last-", "two--hyphens", "krím", "a/b", "line\n" })
        {
            var answer = await app.PostAsync(
                PathOf(noun),
                talks.With(BodyOf(noun, talks), $$"""{"slug": {{System.Text.Json.JsonSerializer.Serialize(slug)}}}""")
            );

            answer.Status.ShouldBe(400, $"'{slug}': {answer.Text}");
            answer.ErrorAt("/item/slug").ShouldContain("is not a slug");
        }
    }

    [Theory]
    [Breaks(By.Sql, "ck_process_slug", "ck_party_slug", "ck_speaker_slug", "ck_issue_slug", "ck_proposal_slug", "ck_article_slug")]
    [MemberData(nameof(Nouns))]
    public async Task A_slug_of_another_form_is_refused_by_the_database(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (var slug in new[] { "", "Upper", "two words", "-first", "last-", "two--hyphens", "line\\n" })
        {
            await app.ShouldBreakAsync(
                $"ck_{noun}_slug",
                sql => sql.CopyAsync(noun, $"slug = '{SlugOf(noun, talks)}'", $$"""{"slug": "{{slug}}"}""")
            );
        }
    }

    [Theory]
    [Breaks(By.Api, "pk_process", "pk_party", "pk_speaker", "pk_issue", "pk_proposal", "pk_article")]
    [MemberData(nameof(Nouns))]
    public async Task A_slug_that_is_taken_is_a_conflict_with_a_link_to_what_has_it(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answer = await app.PostAsync(PathOf(noun), BodyOf(noun, talks));

        answer.Expect(409).GetProperty("conflictsWith").GetString().ShouldBe($"{PathOf(noun)}/{SlugOf(noun, talks)}");
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task Of_two_that_take_a_slug_at_once_one_gets_it(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var body = talks.With(BodyOf(noun, talks), $$"""{"slug": "{{SlugOf(noun, talks)}}-new"}""");

        var answers = await Task.WhenAll(app.PostAsync(PathOf(noun), body), app.PostAsync(PathOf(noun), body));

        answers.Select(x => x.Status).Order().ShouldBe([201, 409]);
    }

    [Theory]
    [Breaks(
        By.Sql,
        "ux_process_version_in_force",
        "ux_party_version_in_force",
        "ux_speaker_version_in_force",
        "ux_issue_version_in_force",
        "ux_proposal_version_in_force",
        "ux_article_version_in_force",
        "ck_process_version_version",
        "ck_party_version_version",
        "ck_speaker_version_version",
        "ck_issue_version_version",
        "ck_proposal_version_version",
        "ck_article_version_version",
        "ck_process_version_superseded_later",
        "ck_party_version_superseded_later",
        "ck_speaker_version_superseded_later",
        "ck_issue_version_superseded_later",
        "ck_proposal_version_superseded_later",
        "ck_article_version_superseded_later"
    )]
    [MemberData(nameof(Nouns))]
    public async Task One_version_is_in_force_and_is_superseded_later_than_it_was_recorded(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var where = $"slug = '{SlugOf(noun, talks)}'";

        await app.ShouldBreakAsync($"ux_{noun}_version_in_force", sql => sql.CopyAsync($"{noun}_version", where, """{"version": 2}"""));
        await app.ShouldBreakAsync($"ck_{noun}_version_version", sql => sql.CopyAsync($"{noun}_version", where, """{"version": 0}"""));
        await app.ShouldBreakAsync(
            $"ck_{noun}_version_superseded_later",
            sql => sql.CopyAsync($"{noun}_version", where, """{"version": 2, "superseded_in": 1}""")
        );
        await app.ShouldTakeAsync(async sql =>
        {
            await sql.ExecuteAsync($"UPDATE {noun}_version SET superseded_in = {sql.Revision} WHERE {where}");
            await sql.CopyAsync($"{noun}_version", where, """{"version": 2, "superseded_in": null}""");
        });
    }

    [Theory]
    [Breaks(
        By.Api,
        "ux_process_version_in_force",
        "ux_party_version_in_force",
        "ux_speaker_version_in_force",
        "ux_issue_version_in_force",
        "ux_proposal_version_in_force",
        "ux_article_version_in_force"
    )]
    [MemberData(nameof(Nouns))]
    public async Task Of_two_edits_of_one_version_at_once_one_is_stale(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answers = await Task.WhenAll(EditAsync(noun, talks, "One", "\"1\""), EditAsync(noun, talks, "Another", "\"1\""));

        answers.Select(x => x.Status).Order().ShouldBe([200, 412]);
        answers.Single(x => x.Status == 200).ETag.ShouldBe("\"2\"");
        answers.Single(x => x.Status == 412).Json.GetProperty("currentVersion").GetInt32().ShouldBe(2);
        (await app.HeadAsync()).ShouldBe(head + 1);
        (await VersionsAsync(noun, talks)).Count(x => x.SupersededIn is null).ShouldBe(1);
    }

    [Theory]
    [Breaks(
        By.Api,
        "ck_process_version_version",
        "ck_party_version_version",
        "ck_speaker_version_version",
        "ck_issue_version_version",
        "ck_proposal_version_version",
        "ck_article_version_version"
    )]
    [MemberData(nameof(Nouns))]
    public async Task An_edit_of_a_version_that_never_was_is_refused(string noun)
    {
        var talks = await TestTalks.NewAsync(app);

        (await EditAsync(noun, talks, "Zero", "\"0\"")).Expect(400);
        (await EditAsync(noun, talks, "Less", "\"-1\"")).Expect(400);
        (await EditAsync(noun, talks, "Too early", "\"2\"")).Expect(412);
        (await EditAsync(noun, talks, "None", null)).Expect(428);
        (await EditAsync(noun, talks, "Any", "*")).Expect(400);
        (await VersionsAsync(noun, talks)).Select(x => x.Version).ShouldBe([1]);
    }

    [Theory]
    [Breaks(
        By.Api,
        "ck_process_version_superseded_later",
        "ck_party_version_superseded_later",
        "ck_speaker_version_superseded_later",
        "ck_issue_version_superseded_later",
        "ck_proposal_version_superseded_later",
        "ck_article_version_superseded_later"
    )]
    [MemberData(nameof(Nouns))]
    public async Task A_version_is_superseded_in_the_revision_of_the_next_and_once(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        (await EditAsync(noun, talks, "Two", "\"1\"")).Expect(200);
        var second = await app.HeadAsync();

        (await EditAsync(noun, talks, "Too late", "\"1\"")).Expect(412);
        (await EditAsync(noun, talks, "Three", "\"2\"")).Expect(200);

        (await VersionsAsync(noun, talks)).ShouldBe([(1, second), (2, second + 1), (3, null)]);
    }

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task An_edit_that_changes_nothing_makes_no_revision(string noun)
    {
        var talks = await TestTalks.NewAsync(app);
        var path = $"{PathOf(noun)}/{SlugOf(noun, talks)}";
        var head = await app.HeadAsync();

        var answer = await app.PutAsync(path, BodyOf(noun, talks), "\"1\"");

        answer.Expect(200);
        answer.ETag.ShouldBe("\"1\"");
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [MemberData(nameof(Nouns))]
    public async Task A_slug_never_changes_and_what_is_not_there_is_not_edited(string noun)
    {
        var talks = await TestTalks.NewAsync(app);

        var renamed = await app.PutAsync(
            $"{PathOf(noun)}/{SlugOf(noun, talks)}",
            talks.With(BodyOf(noun, talks), """{"slug": "another"}"""),
            "\"1\""
        );
        var missing = await app.PutAsync(
            $"{PathOf(noun)}/not-there",
            talks.With(BodyOf(noun, talks), """{"slug": "not-there"}"""),
            "\"1\""
        );

        renamed.Expect(422);
        renamed.ErrorAt("/item/slug").ShouldContain("slugs never change");
        missing.Expect(404);
    }

    [Theory]
    [Breaks(
        By.Api,
        "ck_party_version_kind",
        "ck_speaker_version_kind",
        "ck_proposal_version_kind",
        "ck_proposal_version_disclosure",
        "ck_proposal_version_issues",
        "ck_article_version_published_basis",
        "ck_article_version_published_bounds",
        "ck_article_version_paragraphs"
    )]
    [InlineData("party", """{"kind": "TRIBE"}""", "/item/kind", "STATE")]
    [InlineData("speaker", """{"kind": "PARROT"}""", "/item/kind", "PERSON")]
    [InlineData("speaker", """{"mandates": []}""", "/item/mandates", "is empty")]
    [InlineData("proposal", """{"kind": "WISH"}""", "/item/kind", "DEMAND")]
    [InlineData("proposal", """{"disclosure": "SECRET"}""", "/item/disclosure", "PUBLISHED")]
    [InlineData("proposal", """{"issues": []}""", "/item/issues", "at least one issue")]
    [InlineData("proposal", """{"issues": ["$land", "$land"]}""", "/item/issues", "twice")]
    [InlineData("article", """{"publishedOn": {"edtf": "2026-03-10", "basis": "GUESSED"}}""", "/item/publishedOn/basis", "STATED")]
    [InlineData(
        "article",
        """{"publishedOn": {"edtf": "[2026-03-10..2026-03-09]", "basis": "STATED"}}""",
        "/item/publishedOn",
        "is not a day"
    )]
    [InlineData("article", """{"paragraphDigests": []}""", "/item/paragraphDigests", "at least one paragraph")]
    [InlineData("article", """{"paragraphDigests": ["abc"]}""", "/item/paragraphDigests/0", "SHA-256")]
    [InlineData("article", """{"paragraphs": 10}""", "/item", "exactly one of text, paragraphs (their number) and paragraphDigests")]
    [InlineData("article", """{"paragraphDigests": null}""", "/item", "exactly one of")]
    [InlineData("article", """{"paragraphDigests": null, "paragraphs": 0}""", "/item/paragraphs", "from 1")]
    [InlineData("article", """{"paragraphDigests": null, "paragraphs": 2001}""", "/item/paragraphs", "2000")]
    [InlineData("article", """{"paragraphDigests": null, "text": " \n\n "}""", "/item/text", "has no paragraph")]
    [InlineData("article", """{"url": "javascript:alert(1)"}""", "/item/url", "https://")]
    [InlineData("article", """{"language": "english language"}""", "/item/language", "BCP 47")]
    [InlineData("party", """{"aliases": [{"name": "N", "language": "en"}, {"name": "N", "language": "en"}]}""", "/item/aliases", "twice")]
    [InlineData(
        "process",
        """{"participants": [{"party": "$north", "role": "PRINCIPAL"}, {"party": "$north", "role": "OBSERVER"}]}""",
        "/item/participants",
        "twice"
    )]
    public async Task Reference_data_that_is_none_is_refused_where_it_is_wrong(string noun, string members, string pointer, string message)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answer = await app.PutAsync($"{PathOf(noun)}/{SlugOf(noun, talks)}", talks.With(BodyOf(noun, talks), members), "\"1\"");

        answer.Expect(400);
        answer.ErrorAt(pointer).ShouldContain(message);
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Theory]
    [Breaks(
        By.Sql,
        "ck_party_version_kind",
        "ck_speaker_version_kind",
        "ck_proposal_version_kind",
        "ck_proposal_version_disclosure",
        "ck_proposal_version_issues",
        "ck_article_version_published_basis",
        "ck_article_version_published_bounds",
        "ck_article_version_paragraphs",
        "ck_article_version_no_own_rewrite",
        "ck_issue_version_no_own_parent"
    )]
    [InlineData("party", "kind", """{"kind": "TRIBE"}""")]
    [InlineData("speaker", "kind", """{"kind": "PARROT"}""")]
    [InlineData("proposal", "kind", """{"kind": "WISH"}""")]
    [InlineData("proposal", "disclosure", """{"disclosure": "SECRET"}""")]
    [InlineData("proposal", "issues", """{"issues": []}""")]
    [InlineData("article", "published_basis", """{"published_basis": "GUESSED"}""")]
    [InlineData("article", "published_bounds", """{"published_earliest": "2026-03-11"}""")]
    [InlineData("article", "paragraphs", """{"paragraph_digests": []}""")]
    [InlineData("article", "no_own_rewrite", """{"rewrite_of": "$article"}""")]
    [InlineData("issue", "no_own_parent", """{"parent": "$border"}""")]
    public async Task Reference_data_that_is_none_is_refused_by_the_database(string noun, string check, string columns)
    {
        var talks = await TestTalks.NewAsync(app);

        await app.ShouldBreakAsync(
            $"ck_{noun}_version_{check}",
            async sql =>
            {
                await sql.ExecuteAsync($"UPDATE {noun}_version SET superseded_in = {sql.Revision} WHERE slug = '{SlugOf(noun, talks)}'");
                await sql.CopyAsync(
                    $"{noun}_version",
                    $"slug = '{SlugOf(noun, talks)}'",
                    talks.Fill(columns).Replace("}", ", \"version\": 2, \"superseded_in\": null}")
                );
            }
        );
    }

    [Fact]
    [Breaks(By.Api, "ck_article_version_no_own_rewrite")]
    public async Task An_article_does_not_retell_itself()
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.PutAsync(
            $"/api/v1/articles/{talks.Article}",
            talks.ArticleBody(talks.Article, "2026-03-10", talks.Article),
            "\"1\""
        );

        answer.Expect(400);
        answer.ErrorAt("/item/rewriteOf").ShouldContain("itself");
    }

    [Fact]
    [Breaks(By.Api, "ck_issue_version_no_own_parent")]
    public async Task An_issue_is_not_its_own_parent()
    {
        var talks = await TestTalks.NewAsync(app);

        var answer = await app.PutAsync($"/api/v1/issues/{talks.Land}", talks.IssueBody(talks.Land, talks.Land), "\"1\"");
        var fresh = await app.PostAsync("/api/v1/issues", talks.IssueBody($"{talks.Land}-new", $"{talks.Land}-new"));

        answer.Expect(400);
        answer.ErrorAt("/item/parent").ShouldContain("its own parent");
        fresh.Expect(400);
        fresh.ErrorAt("/item/parent").ShouldContain("its own parent");
    }

    [Fact]
    [Breaks(By.Api, "issue_tree_has_no_cycle")]
    public async Task An_issue_is_not_its_own_ancestor()
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        foreach (var dryRun in new[] { "", "?dryRun=true" })
        {
            var answer = await app.PutAsync($"/api/v1/issues/{talks.Land}{dryRun}", talks.IssueBody(talks.Land, talks.Border), "\"1\"");

            answer.Expect(422);
            answer.ErrorAt("/item/parent").ShouldContain("its own ancestor");
        }

        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task Two_writers_at_once_make_no_cycle_in_the_tree()
    {
        var talks = await TestTalks.NewAsync(app);
        string[] roots = [$"{talks.Land}-one", $"{talks.Land}-two"];
        foreach (var root in roots)
        {
            await talks.AddAsync("issues", talks.IssueBody(root, null));
        }

        var answers = await Task.WhenAll(
            app.PutAsync($"/api/v1/issues/{roots[0]}", talks.IssueBody(roots[0], roots[1]), "\"1\""),
            app.PutAsync($"/api/v1/issues/{roots[1]}", talks.IssueBody(roots[1], roots[0]), "\"1\"")
        );

        answers.Select(x => x.Status).Order().ShouldBe([200, 422]);
        answers.Single(x => x.Status == 422).ErrorAt("/item/parent").ShouldContain("its own ancestor");
    }

    [Fact]
    [Breaks(By.Sql, "issue_tree_has_no_cycle")]
    public async Task The_database_refuses_a_cycle_in_the_tree_when_it_is_committed()
    {
        var talks = await TestTalks.NewAsync(app);

        await app.ShouldBreakAsync(
            "issue_tree_has_no_cycle",
            async sql =>
            {
                await sql.ExecuteAsync($"UPDATE issue_version SET superseded_in = {sql.Revision} WHERE slug = '{talks.Land}'");
                await sql.CopyAsync(
                    "issue_version",
                    $"slug = '{talks.Land}'",
                    $$"""{"version": 2, "superseded_in": null, "parent": "{{talks.Border}}"}"""
                );
            }
        );
    }

    [Fact]
    [Breaks(By.Api, "rewrites_have_no_cycle")]
    public async Task An_article_does_not_retell_what_retells_it()
    {
        var talks = await TestTalks.NewAsync(app);
        var retelling = $"{talks.Article}-retold";
        await talks.AddAsync("articles", talks.ArticleBody(retelling, "2026-03-11", talks.Article));

        var answer = await app.PutAsync(
            $"/api/v1/articles/{talks.Article}",
            talks.ArticleBody(talks.Article, "2026-03-10", retelling),
            "\"1\""
        );

        answer.Expect(422);
        answer.ErrorAt("/item/rewriteOf").ShouldContain("retelling of itself");
    }

    [Fact]
    [Breaks(By.Sql, "rewrites_have_no_cycle")]
    public async Task The_database_refuses_a_cycle_of_retellings_when_it_is_committed()
    {
        var talks = await TestTalks.NewAsync(app);
        var retelling = $"{talks.Article}-retold";
        await talks.AddAsync("articles", talks.ArticleBody(retelling, "2026-03-11", talks.Article));

        await app.ShouldBreakAsync(
            "rewrites_have_no_cycle",
            async sql =>
            {
                await sql.ExecuteAsync($"UPDATE article_version SET superseded_in = {sql.Revision} WHERE slug = '{talks.Article}'");
                await sql.CopyAsync(
                    "article_version",
                    $"slug = '{talks.Article}'",
                    $$"""{"version": 2, "superseded_in": null, "rewrite_of": "{{retelling}}"}"""
                );
            }
        );
    }

    [Fact]
    public async Task A_parent_is_an_issue_of_the_same_process_and_a_process_never_changes()
    {
        var talks = await TestTalks.NewAsync(app);
        var others = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var parent = await app.PutAsync($"/api/v1/issues/{talks.Border}", talks.IssueBody(talks.Border, others.Land), "\"1\"");
        var fresh = await app.PostAsync("/api/v1/issues", talks.IssueBody($"{talks.Border}-new", others.Land));
        var issue = await app.PutAsync($"/api/v1/issues/{talks.Land}", others.IssueBody(talks.Land, null), "\"1\"");
        var proposal = await app.PutAsync($"/api/v1/proposals/{talks.Proposal}", others.ProposalBody(talks.Proposal), "\"1\"");

        parent.Expect(422);
        parent.ErrorAt("/item/parent").ShouldContain("another process");
        fresh.Expect(422);
        fresh.ErrorAt("/item/parent").ShouldContain("another process");
        issue.Expect(422);
        issue.ErrorAt("/item/process").ShouldContain("never changes");
        proposal.Expect(422);
        proposal.ErrorAt("/item/process").ShouldContain("never changes");
        (await app.HeadAsync()).ShouldBe(head);
    }

    /// <summary>Every slug that a body can name, of something that is not there; ...-x is near enough to be recognized.</summary>
    [Theory]
    [Breaks(
        By.Api,
        "process_version_references",
        "party_version_references",
        "speaker_version_references",
        "proposal_version_references",
        "position_references",
        "meeting_references"
    )]
    [InlineData("process", """{"participants": [{"party": "$north-x", "role": "PRINCIPAL"}]}""", "/item/participants/0/party")]
    [InlineData("party", """{"memberships": [{"group": "$south-x", "role": "MEMBER"}]}""", "/item/memberships/0/group")]
    [InlineData(
        "party",
        """{"memberships": [{"group": "$south", "role": "MEMBER", "source": {"article": "$article-x", "paragraph": 1}}]}""",
        "/item/memberships/0/source/article"
    )]
    [InlineData(
        "party",
        """{"memberships": [{"group": "$south", "role": "MEMBER", "source": {"article": "$article", "paragraph": 1, "assertedBy": "$south-x"}}]}""",
        "/item/memberships/0/source/assertedBy"
    )]
    [InlineData("speaker", """{"mandates": [{"party": "$north-x", "office": "Minister"}]}""", "/item/mandates/0/party")]
    [InlineData(
        "speaker",
        """{"mandates": [{"party": "$north", "office": "Minister", "source": {"article": "$article-x", "paragraph": 1}}]}""",
        "/item/mandates/0/source/article"
    )]
    [InlineData(
        "speaker",
        """{"mandates": [{"party": "$north", "office": "Minister", "source": {"article": "$article", "paragraph": 1, "assertedBy": "$south-x"}}]}""",
        "/item/mandates/0/source/assertedBy"
    )]
    [InlineData("issue", """{"process": "$process-x"}""", "/item/process")]
    [InlineData("issue", """{"parent": "$land-x"}""", "/item/parent")]
    [InlineData("proposal", """{"process": "$process-x"}""", "/item/process")]
    [InlineData("proposal", """{"issues": ["$land", "$land-x"]}""", "/item/issues/1")]
    [InlineData("proposal", """{"sponsors": [{"party": "$north-x", "role": "BACKER"}]}""", "/item/sponsors/0/party")]
    [InlineData(
        "proposal",
        """{"sponsors": [{"party": "$north", "role": "BACKER", "source": {"article": "$article-x", "paragraph": 1}}]}""",
        "/item/sponsors/0/source/article"
    )]
    [InlineData(
        "proposal",
        """{"sponsors": [{"party": "$north", "role": "BACKER", "source": {"article": "$article", "paragraph": 1, "assertedBy": "$south-x"}}]}""",
        "/item/sponsors/0/source/assertedBy"
    )]
    [InlineData("proposal", """{"relations": [{"type": "PART_OF", "proposal": "$proposal-x"}]}""", "/item/relations/0/proposal")]
    [InlineData("proposal", """{"labels": [{"party": "$north-x", "label": "The deal"}]}""", "/item/labels/0/party")]
    [InlineData("article", """{"rewriteOf": "$article-x"}""", "/item/rewriteOf")]
    [InlineData("position", """{"party": "$north-x"}""", "/item/party")]
    [InlineData("position", """{"proposal": "$proposal-x"}""", "/item/proposal")]
    [InlineData("position", """{"proposal": null, "issue": "$land-x"}""", "/item/issue")]
    [InlineData("position", """{"assertedBy": "$north-x"}""", "/item/assertedBy")]
    [InlineData("position", """{"speaker": "$northSpeaker-x"}""", "/item/speaker")]
    [InlineData("position", """{"article": "$article-x"}""", "/item/article")]
    [InlineData(
        "position",
        """{"stance": "CONDITIONAL", "conditions": [{"kind": "RECIPROCAL", "key": "same", "text": "the other too", "by": "$south-x"}]}""",
        "/item/conditions/0/by"
    )]
    [InlineData("milestone", """{"by": "$north-x"}""", "/item/by")]
    [InlineData("milestone", """{"assertedBy": "$north-x"}""", "/item/assertedBy")]
    [InlineData("milestone", """{"speaker": "$northSpeaker-x"}""", "/item/speaker")]
    [InlineData("milestone", """{"proposal": "$proposal-x"}""", "/item/proposal")]
    [InlineData("milestone", """{"proposal": null, "step": "SETTLED", "issue": "$land-x"}""", "/item/issue")]
    [InlineData("milestone", """{"proposal": null, "step": "SETTLED", "process": "$process-x"}""", "/item/process")]
    [InlineData("milestone", """{"article": "$article-x"}""", "/item/article")]
    [InlineData("meeting", """{"process": "$process-x"}""", "/item/process")]
    [InlineData("meeting", """{"participants": [{"party": "$north-x"}]}""", "/item/participants/0/party")]
    [InlineData("meeting", """{"participants": [{"party": "$north", "speaker": "$northSpeaker-x"}]}""", "/item/participants/0/speaker")]
    [InlineData("meeting", """{"issues": ["$land", "$land-x"]}""", "/item/issues/1")]
    [InlineData("meeting", """{"proposals": ["$proposal-x"]}""", "/item/proposals/0")]
    [InlineData("meeting", """{"assertedBy": "$north-x"}""", "/item/assertedBy")]
    [InlineData("meeting", """{"speaker": "$northSpeaker-x"}""", "/item/speaker")]
    [InlineData("meeting", """{"article": "$article-x"}""", "/item/article")]
    [InlineData("remark", """{"article": "$article-x"}""", "/item/article")]
    [InlineData("remark", """{"party": "$north-x"}""", "/item/party")]
    [InlineData("remark", """{"speaker": "$northSpeaker-x"}""", "/item/speaker")]
    public async Task What_is_not_there_cannot_be_referred_to_and_the_answer_says_what_was_meant(
        string noun,
        string members,
        string pointer
    )
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answer = noun is "position" or "milestone" or "meeting" or "remark"
            ? await app.PostAsync(PathOf(noun), talks.With(BodyOf(noun, talks), members))
            : await app.PutAsync($"{PathOf(noun)}/{SlugOf(noun, talks)}", talks.With(BodyOf(noun, talks), members), "\"1\"");

        answer.Expect(422).GetProperty("type").GetString().ShouldBe("/problems/unknown-reference");
        answer.ErrorAt(pointer).ShouldContain("did you mean");
        answer.ErrorAt(pointer).ShouldContain("See /api/v1/");
        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task Issues_and_proposals_that_a_proposal_names_are_of_its_process()
    {
        var talks = await TestTalks.NewAsync(app);
        var others = await TestTalks.NewAsync(app);

        var issues = await app.PutAsync(
            $"/api/v1/proposals/{talks.Proposal}",
            talks.ProposalBody(talks.Proposal, talks.Land, others.Land),
            "\"1\""
        );
        var relations = await app.PutAsync(
            $"/api/v1/proposals/{talks.Proposal}",
            talks.With(talks.ProposalBody(talks.Proposal), $$"""{"relations": [{"type": "PART_OF", "proposal": "{{others.Proposal}}"}]}"""),
            "\"1\""
        );
        var itself = await app.PutAsync(
            $"/api/v1/proposals/{talks.Proposal}",
            talks.With(talks.ProposalBody(talks.Proposal), """{"relations": [{"type": "PART_OF", "proposal": "$proposal"}]}"""),
            "\"1\""
        );

        issues.Expect(422);
        issues.ErrorAt("/item/issues").ShouldContain("another process");
        relations.Expect(422);
        relations.ErrorAt("/item/relations").ShouldContain("another process");
        itself.Expect(400);
        itself.ErrorAt("/item/relations/0").ShouldContain("itself");
    }

    [Theory]
    [Breaks(By.Sql, "process_version_references", "party_version_references", "speaker_version_references", "proposal_version_references")]
    [InlineData("process", "participants", """[{"party": "not-there", "role": "PRINCIPAL"}]""")]
    [InlineData("party", "memberships", """[{"group": "not-there", "role": "MEMBER"}]""")]
    [InlineData("party", "memberships", """[{"group": "$south", "role": "MEMBER", "source": {"article": "not-there", "paragraph": 1}}]""")]
    [InlineData(
        "party",
        "memberships",
        """[{"group": "$south", "role": "MEMBER", "source": {"article": "$article", "paragraph": 1, "assertedBy": "not-there"}}]"""
    )]
    [InlineData("speaker", "mandates", """[{"party": "not-there", "office": "Minister"}]""")]
    [InlineData(
        "speaker",
        "mandates",
        """[{"party": "$north", "office": "Minister", "source": {"article": "not-there", "paragraph": 1}}]"""
    )]
    [InlineData(
        "speaker",
        "mandates",
        """[{"party": "$north", "office": "Minister", "source": {"article": "$article", "paragraph": 1, "assertedBy": "not-there"}}]"""
    )]
    [InlineData("proposal", "issues", """["not-there"]""")]
    [InlineData("proposal", "issues", """["$otherLand"]""")]
    [InlineData("proposal", "sponsors", """[{"party": "not-there", "role": "BACKER"}]""")]
    [InlineData("proposal", "sponsors", """[{"party": "$north", "role": "BACKER", "source": {"article": "not-there", "paragraph": 1}}]""")]
    [InlineData(
        "proposal",
        "sponsors",
        """[{"party": "$north", "role": "BACKER", "source": {"article": "$article", "paragraph": 1, "assertedBy": "not-there"}}]"""
    )]
    [InlineData("proposal", "relations", """[{"type": "PART_OF", "proposal": "not-there"}]""")]
    [InlineData("proposal", "relations", """[{"type": "PART_OF", "proposal": "$otherProposal"}]""")]
    [InlineData(
        "proposal",
        "relations",
        """[{"type": "COUNTER_TO", "proposal": "$proposal", "source": {"article": "not-there", "paragraph": 1}}]"""
    )]
    [InlineData(
        "proposal",
        "relations",
        """
            [{"type": "COUNTER_TO", "proposal": "$proposal", "source": {"article": "$article", "paragraph": 1, "assertedBy": "not-there"}}]
            """
    )]
    [InlineData("proposal", "labels", """[{"party": "not-there", "label": "The deal"}]""")]
    [InlineData("proposal", "labels", """[{"party": "$north", "label": "The deal", "source": {"article": "not-there", "paragraph": 1}}]""")]
    [InlineData(
        "proposal",
        "labels",
        """[{"party": "$north", "label": "The deal", "source": {"article": "$article", "paragraph": 1, "assertedBy": "not-there"}}]"""
    )]
    public async Task The_database_refuses_a_list_that_names_what_is_not_there(string noun, string column, string list)
    {
        var talks = await TestTalks.NewAsync(app);
        var others = await TestTalks.NewAsync(app);
        var filled = talks.Fill(list.Replace("$otherLand", others.Land).Replace("$otherProposal", others.Proposal));

        await app.ShouldBreakAsync(
            $"{noun}_version_{column}",
            async sql =>
            {
                await sql.ExecuteAsync($"UPDATE {noun}_version SET superseded_in = {sql.Revision} WHERE slug = '{SlugOf(noun, talks)}'");
                await sql.CopyAsync(
                    $"{noun}_version",
                    $"slug = '{SlugOf(noun, talks)}'",
                    $$"""{"version": 2, "superseded_in": null, "{{column}}": {{filled}}}"""
                );
            }
        );
    }

    [Fact]
    [Breaks(By.Sql, "position_references")]
    public async Task The_database_refuses_a_condition_that_binds_who_is_not_there()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());

        await app.ShouldBreakAsync(
            "position_conditions",
            async sql =>
            {
                var id = Guid.CreateVersion7();
                await sql.CopyAsync(
                    "position",
                    $"id = '{position}'",
                    $$"""
                    {"id": "{{id}}", "stance": "CONDITIONAL", "conditions": [{"kind": "RECIPROCAL", "key": "same", "text": "the other too", "by": "not-there"}]}
                    """
                );
                await sql.CopyAsync("citation", $"position = '{position}'", $$"""{"position": "{{id}}"}""");
            }
        );
    }

    private static string PathOf(string noun) =>
        $"/api/v1/{noun switch { "process" => "processes", "party" => "parties", _ => $"{noun}s" }}";

    private static string SlugOf(string noun, TestTalks talks) =>
        noun switch
        {
            "process" => talks.Process,
            "party" => talks.North,
            "speaker" => talks.NorthSpeaker,
            "issue" => talks.Border,
            "proposal" => talks.Proposal,
            _ => talks.Article,
        };

    /// <summary>As it was added.</summary>
    private static object BodyOf(string noun, TestTalks talks) =>
        noun switch
        {
            "process" => talks.ProcessBody(),
            "party" => talks.PartyBody(talks.North, "North"),
            "speaker" => talks.SpeakerBody(talks.NorthSpeaker, talks.North),
            "issue" => talks.IssueBody(talks.Border, talks.Land),
            "proposal" => talks.ProposalBody(talks.Proposal),
            "article" => talks.ArticleBody(talks.Article, "2026-03-10"),
            "position" => talks.PositionBody(),
            "milestone" => talks.MilestoneBody(),
            "meeting" => talks.MeetingBody(),
            _ => new
            {
                article = talks.Article,
                paragraph = 1,
                kind = "CONTEXT",
                text = "Background",
            },
        };

    private Task<Answer> EditAsync(string noun, TestTalks talks, string text, string? ifMatch) =>
        app.PutAsync(
            $"{PathOf(noun)}/{SlugOf(noun, talks)}",
            talks.With(BodyOf(noun, talks), $$"""{"{{(noun == "article" ? "title" : "name")}}": "{{text}}"}"""),
            ifMatch
        );

    /// <summary>As the database has them, in order.</summary>
    private async Task<List<(int Version, long? SupersededIn)>> VersionsAsync(string noun, TestTalks talks)
    {
        await using var connection = await app.ConnectAsync();
        await using var command = new NpgsqlCommand(
            $"SELECT version::int, superseded_in FROM {noun}_version WHERE slug = $1 ORDER BY version",
            connection
        )
        {
            Parameters = { new() { Value = SlugOf(noun, talks) } },
        };
        await using var rows = await command.ExecuteReaderAsync();
        List<(int, long?)> versions = [];
        while (await rows.ReadAsync())
        {
            versions.Add((rows.GetInt32(0), rows.IsDBNull(1) ? null : rows.GetInt64(1)));
        }

        return versions;
    }
}
