using System.Text.Json;

namespace PeaceTalks.ApiTests.Ledger.Pins;

/// <summary>Addresses name the epoch. When it has ended, they give what they gave, as long as the revision is still there.</summary>
public sealed class EpochTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string Held = "/api/v1/held-positions?asOf=2026-01-31";

    [Fact]
    public async Task An_address_outlives_its_epoch_up_to_the_last_common_revision_and_not_beyond()
    {
        await TestTalks.NewAsync(app);
        var self = (await app.GetAsync(Held)).GetProperty("links").Text("self")!;
        var before = await app.GetTextAsync(self);
        var (common, epoch) = (await app.HeadAsync(), EpochIn(self));
        self.ShouldEndWith($"&knownAt={common}&epoch={epoch}");
        JsonDocument.Parse(before).RootElement.GetProperty("links").Text("self").ShouldBe(self);

        var renewed = (await app.SendAsync(HttpMethod.Post, "/api/v1/epoch", new { note = "Restored" })).Expect(200).Text("epoch");
        await TestTalks.NewAsync(app);

        (await app.GetTextAsync(self)).ShouldBe(before);
        (await app.Client.ReadAsync(self)).Expect(200).CacheControl.ShouldBe("public, max-age=2592000, immutable");
        var lost = await app.SendAsync(HttpMethod.Get, $"{Held}&knownAt={common + 1}&epoch={epoch}");
        lost.Expect(410).Text("type").ShouldBe("/problems/epoch-changed");
        lost.Json.GetRawText().ShouldContain("epoch");
        lost.Json.GetProperty("lastSharedRevision").GetInt64().ShouldBe(common);
        (await app.SendAsync(HttpMethod.Get, $"{Held}&epoch={epoch}")).Expect(410);
        (await app.SendAsync(HttpMethod.Get, $"{Held}&knownAt={common + 1}&epoch={renewed}")).Expect(200);
        (await app.GetAsync(Held)).GetProperty("links").Text("self").ShouldEndWith($"&epoch={renewed}");
    }

    [Theory]
    [InlineData("/api/v1/parties?knownAt=0&epoch=019b3c6e-5a00-7000-8000-000000000001", 410)]
    [InlineData("/api/v1/parties?epoch=now", 400)]
    [InlineData("/api/v1/parties?epoch=", 400)]
    [InlineData("/api/v1/diffs?from=2025-01-01&epoch=019b3c6e-5a00-7000-8000-000000000001", 410)]
    [InlineData("/api/v1/revisions?epoch=019b3c6e-5a00-7000-8000-000000000001", 400)]
    public async Task An_epoch_that_never_was_is_gone_and_what_is_none_is_no_epoch(string path, int status)
    {
        (await app.SendAsync(HttpMethod.Get, path)).Expect(status);
    }

    /// <summary>Who keeps the links of an answer must not get another answer after a restore, however the question was asked.</summary>
    [Theory]
    [InlineData("/api/v1/held-positions?asOf=2026-01-31&knownAt=0")]
    [InlineData("/api/v1/parties?knownAt=0")]
    [InlineData("/api/v1/diffs?from=2026-01-01&to=2026-01-31&knownAt=0")]
    [InlineData("/api/v1/diffs?axis=recorded&from=0&to=0&asOf=2026-01-31")]
    public async Task The_links_of_a_question_that_gave_its_pin_without_an_epoch_name_it(string address)
    {
        var epoch = (await app.GetAsync("/api/v1/revisions")).Text("epoch");

        var text = await app.GetTextAsync(address);

        JsonDocument.Parse(text).RootElement.GetProperty("links").Text("self").ShouldBe($"{address}&epoch={epoch}");
        (await app.GetTextAsync($"{address}&epoch={epoch}")).ShouldBe(text);
    }

    private static string EpochIn(string address) => address[(address.IndexOf("epoch=", StringComparison.Ordinal) + 6)..];
}
