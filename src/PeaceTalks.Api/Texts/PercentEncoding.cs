using System.Globalization;
using System.Text.Unicode;

namespace PeaceTalks.Api.Texts;

/// <summary>Checks the percent-encoding of addresses. The framework leaves malformed escapes as literal text.</summary>
internal static class PercentEncoding
{
    public const string Complaint = "is not percent-encoded UTF-8; write % as %25, and encode non-ASCII characters as UTF-8 bytes";

    /// <summary>Whether every % begins an escape, and the escapes stand for valid UTF-8.</summary>
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
