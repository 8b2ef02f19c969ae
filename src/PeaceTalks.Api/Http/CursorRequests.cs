using Microsoft.AspNetCore.WebUtilities;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Http;

public static class CursorRequests
{
    private static readonly string[] NotFilters =
    [
        "cursor",
        "limit",
        "asOf",
        "knownAt",
        "epoch",
        "from",
        "to",
        .. OutputFormats.Parameters,
    ];

    /// <summary>
    /// A fingerprint of the path and of the filters, in whatever order they come. It leaves out <c>cursor</c>, <c>limit</c> and the output
    /// format. It also leaves out the pin and the ends of a window, which the cursor itself holds: the pinned address of an answer has them
    /// filled in.
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

    /// <summary>The keys after which the page starts. Null without a cursor.</summary>
    /// <param name="request">Its filters must be those of the request that gave the cursor.</param>
    /// <param name="cursor">The value of the parameter of that name.</param>
    /// <param name="keyCount">The number of keys in this list's order.</param>
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
                "belongs to a list with other filters; repeat the filters that it was given with, "
                    + "or leave it out to start from the beginning"
            )
            : NoCursor();
    }

    /// <summary>For a text that no list gave as a cursor, and for keys that no item has.</summary>
    public static ProblemException NoCursor() =>
        Problems.Invalid(
            "cursor",
            "is not a cursor; send the nextCursor of the previous page unchanged, or leave it out to start from the beginning"
        );

    /// <summary>The value of <c>nextCursor</c>, made of the last item's keys.</summary>
    public static string CursorAfter(this HttpRequest request, params string[] keys) => Cursor.Encode(request.FiltersFingerprint(), keys);
}
