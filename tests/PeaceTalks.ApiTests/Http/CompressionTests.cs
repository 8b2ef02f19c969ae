using System.IO.Compression;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using PeaceTalks.ApiTests.Ledger.Pins;

namespace PeaceTalks.ApiTests.Http;

public sealed class CompressionTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    [Theory]
    [InlineData("/api/v1/matrix?asOf=2026-01-31", "application/json", 6)]
    [InlineData("/api/v1/diffs?from=2025-12-12&to=2026-01-31", "text/x-diff", 3)]
    [InlineData("/api/v1/positions?asOf=2026-01-31&columns=all", "text/csv", 4)]
    [InlineData("/api/v1/parties", "application/json", 2)]
    [InlineData("/api/v1/parties/ukraine", "application/json", 1)]
    [InlineData("/openapi/v1.json", "application/json", 8)]
    public async Task Answers_are_compressed_for_who_takes_it_and_are_the_same(string path, string accept, int times)
    {
        var plain = await AskAsync(path, accept, null);
        foreach (var encoding in new[] { "br", "gzip" })
        {
            var packed = await AskAsync(path, accept, encoding);
            var again = await AskAsync(path, accept, encoding);

            (packed.Encoding, plain.Encoding).ShouldBe((encoding, null));
            Unpacked(packed).ShouldBe(plain.Body);
            (packed.Body.Length * times).ShouldBeLessThan(plain.Body.Length);
            packed.ETag.ShouldBe(plain.ETag!.TrimEnd('"') + $"-{encoding}\"");
            packed.Vary.ShouldContain("Accept-Encoding");
            again.ETag.ShouldBe(packed.ETag);
            again.Body.ShouldBe(packed.Body);
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task The_tag_of_a_compressed_answer_gives_304_with_that_tag(string encoding)
    {
        await HeadListenerTests.WatchAsync(app.Factory);
        foreach (var path in new[] { "/api/v1/matrix?asOf=2026-01-31", "/api/v1/revisions", "/openapi/v1.json" })
        {
            var first = await AskAsync(path, "application/json", encoding);
            var again = await AskAsync(path, "application/json", encoding, first.ETag);
            (again.Status, again.ETag, again.Body.Length).ShouldBe((304, first.ETag, 0), path);
        }
    }

    [Fact]
    public async Task A_version_may_be_stated_as_its_compressed_answer_has_it()
    {
        var read = await AskAsync("/api/v1/parties/ukraine", "application/json", "br");
        read.ETag.ShouldNotBeNull().ShouldEndWith(".1-br\"");

        var body = Encoding.UTF8.GetString(Unpacked(read));
        body.ShouldContain("ukraine");
        (
            await app.PutAsync(
                "/api/v1/parties/ukraine",
                new
                {
                    slug = "ukraine",
                    name = "Ukraine",
                    kind = "STATE",
                },
                read.ETag
            )
        ).Expect(200);
    }

    [Fact]
    public async Task The_digest_of_a_citation_is_that_of_the_answer_however_it_was_sent()
    {
        var self = (await app.GetAsync("/api/v1/held-positions?party=ukraine&asOf=2026-01-31")).GetProperty("links");
        var digest = (await app.GetAsync(self.Text("cite")!)).Text("digest");

        var packed = await AskAsync(self.Text("self")!, "application/json", "br");

        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Unpacked(packed)))}".ShouldBe(digest);
    }

    [Fact]
    public async Task A_stream_and_an_answer_with_a_secret_are_not_compressed()
    {
        using var stream = new HttpRequestMessage(HttpMethod.Get, "/api/v1/revisions/stream");
        stream.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var opened = await app.Client.SendAsync(stream, HttpCompletionOption.ResponseHeadersRead);
        using var key = new HttpRequestMessage(HttpMethod.Post, "/api/v1/keys")
        {
            Content = new StringContent($$"""{"name":"K {{Guid.NewGuid()}}","role":"READER"}""", Encoding.UTF8, "application/json"),
        };
        key.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var made = await app.Client.SendAsync(key);

        opened.EnsureSuccessStatusCode().Content.Headers.ContentEncoding.ShouldBeEmpty();
        made.EnsureSuccessStatusCode().Content.Headers.ContentEncoding.ShouldBeEmpty();
    }

    private sealed record Sent(int Status, string? Encoding, string? ETag, string Vary, byte[] Body);

    private async Task<Sent> AskAsync(string path, string accept, string? encoding, string? ifNoneMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (encoding is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        }

        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        using var response = await app.Client.SendAsync(request);
        return new Sent(
            (int)response.StatusCode,
            response.Content.Headers.ContentEncoding.SingleOrDefault(),
            response.Headers.ETag?.ToString(),
            response.Headers.Vary.ToString(),
            await response.Content.ReadAsByteArrayAsync()
        );
    }

    private static byte[] Unpacked(Sent sent)
    {
        using var body = new MemoryStream(sent.Body);
        using Stream unpacking =
            sent.Encoding == "br" ? new BrotliStream(body, CompressionMode.Decompress) : new GZipStream(body, CompressionMode.Decompress);
        using var plain = new MemoryStream();
        unpacking.CopyTo(plain);
        return plain.ToArray();
    }
}
