using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PeaceTalks.Api.Keys;

/// <summary>
/// The secret of a key: <c>pt_</c> and 48 characters of base64url, which are 256 random bits and a check sum of 32, so that a typo is told
/// from a wrong key without asking anybody.
/// </summary>
public sealed class Secret
{
    public const string Prefix = "pt_";
    public const string Pattern = "^pt_[A-Za-z0-9_-]{48}$";
    public const int Length = 51;
    public const int HintLength = 8;
    public const int HashLength = SHA256.HashSizeInBytes;

    private const int RandomBytes = 32;
    private const int CheckBytes = 4;

    private Secret(string text) => Text = text;

    /// <summary>The whole, to be shown once.</summary>
    public string Text { get; }

    /// <summary>Its first characters after the prefix, by which people tell keys apart: 48 of its bits, so 208 stay secret.</summary>
    public string Hint => Text.Substring(Prefix.Length, HintLength);

    /// <summary>SHA-256: what is random needs no salt, and cannot be guessed however fast the hash is.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public static Secret New()
    {
        var bytes = new byte[RandomBytes + CheckBytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, RandomBytes));
        CheckSum(bytes).CopyTo(bytes.AsSpan(RandomBytes));
        return new Secret(Prefix + Base64Url.EncodeToString(bytes));
    }

    /// <param name="complaint">What is wrong with its form. Never repeats the text.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Secret? secret, [NotNullWhen(false)] out string? complaint)
    {
        secret = null;
        complaint = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            complaint = $"is not a key of this service: those begin with {Prefix}";
        }
        else if (text.Length != Length)
        {
            complaint = $"has {text.Length} characters and not {Length}: was it copied whole?";
        }
        else if (!Base64Url.IsValid(text.AsSpan(Prefix.Length)) || !IsSound(Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length))))
        {
            complaint = "has a typo: its check sum is wrong";
        }
        else
        {
            secret = new Secret(text);
        }

        return secret is not null;
    }

    private static bool IsSound(byte[] bytes) =>
        bytes.Length == RandomBytes + CheckBytes && CheckSum(bytes).SequenceEqual(bytes.AsSpan(RandomBytes));

    private static ReadOnlySpan<byte> CheckSum(byte[] bytes) => SHA256.HashData(bytes.AsSpan(0, RandomBytes)).AsSpan(0, CheckBytes);
}
