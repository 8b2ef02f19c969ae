using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PeaceTalks.ApiTests.Upgrade;

/// <summary>What an earlier service answered at an address: its bytes or, of a long answer, its length and digest.</summary>
/// <param name="File">With the bytes; with <c>.sha256</c> behind its name, what is known of them.</param>
public sealed partial record EarlierAnswer(string Address, string File)
{
    /// <summary>Members that answers have gained since, as earlier ledgers have them: there were no meetings.</summary>
    private static readonly string[] Gained =
    [
        ",\"meeting\":null",
        ",\"meetings\":[]",
        ",\"meetingBefore\":null",
        ",\"fromMeeting\":null",
        ",\"toMeeting\":null",
    ];

    /// <summary>Where the answer of today differs, and how; null where it is the same.</summary>
    public async Task<string?> DifferenceAsync(HttpClient client)
    {
        using var response = await client.GetAsync(Address);
        var text = AsThen(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()));
        var today = Encoding.UTF8.GetBytes(text);
        var (expected, actual) = System.IO.File.Exists(File)
            ? (WithoutDigests(Encoding.UTF8.GetString(await System.IO.File.ReadAllBytesAsync(File))), WithoutDigests(text))
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

    /// <summary>Takes the members and columns out that answers have gained since. Earlier ledgers have no meetings, so nothing is in them.</summary>
    private string AsThen(string today) =>
        Address.EndsWith("format=csv", StringComparison.Ordinal)
            ? WithoutMeetings(today)
            : Gained.Aggregate(today, (x, member) => x.Replace(member, "", StringComparison.Ordinal));

    /// <summary>The digest of an answer that has gained a member is another one, and so is the key that is made of it.</summary>
    private static string WithoutDigests(string text) =>
        Digest().Replace(text, x => x.Value.Contains("peacetalks:", StringComparison.Ordinal) ? "key" : "sha256");

    private static string WithoutMeetings(string csv)
    {
        var lines = csv.Split("\r\n").Select(line => Cell().Matches(line).Select(x => x.Value).ToList()).ToList();
        var kept = Enumerable
            .Range(0, lines[0].Count)
            .Where(i => !lines[0][i].TrimStart(',').StartsWith("meeting", StringComparison.Ordinal))
            .ToList();
        return string.Join("\r\n", lines.Select(cells => cells.Count < lines[0].Count ? "" : string.Concat(kept.Select(i => cells[i]))));
    }

    /// <summary>A cell of CSV with the comma before it. Our texts have no line breaks in cells of the answers that are kept.</summary>
    [GeneratedRegex("(?<=^),?(?:\"(?:[^\"]|\"\")*\"|[^,\"]*)|,(?:\"(?:[^\"]|\"\")*\"|[^,\"]*)")]
    private static partial Regex Cell();

    [GeneratedRegex("sha256:[0-9a-f]{64}|peacetalks:[0-9]+:[0-9a-f]{12}")]
    private static partial Regex Digest();

    private static string Around(int at, string text)
    {
        var start = Math.Max(0, at - 60);
        return text[start..Math.Min(text.Length, start + 160)];
    }
}
