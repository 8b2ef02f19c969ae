using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PeaceTalks.ApiTests.Upgrade;

/// <summary>What an earlier service answered at an address: its bytes or, of a long answer, its length and digest.</summary>
/// <param name="File">With the bytes; with <c>.sha256</c> behind its name, what is known of them.</param>
public sealed partial record EarlierAnswer(string Address, string File)
{
    /// <summary>Where the answer of today differs, and how; null where it is the same.</summary>
    public async Task<string?> DifferenceAsync(HttpClient client)
    {
        using var response = await client.GetAsync(Address);
        var today = Encoding.UTF8.GetBytes(WithoutGained(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync())));
        var (expected, actual) = System.IO.File.Exists(File)
            ? (Encoding.UTF8.GetString(await System.IO.File.ReadAllBytesAsync(File)), Encoding.UTF8.GetString(today))
            : (
                await System.IO.File.ReadAllTextAsync($"{File}.sha256"),
                $"{today.Length} {Convert.ToHexStringLower(SHA256.HashData(today))}\n"
            );
        if (expected == actual)
        {
            return null;
        }

        var at = expected.Zip(actual).TakeWhile(x => x.First == x.Second).Count();
        return $"{Path.GetFileName(File)} ({(int)response.StatusCode} at {Address}), character {at}:\n was {Around(at, expected)}\n is  {Around(at, actual)}";
    }

    /// <summary>
    /// Takes out what answers have gained since: whose mood or words a remark tells, which no remark of an earlier release does; how much
    /// of an article is coded; and what an empty cell of a grid means, which nobody had asked for.
    /// </summary>
    private string WithoutGained(string answer) =>
        File.EndsWith("matrix.csv", StringComparison.Ordinal)
            ? LastColumn().Replace(answer, "\r\n")
            : CoverageOfArticle()
                .Replace(answer, "")
                .Replace("\"party\":null,\"speaker\":null,\"mode\":null,", "", StringComparison.Ordinal)
                .Replace(",\"coverage\":null", "", StringComparison.Ordinal);

    private static string Around(int at, string text)
    {
        var start = Math.Max(0, at - 60);
        return text[start..Math.Min(text.Length, start + 160)];
    }

    /// <summary>The last column of a grid in CSV, which is empty.</summary>
    [GeneratedRegex(",(coverage)?\r\n", RegexOptions.ExplicitCapture)]
    private static partial Regex LastColumn();

    /// <summary>Before the paragraphs, and without a list of that name in it.</summary>
    [GeneratedRegex(@"""coverage"":\{""paragraphs"":.*?\},(?=""paragraphs"":\[)")]
    private static partial Regex CoverageOfArticle();
}
