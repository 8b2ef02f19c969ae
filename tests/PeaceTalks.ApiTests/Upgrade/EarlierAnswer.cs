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
        var today = Encoding.UTF8.GetBytes(AsBefore(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync())));
        var (expected, actual) = System.IO.File.Exists(File)
            ? (Encoding.UTF8.GetString(await System.IO.File.ReadAllBytesAsync(File)), Encoding.UTF8.GetString(today))
            : (
                await System.IO.File.ReadAllTextAsync($"{File}.sha256"),
                $"{today.Length} {Convert.ToHexStringLower(SHA256.HashData(today))}\n"
            );
        (expected, actual) = (WithoutTotals(expected), WithoutTotals(actual));
        if (expected == actual)
        {
            return null;
        }

        var at = expected.Zip(actual).TakeWhile(x => x.First == x.Second).Count();
        return $"{Path.GetFileName(File)} ({(int)response.StatusCode} at {Address}), character {at}:\n was {Around(at, expected)}\n is  {Around(at, actual)}";
    }

    /// <summary>
    /// Today's answer without what releases after that of e8d8b53 say in addition: that a change may be older than the report of what
    /// stands, and what of a patch is carried over.
    /// </summary>
    private static string AsBefore(string answer)
    {
        answer = StandingInJson().Replace(answer, "\"certainty\":\"CERTAIN\",\"certaintyReason\":null");
        answer = StandingInCsv().Replace(answer, ",CERTAIN,,");
        answer = StandingInPatch().Replace(answer, "$1$2");
        answer = HintAlone().Replace(answer, "");
        answer = HintBehindReporter().Replace(answer, ")");
        return answer.StartsWith("---", StringComparison.Ordinal) ? answer.Replace(" (as before)", "", StringComparison.Ordinal) : answer;
    }

    /// <summary>
    /// An answer of a diff without what is computed from all of it: how many changes are POSSIBLE, and the digest in a citation of it.
    /// </summary>
    private string WithoutTotals(string answer) =>
        Address.StartsWith("/api/v1/diffs", StringComparison.Ordinal) ? Totals().Replace(answer, "") : answer;

    private static string Around(int at, string text)
    {
        var start = Math.Max(0, at - 60);
        return text[start..Math.Min(text.Length, start + 160)];
    }

    [GeneratedRegex("\"certainty\":\"POSSIBLE\",\"certaintyReason\":\"it was reported as standing [^\"]*\"")]
    private static partial Regex StandingInJson();

    [GeneratedRegex(",POSSIBLE,\"it was reported as standing [^\"]*\",")]
    private static partial Regex StandingInCsv();

    [GeneratedRegex(@"(@@ [^\n]*) POSSIBLE(\n(?:(?!@@)[^\n]*\n)*?) # possible: it was reported as standing [^\n]*\n")]
    private static partial Regex StandingInPatch();

    [GeneratedRegex(@" \(possibly [^:()]*: [^()]*\)")]
    private static partial Regex HintAlone();

    [GeneratedRegex(@"; possibly [^:()]*: [^()]*\)")]
    private static partial Regex HintBehindReporter();

    [GeneratedRegex("\"possible\":[0-9]+,|(?<=peacetalks:[0-9]+:)[0-9a-f]{12}|(?<=sha256:)[0-9a-f]{64}")]
    private static partial Regex Totals();
}
