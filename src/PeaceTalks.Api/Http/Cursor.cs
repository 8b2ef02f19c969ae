using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace PeaceTalks.Api.Http;

/// <summary>A cursor: the keys of the last item shown, bound to the filters of the list. The next page starts after it.</summary>
/// <remarks>A cursor is opaque to clients, but neither secret nor signed. Read its keys as strictly as any other input.</remarks>
public static class Cursor
{
    /// <param name="filtersFingerprint">From <see cref="FingerprintOf"/>. The cursor is refused with other filters.</param>
    /// <param name="keys">The values of the sort columns. The unique one comes last.</param>
    public static string Encode(string filtersFingerprint, params string[] keys) =>
        Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes((string[])[filtersFingerprint, .. keys]));

    /// <summary>
    /// False for anything that <see cref="Encode"/> did not give with this fingerprint, and for keys that no database can hold.
    /// </summary>
    public static bool TryDecode(string text, string filtersFingerprint, [NotNullWhen(true)] out string[]? keys)
    {
        keys = Parts(text) is [var fingerprint, .. var rest] && fingerprint == filtersFingerprint ? rest : null;
        return keys is not null;
    }

    /// <summary>Whether the text is a cursor at all, even if of another list.</summary>
    public static bool IsCursor(string text) => Parts(text) is not null;

    /// <summary>The same for the same path and parameters, in whatever order they come.</summary>
    public static string FingerprintOf(string path, IEnumerable<KeyValuePair<string, string>> filters)
    {
        var canonical = filters
            .OrderBy(f => f.Key, StringComparer.Ordinal)
            .ThenBy(f => f.Value, StringComparer.Ordinal)
            .SelectMany(f => new[] { f.Key, f.Value });
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((string[])[path.ToLowerInvariant(), .. canonical]));
        return Base64Url.EncodeToString(hash.AsSpan(0, 9));
    }

    private static string[]? Parts(string text)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<string[]>(Base64Url.DecodeFromChars(text));
            return parts is { Length: > 0 } && parts.All(part => part?.Contains('\0') == false) ? parts : null;
        }
        catch (Exception garbage) when (garbage is FormatException or JsonException)
        {
            return null;
        }
    }
}
