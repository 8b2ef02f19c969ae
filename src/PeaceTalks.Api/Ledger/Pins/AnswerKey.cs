using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>Everything on which the bytes of an answer depend, within one release and its settings.</summary>
/// <param name="Address">The path and the query as they were sent.</param>
/// <param name="Format">The name of the output format. Null for JSON.</param>
/// <param name="AsOf">Null if the question takes no day.</param>
/// <param name="Encoding">How it is compressed. Null if it is not.</param>
/// <param name="Reader">The key that asks, where reads are closed. No other key gets the answer that was kept for it.</param>
public sealed record AnswerKey(
    string Address,
    string? Format,
    DateOnly? AsOf,
    long Revision,
    Guid Epoch,
    string? Encoding = null,
    Guid? Reader = null
)
{
    // Another build may write other bytes.
    private static readonly string Release = typeof(AnswerKey).Module.ModuleVersionId.ToString();

    /// <param name="asOf">Only counts if the question takes a day.</param>
    public static AnswerKey FromRequest(HttpContext http, bool isDated, Guid epoch, long revision, DateOnly asOf)
    {
        var request = http.Request;
        return new(
            $"{request.PathBase}{request.Path}{request.QueryString}",
            http.Features.Get<IOutputFormat>()?.Name,
            isDated ? asOf : null,
            revision,
            epoch
        );
    }

    /// <summary>
    /// The ETag. It is known before anything is read, and it is strong: within one release, a pinned read gives the same bytes. Compressed
    /// answers get a suffix on their way out.
    /// </summary>
    /// <param name="publicAddress">The setting PublicBaseUrl, which answers contain.</param>
    public string ToETag(string publicAddress)
    {
        // No part has a line break: in an address, it is escaped.
        var parts = string.Create(
            CultureInfo.InvariantCulture,
            $"{Address}\n{AsOf:yyyy-MM-dd}\n{Revision}\n{Epoch}\n{Format}\n{Release}\n{publicAddress}"
        );
        var hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(parts));
        return $"\"{Base64Url.EncodeToString(hash.AsSpan(0, 18))}\"";
    }
}
