using System.Globalization;
using System.Text.Unicode;

namespace PeaceTalks.Api.Texts;

/// <summary>What stands in addresses. The framework takes a malformed escape for the text that it is written with.</summary>
internal static class PercentEncoding
{
    public const string Complaint = "is not percent-encoded UTF-8; write % as %25, and what is not ASCII as the bytes of its UTF-8";

    /// <summary>Whether each % begins an escape, and what the escapes stand for is UTF-8.</summary>
    public static bool IsUtf8(ReadOnlySpan<char> encoded)
    {
        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%')
            {
                bytes[length++] = (byte)(char.IsAscii(encoded[i]) ? encoded[i] : '?');
            }
            else if (
                i + 2 < encoded.Length
                && byte.TryParse(encoded.Slice(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length])
            )
            {
                length++;
                i += 2;
            }
            else
            {
                return false;
            }
        }
        return Utf8.IsValid(bytes.AsSpan(0, length));
    }
}
