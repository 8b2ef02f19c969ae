using Microsoft.AspNetCore.WebUtilities;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Http;

public static class CursorRequests
{
    private static readonly string[] NotFilters = ["cursor", "limit", "asOf", "knownAt", "from", "to", OutputFormats.Parameter];

    /// <summary>
    /// Of the path and of all parameters but <c>cursor</c>, <c>limit</c>, the form, and the pin and the ends of a window, which the cursor holds itself, in
    /// whatever order they stand: an answer's own address has them filled in.
    /// </summary>
    public static string FiltersFingerprint(this HttpRequest request)
    {
        var filters = new List<KeyValuePair<string, string>>();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = pair.DecodeName().ToString();
            if (!NotFilters.Contains(name))
            {
                filters.Add(new(name, pair.DecodeValue().ToString()));
            }
        }
        return Cursor.FingerprintOf(request.PathBase + request.Path, filters);
    }

    /// <summary>The keys to go on after; null without a cursor.</summary>
    /// <param name="request">Its filters must be those that the cursor was given with.</param>
    /// <param name="cursor">As the parameter of that name was bound.</param>
    /// <param name="keyCount">How many keys this list's order has.</param>
    /// <exception cref="ProblemException">400 on <c>cursor</c>.</exception>
    public static string[]? CursorKeys(this HttpRequest request, string? cursor, int keyCount)
    {
        if (cursor is null)
        {
            return null;
        }

        if (Cursor.TryDecode(cursor, request.FiltersFingerprint(), out var keys) && keys.Length == keyCount)
        {
            return keys;
        }

        throw Cursor.IsCursor(cursor)
            ? Problems.Invalid(
                "cursor",
                "belongs to a list with other filters; repeat the filters that it was given with, or leave it out to start from the beginning"
            )
            : NoCursor();
    }

    /// <summary>For a text that no list gave, and for keys in it that no item has.</summary>
    public static ProblemException NoCursor() =>
        Problems.Invalid(
            "cursor",
            "is not a cursor; send nextCursor of the page before as it stands, or leave it out to start from the beginning"
        );

    /// <summary>For <c>nextCursor</c>: made of the last item's keys.</summary>
    public static string CursorAfter(this HttpRequest request, params string[] keys) => Cursor.Encode(request.FiltersFingerprint(), keys);
}
