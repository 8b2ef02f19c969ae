using Microsoft.AspNetCore.WebUtilities;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Bibliography;

/// <summary>Puts the question of an address into words: <c>Held positions (issue: donbas-territory; includeSubIssues: true)</c>.</summary>
public static class QuestionTitle
{
    private static readonly string[] NotAsked = ["asOf", "knownAt", "epoch", "cursor", "limit"];

    /// <summary>What an answer says if it is about one thing, otherwise what was asked.</summary>
    public static string OfAnswer(ICitable answer) => answer.Headline ?? FromAddress(answer.Links.Self);

    /// <param name="address">A pinned address. The day, the revision and the page are given elsewhere.</param>
    public static string FromAddress(string address)
    {
        var (path, query) = address.Split('?', 2) is [var first, var rest] ? (first, rest) : (address, "");
        var asked = new List<string>();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (!NotAsked.Contains(pair.DecodeName().ToString()))
            {
                asked.Add($"{pair.DecodeName()}: {pair.DecodeValue()}");
            }
        }

        var noun = Uri.UnescapeDataString(path[(path.IndexOf("/api/v1/", StringComparison.Ordinal) + "/api/v1/".Length)..]);
        var words = char.ToUpperInvariant(noun[0]) + (noun.Contains('/') ? noun : noun.Replace('-', ' '))[1..];
        return asked.Count == 0 ? words : $"{words} ({string.Join("; ", asked)})";
    }
}
