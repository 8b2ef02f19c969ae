using System.Text.Json;

namespace PeaceTalks.ApiTests.Revisions;

/// <summary>What the history says of each thing that was done.</summary>
public sealed class ChangeTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Reference_data_come_as_they_were_before_and_after()
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();
        (
            await app.PutAsync(
                $"/api/v1/parties/{talks.North}",
                talks.With(talks.PartyBody(talks.North, "Northland"), """{"aliases": [{"name": "Nord", "language": "de"}]}"""),
                "\"1\""
            )
        ).Expect(200);
        await talks.AddAsync("issues", talks.IssueBody($"{talks.Land}-new", talks.Land, "Roads"));
        (await app.PutAsync($"/api/v1/issues/{talks.Border}", talks.IssueBody(talks.Border, $"{talks.Land}-new"), "\"1\"")).Expect(200);
        (
            await app.PutAsync(
                $"/api/v1/articles/{talks.Article}",
                talks.With(talks.ArticleBody(talks.Article, "2026-03-11"), """{"outlet": null}"""),
                "\"1\""
            )
        ).Expect(200);

        var (party, added, issue, article) = await FourAsync(head);

        party.Text("headline").ShouldBe($"party '{talks.North}' edited: name: North -> Northland; aliases: +Nord, de");
        (party.GetProperty("before").Text("name"), party.GetProperty("after").Text("name")).ShouldBe(("North", "Northland"));
        (
            party.GetProperty("before").GetProperty("version").GetInt32(),
            party.GetProperty("after").GetProperty("version").GetInt32()
        ).ShouldBe((1, 2));
        added.Text("headline").ShouldBe($"issue '{talks.Land}-new' added: Roads");
        added.GetProperty("before").ValueKind.ShouldBe(JsonValueKind.Null);
        added.GetProperty("after").Slug("parent").ShouldBe(talks.Land);
        issue.Text("headline").ShouldBe($"issue '{talks.Border}' edited: parent: An issue -> Roads");
        article
            .Text("headline")
            .ShouldBe($"article '{talks.Article}' edited: outlet: The Test -> none; published on: 2026-03-10 -> 2026-03-11");
        article.GetProperty("after").GetProperty("publishedOn").Text("edtf").ShouldBe("2026-03-11");
    }

    /// <summary>The item that is read at the link is the one that the change shows.</summary>
    [Fact]
    public async Task What_a_change_shows_after_is_what_its_link_leads_to()
    {
        var start = await app.HeadAsync();
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("milestones", talks.MilestoneBody());
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
        (
            await app.PutAsync(
                $"/api/v1/proposals/{talks.Proposal}",
                talks.With(talks.ProposalBody(talks.Proposal), """{"summary": "Both go home."}"""),
                "\"1\""
            )
        ).Expect(200);
        (
            await app.PutAsync(
                $"/api/v1/speakers/{talks.NorthSpeaker}",
                talks.With(talks.SpeakerBody(talks.NorthSpeaker, talks.North), """{"name": "Another"}"""),
                "\"1\""
            )
        ).Expect(200);
        var changes = await app.AllChangesAsync($"{start}", 1000);

        foreach (var change in changes)
        {
            var read = await app.GetAsync(change.Json.Text("link")!);
            var item =
                read.TryGetProperty("item", out var known) ? known
                : read.TryGetProperty("article", out var article) && read.TryGetProperty("paragraphs", out _) ? article
                : read;
            change.Json.GetProperty("after").GetRawText().ShouldBe(item.GetRawText(), change.Json.Text("headline"));
        }

        changes.Select(x => x.Json.Text("noun")).Distinct().Count().ShouldBe(8);
    }

    [Fact]
    public async Task A_position_comes_with_its_holder_its_target_and_what_was_held_before()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-01"));
        var head = await app.HeadAsync();
        var position = await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-02", ("quote", "we agree")));
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2026-03-03", ("summary", "North: SUPPORTS")));

        var changes = await app.AllChangesAsync($"{head}", 10);

        var moved = changes[0].Json;
        (moved.Text("action"), moved.Text("noun"), moved.Text("kind"), moved.Text("subject")).ShouldBe(
            ("ADDED", "POSITION", "REVERSED", $"{position}")
        );
        (moved.GetProperty("position").Slug("party"), moved.GetProperty("position").Slug("target")).ShouldBe((talks.North, talks.Proposal));
        moved.Text("headline")!.ShouldContain("opposes -> supports");
        (moved.GetProperty("before").Text("stance"), moved.GetProperty("after").Text("stance")).ShouldBe(("OPPOSES", "SUPPORTS"));
        moved.GetProperty("after").GetProperty("citations")[0].Text("quote").ShouldBe("we agree");
        changes[1].Json.GetProperty("kind").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Corrections_retractions_and_citations_show_the_record_without_what_they_did_to_it()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-b", "2026-03-12"));
        var old = await talks.RecordAsync(talks.PositionBody("OPPOSES", "2026-03-01"));
        var step = (await talks.AddAsync("milestones", talks.MilestoneBody())).GetProperty("item").GetProperty("id").GetGuid();
        var head = await app.HeadAsync();
        (await app.PostAsync($"/api/v1/positions/{old}/citations", new { article = $"{talks.Article}-b", paragraph = 3 })).Expect(201);
        var next = (await app.PostAsync($"/api/v1/positions/{old}/correction", talks.PositionBody("OPEN")))
            .Expect(201)
            .GetProperty("item")
            .GetProperty("id")
            .GetGuid();
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{next}/retraction", new { note = "Misread" })).Expect(200);
        (await app.SendAsync(HttpMethod.Post, $"/api/v1/milestones/{step}/retraction", new { note = "Misread" })).Expect(200);

        var (cited, corrected, retracted, withdrawn) = await FourAsync(head);

        (cited.Text("action"), Citations(cited, "before"), Citations(cited, "after")).ShouldBe(("CITED", 1, 2));
        (corrected.Text("action"), corrected.Text("supersedes"), corrected.GetProperty("before").Text("position")).ShouldBe(
            ("CORRECTED", $"{old}", $"{old}")
        );
        corrected.GetProperty("after").Text("position").ShouldBe($"{next}");
        (retracted.Text("action"), retracted.GetProperty("before").Text("position")).ShouldBe(("RETRACTED", $"{next}"));
        retracted.GetProperty("after").ValueKind.ShouldBe(JsonValueKind.Null);
        withdrawn.GetProperty("before").GetProperty("supersededIn").ValueKind.ShouldBe(JsonValueKind.Null);
        withdrawn.GetProperty("after").ValueKind.ShouldBe(JsonValueKind.Null);

        static int Citations(JsonElement change, string side) => change.GetProperty(side).GetProperty("citations").GetArrayLength();
    }

    [Fact]
    public async Task A_change_reads_the_same_for_ever_whatever_is_written_later()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        await talks.RecordAsync(talks.PositionBody("OPEN", "2026-03-05", ("speaker", talks.NorthSpeaker)));
        await talks.AddAsync("milestones", talks.MilestoneBody("SUBMITTED", ("by", talks.North)));
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
        var before = await app.AllChangesAsync("0", 1000);

        (await app.PutAsync($"/api/v1/parties/{talks.North}", talks.PartyBody(talks.North, "Renamed"), "\"1\"")).Expect(200);
        (
            await app.PutAsync($"/api/v1/processes/{talks.Process}", talks.With(talks.ProcessBody(), """{"name": "Renamed"}"""), "\"1\"")
        ).Expect(200);
        (await app.PutAsync($"/api/v1/issues/{talks.Land}", talks.IssueBody(talks.Land, null, "Renamed"), "\"1\"")).Expect(200);
        (
            await app.PutAsync(
                $"/api/v1/speakers/{talks.NorthSpeaker}",
                talks.With(talks.SpeakerBody(talks.NorthSpeaker, talks.North), """{"name": "Renamed"}"""),
                "\"1\""
            )
        ).Expect(200);
        (
            await app.PutAsync($"/api/v1/proposals/{talks.Proposal}", talks.ProposalBody(talks.Proposal, talks.Land, talks.Border), "\"1\"")
        ).Expect(200);
        (
            await app.PutAsync(
                $"/api/v1/articles/{talks.Article}",
                talks.With(talks.ArticleBody(talks.Article, "2026-03-11"), """{"title": "Renamed"}"""),
                "\"1\""
            )
        ).Expect(200);
        await talks.AddAsync("articles", talks.ArticleBody($"{talks.Article}-later", "2026-03-11", talks.Article));
        await talks.AddAsync("issues", talks.IssueBody($"{talks.Land}-later", talks.Land));
        await talks.AddAsync(
            "proposals",
            talks.With(
                talks.ProposalBody($"{talks.Proposal}-later"),
                """{"relations": [{"type": "COUNTER_TO", "proposal": "$proposal"}]}"""
            )
        );
        await talks.AddAsync("milestones", talks.MilestoneBody("REJECTED"));
        (await app.PostAsync($"/api/v1/positions/{position}/citations", new { article = $"{talks.Article}-later", paragraph = 3 })).Expect(
            201
        );
        await talks.RecordAsync(talks.PositionBody("NEUTRAL", "2026-03-01"));
        (await app.PostAsync($"/api/v1/positions/{position}/correction", talks.PositionBody("OPPOSES"))).Expect(201);

        var after = await app.AllChangesAsync("0", 1000);

        after.Take(before.Count).Select(x => x.Json.GetRawText()).ShouldBe(before.Select(x => x.Json.GetRawText()));
        after.Count.ShouldBe(before.Count + 13);
    }

    private async Task<(JsonElement, JsonElement, JsonElement, JsonElement)> FourAsync(long after)
    {
        var changes = (await app.AllChangesAsync($"{after}", 10)).Select(x => x.Json).ToList();
        changes.Count.ShouldBe(4);
        return (changes[0], changes[1], changes[2], changes[3]);
    }
}
