namespace PeaceTalks.ApiTests.Speakers;

public sealed class SpeakersTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task Party_chooses_those_with_a_mandate_of_it_at_any_time()
    {
        var talks = await TestTalks.NewAsync(app);
        (
            await app.PutAsync(
                $"/api/v1/speakers/{talks.SouthSpeaker}",
                talks.With(
                    talks.SpeakerBody(talks.SouthSpeaker, talks.South),
                    """
                    {"aliases": [{"name": "A. Speaker", "language": "en"}],
                     "mandates": [{"party": "$south", "office": "Minister"},
                                  {"party": "$north", "office": "Envoy", "until": {"edtf": "2025", "basis": "STATED"}, "source": {"article": "$article", "paragraph": 3}}]}
                    """
                ),
                "\"1\""
            )
        ).Expect(200);

        var north = (await app.GetAsync($"/api/v1/speakers?party={talks.North}")).Items().ToList();
        var south = await app.GetAsync($"/api/v1/speakers?party={talks.South}");

        north.Select(x => x.Text("slug")).ShouldBe([talks.NorthSpeaker, talks.SouthSpeaker]);
        south.Each("slug").ShouldBe([talks.SouthSpeaker]);
        var envoy = north[1].GetProperty("mandates")[1];
        envoy.Text("office").ShouldBe("Envoy");
        envoy.GetProperty("until").Text("edtf").ShouldBe("2025");
        envoy.GetProperty("source").GetProperty("article").Text("slug").ShouldBe(talks.Article);
        north[1].GetProperty("aliases")[0].Text("name").ShouldBe("A. Speaker");
    }

    [Fact]
    public async Task A_speaker_with_two_mandates_on_a_day_has_to_be_said_to_speak_for_one()
    {
        var talks = await TestTalks.NewAsync(app);
        (
            await app.PutAsync(
                $"/api/v1/speakers/{talks.NorthSpeaker}",
                talks.With(
                    talks.SpeakerBody(talks.NorthSpeaker, talks.North),
                    """
                    {"mandates": [{"party": "$north", "office": "Minister"}, {"party": "$south", "office": "Envoy", "from": {"edtf": "2026-03-01", "basis": "STATED"}}]}
                    """
                ),
                "\"1\""
            )
        ).Expect(200);
        Dictionary<string, object?> Said(string day, string? assertedBy) =>
            talks.PositionBody(day: day, members: [("speaker", talks.NorthSpeaker), ("assertedBy", assertedBy)]);

        var open = await app.PostAsync("/api/v1/positions", Said("2026-03-01", null));
        var chosen = await app.PostAsync("/api/v1/positions", Said("2026-03-01", talks.South));
        var before = await app.PostAsync("/api/v1/positions", Said("2026-02-28", null));

        open.Expect(422);
        open.ErrorAt("/item/assertedBy").ShouldContain("one of them");
        chosen.Expect(201).GetProperty("item").Text("attribution").ShouldBe("OTHER_PARTY");
        before.Expect(201).GetProperty("item").Text("attribution").ShouldBe("SELF");
    }
}
