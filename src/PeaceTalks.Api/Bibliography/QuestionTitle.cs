using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Bibliography;

/// <summary>Puts the question of an address into words: <c>Held positions (issue: donbas-territory; includeSubIssues: true)</c>.</summary>
public static class QuestionTitle
{
    private const string Cursor = "cursor";
    private static readonly string[] NotAsked = ["asOf", "knownAt", "epoch", Cursor, "limit"];

    /// <summary>
    /// What an answer says if it is about one thing, otherwise what was asked, and which part of the list the answer is if it is not all.
    /// </summary>
    /// <param name="self">The address of the answer.</param>
    public static string OfAnswer(IShownAnswer answer, string self) => answer.Headline ?? FromAddress(self, PartOf(answer, self));

    /// <summary>Which part of a list a page is. Null for the whole list, and for what is no list.</summary>
    private static string? PartOf(IShownAnswer answer, string self) =>
        answer is not IPage { Count: var count, Next: var next } ? null
        : QueryHelpers.ParseQuery(Query(self)).ContainsKey(Cursor)
            ? $"a later page, with {Items(count)}; {(next is null ? "the last" : "more follow")}"
        : next is null ? null
        : count == 1 ? "only the first item; more follow"
        : $"only the first {Items(count)}; more follow";

    private static string Items(int count) => count == 1 ? "1 item" : $"{count.ToString(CultureInfo.InvariantCulture)} items";

    private static string Query(string address) => address.IndexOf('?') is var place and >= 0 ? address[(place + 1)..] : "";

    /// <param name="address">A pinned address. The day, the revision and the page are given elsewhere.</param>
    /// <param name="part">Which part of the list it is. Null for all of it.</param>
    public static string FromAddress(string address, string? part = null)
    {
        var (path, query) = (address.Split('?')[0], Query(address));
        var asked = new List<string>();
        foreach (var pair in new QueryStringEnumerable(query))
        {
            if (!NotAsked.Contains(pair.DecodeName().ToString()))
            {
                asked.Add($"{pair.DecodeName()}: {pair.DecodeValue()}");
            }
        }

        if (part is not null)
        {
            asked.Add(part);
        }

        var noun = Uri.UnescapeDataString(path[(path.IndexOf("/api/v1/", StringComparison.Ordinal) + "/api/v1/".Length)..]);
        var words = char.ToUpperInvariant(noun[0]) + (noun.Contains('/') ? noun : noun.Replace('-', ' '))[1..];
        return asked.Count == 0 ? words : $"{words} ({string.Join("; ", asked)})";
    }
}
