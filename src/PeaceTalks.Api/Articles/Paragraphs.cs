using System.Security.Cryptography;
using System.Text;

namespace PeaceTalks.Api.Articles;

/// <summary>How a text is divided into paragraphs, and what is kept of each.</summary>
public static class Paragraphs
{
    /// <summary>The lines of the text that are not empty, without surrounding white space.</summary>
    public static IReadOnlyList<string> Split(string text) =>
        text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>SHA-256, in hexadecimal, of the paragraph as UTF-8.</summary>
    public static string Digest(string paragraph) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(paragraph)));
}
