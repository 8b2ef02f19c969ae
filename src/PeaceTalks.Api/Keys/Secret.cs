using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace PeaceTalks.Api.Keys;

/// <summary>
/// The secret of a key: <c>pt_</c> and 48 characters of base64url. They encode 256 random bits and a checksum of 32 bits, so that a typo
/// can be told from an unknown key without a lookup.
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

    /// <summary>The whole secret, to be shown once.</summary>
    public string Text { get; }

    /// <summary>The first characters after the prefix, by which people tell keys apart. They reveal 48 bits, so 208 stay secret.</summary>
    public string Hint => Text.Substring(Prefix.Length, HintLength);

    /// <summary>SHA-256. A random secret needs no salt, and it cannot be guessed however fast the hash is.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public static Secret New()
    {
        var bytes = new byte[RandomBytes + CheckBytes];
        RandomNumberGenerator.Fill(bytes.AsSpan(0, RandomBytes));
        CheckSum(bytes).CopyTo(bytes.AsSpan(RandomBytes));
        return new Secret(Prefix + Base64Url.EncodeToString(bytes));
    }

    /// <param name="complaint">What is wrong with its form. It never repeats the text.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out Secret? secret, [NotNullWhen(false)] out string? complaint)
    {
        secret = null;
        complaint = null;
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            complaint = $"is not a key of this service: its keys begin with {Prefix}";
        }
        else if (text.Length != Length)
        {
            complaint = $"has {text.Length} characters instead of {Length}: did you copy all of it?";
        }
        else if (!Base64Url.IsValid(text.AsSpan(Prefix.Length)) || !IsSound(Base64Url.DecodeFromChars(text.AsSpan(Prefix.Length))))
        {
            complaint = "has a typo: its checksum is wrong";
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
