using System.Text.Json;

namespace PeaceTalks.ApiTests.Concurrency;

/// <summary>Many writers of one thing: no edit is lost, and one correction wins.</summary>
public sealed class EditorsTests(PatientLedger app) : IClassFixture<PatientLedger>
{
    private const int Editors = 8;
    private const int Few = 6;
    private const int Many = 40;

    /// <summary>Each editor adds its mark to what it has read, and tries until it has added all of its marks.</summary>
    [Fact]
    public Task Of_eight_editors_of_one_issue_no_edit_is_lost() => ShouldLoseNoneAsync(Few);

    [Fact]
    [Trait("Category", "Endurance")]
    public Task Of_eight_editors_of_one_issue_no_edit_is_lost_however_many_there_are() => ShouldLoseNoneAsync(Many);

    private async Task ShouldLoseNoneAsync(int editsEach)
    {
        var talks = await TestTalks.NewAsync(app);
        var head = await app.HeadAsync();

        var answers = (await Task.WhenAll(Enumerable.Range(0, Editors).Select(editor => EditAsync(talks, editor, editsEach, checks: true))))
            .SelectMany(x => x)
            .ToList();

        var successes = answers.Count(x => x == 200);
        successes.ShouldBe(Editors * editsEach);
        answers.ShouldAllBe(x => x == 200 || x == 412);
        answers.ShouldContain(412, "nobody came second: nothing was tried");
        var issue = await app.GetAsync($"/api/v1/issues/{talks.Border}");
        issue.GetProperty("version").GetInt32().ShouldBe(successes + 1);
        Lost(issue, editsEach).ShouldBeEmpty();
        (await app.HeadAsync()).ShouldBe(head + successes);
    }

