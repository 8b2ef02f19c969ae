namespace PeaceTalks.ApiTests.Ledger.ReferenceData;

/// <summary>Texts that only look the same: brought to one form, or refused.</summary>
public sealed class LookAlikeTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private static int last;

    /// <summary>A Cyrillic letter stands for a, which it looks like.</summary>
    private const string CyrillicA = "\u0430";

    [Fact]
    public async Task A_decomposed_text_is_kept_composed_and_found_however_it_is_written()
    {
        var talks = await TestTalks.NewAsync(app);
        var (composed, decomposed) = ($"Soci\u00E9t\u00E9 {talks.Process}", $"Socie\u0301te\u0301 {talks.Process}");
        (
            await app.PostAsync(
                "/api/v1/articles",
                talks.With(
                    talks.ArticleBody($"{talks.Article}-fr", "2026-03-10"),
                    $$"""{"outlet": "{{decomposed}}", "title": "{{decomposed}}"}"""
                )
            )
        ).Expect(201);

        foreach (var outlet in new[] { composed, decomposed })
        {
            var found = (await app.GetAsync($"/api/v1/articles?outlet={Uri.EscapeDataString(outlet)}")).Items().ShouldHaveSingleItem();
            found.Text("outlet").ShouldBe(composed);
            found.Text("title").ShouldBe(composed);
        }
    }

    [Fact]
    public async Task The_same_name_decomposed_is_no_edit()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.AddAsync("parties", talks.PartyBody($"{talks.North}-fr", "C\u00F4te"));
        var head = await app.HeadAsync();

        (await app.PutAsync($"/api/v1/parties/{talks.North}-fr", talks.PartyBody($"{talks.North}-fr", "Co\u0302te"), "\"1\"")).Expect(200);

        (await app.HeadAsync()).ShouldBe(head);
    }

    [Fact]
    public async Task A_slug_that_looks_like_another_is_refused_and_names_it()
    {
        var talks = await TestTalks.NewAsync(app);
        var word = Word();
        foreach (var (noun, body) in Bodies(talks, word))
        {
            await talks.AddAsync(noun, body);
        }

        foreach (var (noun, body) in Bodies(talks, word.Replace('i', '1').Replace('o', '0')))
        {
            var answer = await app.PostAsync($"/api/v1/{noun}", body);
            answer.Expect(422);
            answer.ErrorAt("/item/slug").ShouldEndWith($" '{word}', written with other characters; choose another");
        }
    }

    [Theory]
    [InlineData("parties", "party")]
    [InlineData("speakers", "speaker")]
    [InlineData("processes", "process")]
    [InlineData("issues", "issue")]
    [InlineData("proposals", "proposal")]
    public async Task A_name_that_looks_like_anothers_is_refused_and_names_it(string noun, string word)
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"Ocean {Word()}";
        await talks.AddAsync(noun, Named(talks, noun, "first", name));

        // All of the second word is Cyrillic, the first Latin: no word mixes alphabets.
        var answer = await app.PostAsync(
            $"/api/v1/{noun}",
            Named(talks, noun, "second", name.Replace("Ocean", "\u041E\u0441\u0435\u0430\u043F"))
        );
        var shouted = await app.PostAsync($"/api/v1/{noun}", Named(talks, noun, "second", name.ToUpperInvariant()));
        var same = await app.PostAsync($"/api/v1/{noun}", Named(talks, noun, "third", name));

        answer.Expect(422);
        answer.ErrorAt("/item/name").ShouldBe($"looks like '{name}' of {word} '{talks.Process}-first', written with other characters");
        shouted.Expect(422);
        same.Expect(201);
    }

    [Fact]
    public async Task An_alias_counts_as_a_name_of_its_own_item_and_against_those_of_others()
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"Ross {Word()}";
        object With(string slug, string own, string alias) =>
            talks.With(talks.PartyBody($"{talks.North}-{slug}", own), $$"""{"aliases": [{"name": "{{alias}}", "language": "en"}]}""");
        await talks.AddAsync("parties", With("first", name, name.ToUpperInvariant()));

        var other = await app.PostAsync("/api/v1/parties", With("second", "Other", name.ToLowerInvariant()));
        var edited = await app.PutAsync(
            $"/api/v1/parties/{talks.North}-first",
            With("first", name, name.ToUpperInvariant().Replace("ROSS", "ROSS OF")),
            "\"1\""
        );

        other.Expect(422);
        other.ErrorAt("/item/aliases/0/name").ShouldStartWith($"looks like '{name}' of party '{talks.North}-first'");
        edited.Expect(200);
    }

    [Fact]
    public async Task An_edit_cannot_take_a_name_that_looks_like_anothers_but_keeps_what_it_has()
    {
        var talks = await TestTalks.NewAsync(app);
        var name = $"Ross {Word()}";
        await talks.AddAsync("parties", talks.PartyBody($"{talks.North}-first", name));
        await talks.AddAsync("parties", talks.PartyBody($"{talks.North}-second", name));

        var renamed = await app.PutAsync(
            $"/api/v1/parties/{talks.North}-second",
            talks.PartyBody($"{talks.North}-second", name.Replace('R', 'r')),
            "\"1\""
        );
        var kept = await app.PutAsync(
            $"/api/v1/parties/{talks.North}-second",
            talks.With(talks.PartyBody($"{talks.North}-second", name), """{"kind": "GROUP"}"""),
            "\"1\""
        );

        renamed.Expect(422);
        renamed.ErrorAt("/item/name").ShouldContain("written with other characters");
        kept.Expect(200);
    }

    [Fact]
    public async Task An_outlet_is_written_as_it_was_before()
    {
        var talks = await TestTalks.NewAsync(app);
        var outlet = $"Oil News {Word()}";
        await talks.AddAsync(
            "articles",
            talks.With(talks.ArticleBody($"{talks.Article}-first", "2026-03-10"), $$"""{"outlet": "{{outlet}}"}""")
        );

        var answer = await app.PostAsync(
            "/api/v1/articles",
            talks.With(talks.ArticleBody($"{talks.Article}-second", "2026-03-10"), $$"""{"outlet": "{{outlet.Replace("Oil", "0il")}}"}""")
        );
        var same = await app.PostAsync(
            "/api/v1/articles",
            talks.With(talks.ArticleBody($"{talks.Article}-third", "2026-03-10"), $$"""{"outlet": "{{outlet}}"}""")
        );

        answer.Expect(422);
        answer.ErrorAt("/item/outlet").ShouldBe($"looks like '{outlet}' of article '{talks.Article}-first', written with other characters");
        same.Expect(201);
    }

    [Theory]
    [InlineData("parties", "/item/name", """{"name": "$text"}""")]
    [InlineData("parties", "/item/aliases/0/name", """{"aliases": [{"name": "$text", "language": "en"}]}""")]
    [InlineData("speakers", "/item/name", """{"name": "$text"}""")]
    [InlineData("processes", "/item/name", """{"name": "$text"}""")]
    [InlineData("issues", "/item/name", """{"name": "$text"}""")]
    [InlineData("proposals", "/item/name", """{"name": "$text"}""")]
    [InlineData("articles", "/item/outlet", """{"outlet": "$text"}""")]
    [InlineData("articles", "/item/authors/0", """{"authors": ["$text"]}""")]
    public async Task A_name_has_nothing_hidden_and_no_word_in_two_alphabets(string noun, string pointer, string members)
    {
        var talks = await TestTalks.NewAsync(app);
        Task<Answer> SendAsync(string text) =>
            app.PostAsync($"/api/v1/{noun}", talks.With(Named(talks, noun, "hidden", "Name"), members.Replace("$text", text)));

        var hidden = await SendAsync("Ukr\\u200Baine");
        var mixed = await SendAsync($"Ukr{CyrillicA}ine");
        var cyrillic = await SendAsync($"Україна, Росія {Word()}");

        hidden.Expect(400);
        hidden.ErrorAt(pointer).ShouldBe("holds U+200B, which is invisible; leave it out");
        mixed.Expect(400);
        mixed.ErrorAt(pointer).ShouldContain("U+0430");
        cyrillic.Expect(201);
    }

    [Theory]
    [InlineData("articles", "/item/title", """{"title": "a\u00A0b"}""", "U+00A0")]
    [InlineData("speakers", "/item/mandates/0/office", """{"mandates": [{"party": "$north", "office": "a\u202Eb"}]}""", "U+202E")]
    [InlineData("proposals", "/item/labels/0/label", """{"labels": [{"party": "$north", "label": "a\u00ADb"}]}""", "U+00AD")]
    [InlineData("issues", "/item/question", """{"question": "a\nb"}""", "U+000A")]
    [InlineData("issues", "/item/description", """{"description": "a\u202Eb"}""", "U+202E")]
    [InlineData("positions", "/item/summary", """{"summary": "a\u200Bb"}""", "U+200B")]
    [InlineData("positions", "/item/quote", """{"quote": "a\u2067b"}""", "U+2067")]
    [InlineData(
        "positions",
        "/item/conditions/0/text",
        """{"conditions": [{"kind": "CONTINGENT_EVENT", "key": "event", "text": "a\u0007b"}]}""",
        "U+0007"
    )]
    [InlineData(
        "positions",
        "/item/terms/0/unit",
        """{"terms": [{"key": "distance", "comparator": "EXACTLY", "value": 1, "unit": "k\u200Bm"}]}""",
        "U+200B"
    )]
    public async Task Other_texts_have_nothing_hidden_either(string noun, string pointer, string members, string says)
    {
        var talks = await TestTalks.NewAsync(app);
        var answer = await app.PostAsync(
            $"/api/v1/{noun}",
            talks.With(noun == "positions" ? talks.PositionBody() : Named(talks, noun, "hidden", "Name"), members)
        );

        answer.Expect(400);
        answer.ErrorAt(pointer).ShouldContain(says);
    }

    [Fact]
    public async Task A_quote_may_mix_alphabets_and_have_lines_and_joiners()
    {
        var talks = await TestTalks.NewAsync(app);
        var quote = "Мы за «Donb\u0430s»:\n\t5\u00A0км; می\u200Cخواهم";
        var id = await talks.RecordAsync(talks.PositionBody(members: [("quote", quote)]));

        (await app.GetAsync($"/api/v1/positions/{id}")).GetProperty("item").GetProperty("citations")[0].Text("quote").ShouldBe(quote);
    }

    private static string Word() => $"bioko-{Interlocked.Increment(ref last)}".Replace("1", "b").Replace("0", "c");

    private static object Named(TestTalks talks, string noun, string slug, string name) =>
        talks.With(
            Bodies(talks, $"{talks.Process}-{slug}").Single(x => x.Noun == noun).Body,
            noun == "articles" ? "{}" : $$"""{"name": "{{name}}"}"""
        );

    private static IEnumerable<(string Noun, object Body)> Bodies(TestTalks talks, string slug) =>
        [
            ("processes", talks.With(talks.ProcessBody(), $$"""{"slug": "{{slug}}"}""")),
            ("parties", talks.PartyBody(slug, "A party")),
            ("speakers", talks.SpeakerBody(slug, talks.North)),
            ("issues", talks.IssueBody(slug, null)),
            ("proposals", talks.ProposalBody(slug)),
            ("articles", talks.ArticleBody(slug, "2026-03-10")),
        ];
}
