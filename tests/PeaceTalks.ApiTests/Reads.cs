using System.Globalization;

namespace PeaceTalks.ApiTests;

/// <summary>GETs as caches send them, and all that caches look at in the answers.</summary>
public static class Reads
{
    public static async Task<Read> ReadAsync(
        this HttpClient client,
        string path,
        string? ifNoneMatch = null,
        string accept = "application/json",
        params string[] atLeast
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (ifNoneMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", ifNoneMatch);
        }

        foreach (var seen in atLeast)
        {
            request.Headers.TryAddWithoutValidation("Ledger-Revision-At-Least", seen);
        }

        using var response = await client.SendAsync(request);
        string? Header(string name) => response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
        return new Read(
            (int)response.StatusCode,
            Header("ETag"),
            Header("Cache-Control"),
            Header("Vary"),
            Header("Retry-After"),
            Header("Ledger-Revision") is { } revision ? long.Parse(revision, CultureInfo.InvariantCulture) : null,
            await response.Content.ReadAsStringAsync()
        );
    }
}

/// <param name="Revision">Of the header.</param>
public sealed record Read(int Status, string? ETag, string? CacheControl, string? Vary, string? RetryAfter, long? Revision, string Text)
{
    public Read Expect(int status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }
}