    /// <summary>The control: editors that send the newest version without having read it overwrite each other, and it is found.</summary>
    [Fact]
    public async Task Editors_that_do_not_say_what_they_have_read_lose_edits()
    {
        var talks = await TestTalks.NewAsync(app);

        await Task.WhenAll(Enumerable.Range(0, Editors).Select(editor => EditAsync(talks, editor, Few, checks: false)));

        Lost(await app.GetAsync($"/api/v1/issues/{talks.Border}"), Few).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Of_sixteen_corrections_of_one_record_one_wins_and_the_others_are_told_where_it_is()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());
        var head = await app.HeadAsync();

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    app.PostAsync(
                        $"/api/v1/positions/{position}/correction",
                        talks.PositionBody("OPEN", members: ("summary", $"Correction {i}"))
                    )
                )
        );

        var winner = answers.Where(x => x.Status == 201).ShouldHaveSingleItem().Json.GetProperty("item").Text("id");
        var others = answers.Where(x => x.Status != 201).ToList();
        others.ShouldAllBe(x =>
            x.Status == 409 && x.Json.Text("conflictsWith")!.EndsWith($"/positions/{winner}", StringComparison.Ordinal)
        );
        others.Count.ShouldBe(15);
        (await app.HeadAsync()).ShouldBe(head + 1);
    }

    [Fact]
    public async Task Of_sixteen_retractions_and_corrections_of_one_record_one_wins()
    {
        var talks = await TestTalks.NewAsync(app);
        var position = await talks.RecordAsync(talks.PositionBody());

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 16)
                .Select(i =>
                    i % 2 == 0
                        ? app.PostAsync($"/api/v1/positions/{position}/correction", talks.PositionBody("OPEN"))
                        : app.SendAsync(HttpMethod.Post, $"/api/v1/positions/{position}/retraction", new { note = "A mistake" })
                )
        );

        answers.Count(x => x.Status is 200 or 201).ShouldBe(1);
        answers.Count(x => x.Status == 409).ShouldBe(15);
    }

    [Fact]
    public async Task Of_sixteen_that_take_one_slug_one_gets_it()
    {
        var talks = await TestTalks.NewAsync(app);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 16).Select(_ => app.PostAsync("/api/v1/parties", talks.PartyBody($"{talks.North}-taken", "Taken")))
        );

        answers.Count(x => x.Status == 201).ShouldBe(1);
        answers.Count(x => x.Status == 409).ShouldBe(15);
    }

    /// <summary>
    /// Everything at once on a few things: writers wait for the counter row alone, so none waits for another in a circle.
    /// </summary>
    [Fact]
    public Task Writers_of_everything_at_once_never_deadlock() => ShouldNotDeadlockAsync(60);

    [Fact]
    [Trait("Category", "Endurance")]
    public Task Many_writers_of_everything_at_once_never_deadlock() => ShouldNotDeadlockAsync(200);

    private async Task ShouldNotDeadlockAsync(int count)
    {
        var talks = await TestTalks.NewAsync(app);
        var records = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => talks.RecordAsync(talks.PositionBody())));
        var random = new Random(4);
        var writes = Enumerable
            .Range(0, count)
            .Select(i => (Kind: random.Next(6), Record: records[random.Next(records.Length)], Keyed: random.Next(2) == 0 ? $"{i}" : null))
            .ToList();

        var answers = await Task.WhenAll(
            writes.Select(x =>
                x.Kind switch
                {
                    0 => app.SendAsync(
                        HttpMethod.Post,
                        "/api/v1/positions",
                        LedgerApp.Write(talks.PositionBody()),
                        idempotencyKey: x.Keyed
                    ),
                    1 => app.SendAsync(
                        HttpMethod.Post,
                        $"/api/v1/positions/{x.Record}/citations",
                        LedgerApp.Write(new { article = talks.Article, paragraph = 2 }),
                        idempotencyKey: x.Keyed
                    ),
                    2 => app.PutAsync(
                        $"/api/v1/parties/{talks.North}",
                        talks.PartyBody(talks.North, $"North {x.Keyed ?? "alone"}"),
                        "\"1\""
                    ),
                    3 => app.SendAsync(
                        HttpMethod.Post,
                        "/api/v1/positions?dryRun=true",
                        LedgerApp.Write(talks.PositionBody()),
                        idempotencyKey: x.Keyed
                    ),
                    4 => app.SendAsync(
                        HttpMethod.Post,
                        "/api/v1/keys",
                        new { name = $"{Guid.NewGuid()}", role = "READER" },
                        idempotencyKey: x.Keyed
                    ),
                    _ => app.SendAsync(HttpMethod.Post, "/api/v1/epoch", new { note = "For a test" }, idempotencyKey: x.Keyed),
                }
            )
        );

        answers.ShouldAllBe(x => x.Status == 200 || x.Status == 201 || x.Status == 409 || x.Status == 412);
    }

    private async Task<List<int>> EditAsync(TestTalks talks, int editor, int editsEach, bool checks)
    {
        List<int> answers = [];
        for (var edit = 0; edit < editsEach; )
        {
            var read = await app.SendAsync(HttpMethod.Get, $"/api/v1/issues/{talks.Border}");
            var marks = read.Expect(200).Text("description");
            // Without the check, time for others to edit in between.
            await Task.Delay(checks ? 0 : 20);
            var tag = checks ? read.ETag! : (await app.SendAsync(HttpMethod.Get, $"/api/v1/issues/{talks.Border}")).ETag!;
            var body = talks.With(
                talks.IssueBody(talks.Border, talks.Land),
                JsonSerializer.Serialize(new { description = $"{marks} {Mark(editor, edit)}" })
            );
            var answer = await app.PutAsync($"/api/v1/issues/{talks.Border}", body, tag);
            answers.Add(answer.Status);
            edit += answer.Status == 200 ? 1 : 0;
        }

        return answers;
    }

    private static List<string> Lost(JsonElement issue, int editsEach)
    {
        var marks = issue.Text("description")!.Split(' ').ToHashSet();
        return
        [
            .. Enumerable
                .Range(0, Editors)
                .SelectMany(editor => Enumerable.Range(0, editsEach).Select(edit => Mark(editor, edit)))
                .Where(x => !marks.Contains(x)),
        ];
    }

    /// <summary>Short: a description has room for all of them.</summary>
    private static string Mark(int editor, int edit) => $"{(char)('a' + editor)}{edit}";
}
