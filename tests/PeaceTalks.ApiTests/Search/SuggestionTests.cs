namespace PeaceTalks.ApiTests.Search;

/// <summary>What is suggested where a slug is unknown: what has that name, if only one thing has it.</summary>
public sealed class SuggestionTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    [Theory]
    [InlineData("positions?issue=nuclear-plant", "issue", "did you mean 'zaporizhzhia-plant'?")]
    [InlineData("held-positions?party=US", "party", "did you mean 'united-states'?")]
    [InlineData("held-positions?party=Україна", "party", "did you mean 'ukraine'?")]
    [InlineData("held-positions?party=Great%20Britain", "party", "did you mean 'united-kingdom'?")]
    [InlineData("positions?speaker=Zelenskyy", "speaker", "did you mean 'zelensky'?")]
    [InlineData("positions?proposal=demilitarised-zone", "proposal", "did you mean 'free-economic-zone-donbas'?")]
    [InlineData("matrix?process=russia-ukraine-2025&issue=nuclear-plant", "issue", "did you mean 'zaporizhzhia-plant'?")]
    [InlineData("diffs?from=2026-01-01&to=2026-01-31&party=Moscow", "party", "did you mean 'russia'?")]
    [InlineData("speakers?party=Russian-Federation", "party", "did you mean 'russia'?")]
    [InlineData("proposals?sponsor=Washington", "sponsor", "did you mean 'united-states'?")]
    public async Task A_name_in_place_of_a_slug_is_refused_and_its_slug_suggested(string question, string parameter, string suggestion)
    {
        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/{question}");

        answer.Expect(422).GetProperty("errors").GetProperty(parameter)[0].GetString()!.ShouldContain(suggestion);
    }

    [Fact]
    public async Task A_name_in_place_of_a_slug_in_a_body_is_refused_and_its_slug_suggested()
    {
        var answer = await app.SendAsync(
            HttpMethod.Post,
            "/api/v1/positions?dryRun=true",
            new
            {
                note = "Test",
                item = new
                {
                    party = "kyiv",
                    issue = "nuclear-plant",
                    stance = "OPEN",
                    summary = "It is open.",
                    article = "unnamed-2026-01-davos-talks-on-territory",
                    paragraph = 1,
                },
            }
        );

        var errors = answer.Expect(422).GetProperty("errors");
        errors.GetProperty("/item/party")[0].GetString()!.ShouldContain("did you mean 'ukraine'?");
        errors.GetProperty("/item/issue")[0].GetString()!.ShouldContain("did you mean 'zaporizhzhia-plant'?");
    }

    /// <summary>Several issues have guarantees in their names, and none is called so.</summary>
    [Theory]
    [InlineData("positions?issue=guarantees", "issue")]
    [InlineData("positions?issue=plant", "issue")]
    public async Task What_may_mean_several_things_is_not_taken_for_the_name_of_one(string question, string parameter)
    {
        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/{question}");

        answer.Expect(422).GetProperty("errors").TryGetProperty(parameter, out var said).ShouldBeTrue();
        said[0].GetString()!.ShouldNotContain("zaporizhzhia-plant");
        said[0].GetString()!.ShouldNotContain("us-guarantees");
    }

    [Theory]
    [InlineData("parties/US", "united-states")]
    [InlineData("issues/nuclear-plant", "zaporizhzhia-plant")]
    public async Task An_address_with_a_name_is_not_found_and_says_the_slug(string address, string slug) =>
        (await app.SendAsync(HttpMethod.Get, $"/api/v1/{address}"))
            .Expect(404)
            .GetProperty("detail")
            .GetString()!
            .ShouldContain($"'{slug}'");
}
