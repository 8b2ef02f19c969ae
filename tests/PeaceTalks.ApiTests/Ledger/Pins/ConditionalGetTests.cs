using System.Text.Json;
using PeaceTalks.ApiTests.OpenApi;

namespace PeaceTalks.ApiTests.Ledger.Pins;

/// <summary>Tags and 304 on all reads that there are, as the document describes them.</summary>
public sealed class ConditionalGetTests(DescribedApp app) : IClassFixture<DescribedApp>
{
    private const string Held = "/api/v1/held-positions?party=ukraine";
    private const string Diff = "/api/v1/diffs?from=2025-12-12&to=2026-01-31";

    [Fact]
    public async Task Every_read_gives_304_for_its_tag_and_that_of_an_item_of_reference_data_ends_in_its_version()
    {
        var reads = app
            .Operations.Where(x =>
                x.Method == "GET"
                && x.Group != "Administer"
                && x.Id != "getVersion"
                && x.Responses["200"]!["content"]!["text/event-stream"] is null
            )
            .ToList();
        reads.Count.ShouldBeGreaterThan(20);
        foreach (var operation in reads)
        {
            var path = operation.PrefilledRequest().RequestUri!.ToString();
            var form = operation.Responses["200"]!["content"]!.AsObject().First().Key;
            var first = (await app.Client.ReadAsync(path, accept: form)).Expect(200);
            var again = await app.Client.ReadAsync(path, first.ETag, form);
            var isReference = operation.Path.EndsWith("/{slug}", StringComparison.Ordinal);

            var documented = operation.Responses["200"]!["headers"]!.AsObject().Select(x => x.Key);
            documented.ShouldBe(
                ["Ledger-Revision", "ETag", "Cache-Control", "RateLimit", "RateLimit-Policy", "Access-Control-Allow-Origin"],
                ignoreOrder: true,
                operation.Id
            );
            operation.Responses.ContainsKey("304").ShouldBeTrue(operation.Id);
            (first.Revision, first.Vary).ShouldBe((1, "Accept, Accept-Encoding, Authorization"), operation.Id);
            first.ETag!.EndsWith(".1\"", StringComparison.Ordinal).ShouldBe(isReference, operation.Id);
            again.ShouldBe(first with { Status = 304, Text = "" }, operation.Id);
        }
    }

    [Theory]
    [InlineData("{0}", 304)]
    [InlineData("W/{0}", 304)]
    [InlineData("\"another\", {0}", 304)]
    [InlineData("*", 304)]
    [InlineData("\"another\"", 200)]
    [InlineData("\"another\", W/\"a third\"", 200)]
    [InlineData("no tag at all", 200)]
    public async Task Any_of_the_tags_may_match_and_a_star_matches_what_is_there(string ifNoneMatch, int status)
    {
        var tag = (await app.Client.ReadAsync(Held)).ETag!;

        (await app.Client.ReadAsync(Held, string.Format(null, ifNoneMatch, tag))).Expect(status);
    }

    [Theory]
    [InlineData("/api/v1/positions/019b3c6e-5a00-7000-8000-000000000001", 404)]
    [InlineData("/api/v1/held-positions?party=nobody", 422)]
    [InlineData("/api/v1/held-positions?parti=ukraine", 400)]
    [InlineData("/api/v1/held-positions?knownAt=99", 422)]
    public async Task A_star_does_not_match_an_error_which_is_never_stored_and_has_no_tag(string path, int status)
    {
        var error = (await app.Client.ReadAsync(path, "*")).Expect(status);

        (error.ETag, error.CacheControl!.Contains("no-store")).ShouldBe((null, true));
    }

    [Fact]
    public async Task Another_question_and_another_form_have_another_tag()
    {
        var tags = new[]
        {
            await app.Client.ReadAsync(Diff),
            await app.Client.ReadAsync(Diff + "&limit=50"),
            await app.Client.ReadAsync(Diff + "&knownAt=1"),
            await app.Client.ReadAsync(Diff, accept: "text/x-diff"),
            await app.Client.ReadAsync(Diff.Replace("12-12", "12-13")),
        };

        tags.Select(x => x.Expect(200).ETag).ShouldBeUnique();
        (await app.Client.ReadAsync(Diff, tags[0].ETag, accept: "text/x-diff")).Expect(200);
        (await app.Client.ReadAsync(Diff, tags[3].ETag, accept: "text/x-diff")).Expect(304);
    }

    [Theory]
    [InlineData("/api/v1/held-positions?asOf=2026-01-31&knownAt=1", true)]
    [InlineData("/api/v1/held-positions?knownAt=1", false)]
    [InlineData("/api/v1/held-positions?asOf=2026-01-31", false)]
    [InlineData("/api/v1/held-positions?asOf=2026-01-31&knownAt=2999-01-01T00:00:00Z", false)]
    [InlineData("/api/v1/parties?knownAt=1", true)]
    [InlineData("/api/v1/parties", false)]
    [InlineData("/api/v1/parties/ukraine?knownAt=1", true)]
    [InlineData("/api/v1/parties/ukraine", false)]
    [InlineData("/api/v1/diffs?from=2025-12-12&to=2026-01-31&knownAt=1", true)]
    [InlineData("/api/v1/diffs?from=2025-12-12&to=2026-01-31", false)]
    [InlineData("/api/v1/diffs?from=2025-12-12&knownAt=1", false)]
    [InlineData("/api/v1/diffs?axis=recorded&from=0&to=1&asOf=2026-01-31", true)]
    [InlineData("/api/v1/diffs?axis=recorded&from=0&to=1", false)]
    [InlineData("/api/v1/diffs?axis=recorded&from=0&asOf=2026-01-31", false)]
    [InlineData("/api/v1/diffs?axis=recorded&from=2020-01-01T00:00:00Z&to=1&asOf=2026-01-31", false)]
    public async Task Only_what_the_address_pins_whole_is_immutable(string path, bool isFilledIn)
    {
        var epoch = JsonDocument.Parse(await app.Client.GetStringAsync("/api/v1/revisions?limit=1")).RootElement.Text("epoch");

        var read = (await app.Client.ReadAsync(path)).Expect(200);
        var withEpoch = (await app.Client.ReadAsync($"{path}{(path.Contains('?') ? '&' : '?')}epoch={epoch}")).Expect(200);

        read.CacheControl.ShouldBe("public, no-cache");
        withEpoch.CacheControl.ShouldBe(isFilledIn ? "public, max-age=2592000, immutable" : "public, no-cache");
    }
}
