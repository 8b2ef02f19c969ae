namespace PeaceTalks.ApiTests.Processes;

public sealed class ProcessesTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task A_process_names_its_participants_and_their_roles_as_they_were_known()
    {
        var talks = await TestTalks.NewAsync(app);
        var before = await app.HeadAsync();
        (
            await app.PutAsync(
                $"/api/v1/processes/{talks.Process}",
                talks.With(
                    talks.ProcessBody(),
                    """{"participants": [{"party": "$north", "role": "PRINCIPAL"}, {"party": "$south", "role": "MEDIATOR"}]}"""
                ),
                "\"1\""
            )
        ).Expect(200);

        var now = await app.GetAsync($"/api/v1/processes/{talks.Process}");
        var then = await app.GetAsync($"/api/v1/processes/{talks.Process}?knownAt={before}");

        now.GetProperty("participants")
            .EnumerateArray()
            .Select(x => (x.Slug("party"), x.Text("role")))
            .ShouldBe([(talks.North, "PRINCIPAL"), (talks.South, "MEDIATOR")]);
        then.GetProperty("participants")[1].Text("role").ShouldBe("PRINCIPAL");
        then.GetProperty("participants")[1].GetProperty("party").Text("name").ShouldBe("South");
        (await app.GetAsync("/api/v1/processes?limit=200")).Each("slug").ShouldContain(talks.Process);
    }
}
