using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>The cursor of the next page: the filters, the pin, and the keys of the last item.</summary>
internal static class PageCursor
{
    public static string After(Asked asked, Pin pin, params ReadOnlySpan<string> keys) =>
        Text([Fingerprint(asked), pin.Epoch.ToString(), Json.Day(asked.Day), Json.Number(pin.Known), .. keys]);

    private static string Fingerprint(Asked asked)
    {
        var filters = asked
            .Query.Where(x => x.Name is not ("cursor" or "limit" or "asOf" or "knownAt" or "from" or "to" or "format"))
            .OrderBy(x => x.Name, StringComparer.Ordinal)
            .ThenBy(x => x.Value, StringComparer.Ordinal)
            .SelectMany(x => (string[])[x.Name, x.Value]);
        var bytes = JsonSerializer.SerializeToUtf8Bytes([asked.Path.ToLowerInvariant(), .. filters], Columns.Default.StringArray);
        return Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, 9));
    }

    private static string Text(string[] parts) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(parts, Columns.Default.StringArray));
}
