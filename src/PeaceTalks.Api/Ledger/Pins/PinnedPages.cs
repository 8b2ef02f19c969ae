using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>Where a page starts: at a pin, after the keys of the previous page.</summary>
/// <param name="After">Null for the first page.</param>
public sealed record PageStart(Pin Pin, string[]? After);

/// <summary>Pinned lists: all pages of a list stay at the day and the revision of its first page.</summary>
public static class PinnedPages
{
    /// <param name="keys">The number of keys in the list's order.</param>
    /// <param name="place">The name of the parameter that gave <paramref name="knownAt"/>.</param>
    /// <param name="dayPlace">The name of the parameter that gave <paramref name="asOf"/>.</param>
    /// <exception cref="ProblemException">400 for a cursor of another list, day or revision; 410 for one of another epoch.</exception>
    public static async Task<PageStart> PageAsync(
        this PinReader pins,
        HttpRequest request,
        DateOnly? asOf,
        string? knownAt,
        string? cursor,
        int keys,
        CancellationToken cancellation,
        string place = "knownAt",
        string dayPlace = "asOf"
    )
    {
        if (request.CursorKeys(cursor, keys + 3) is not [var epoch, var day, var revision, .. var after])
        {
            return new PageStart(await pins.ReadAsync(asOf, knownAt, cancellation, place), null);
        }

        var startedAsOf = DayOf(day);
        var pin = await pins.ReadAsync(startedAsOf, revision, cancellation, epoch: IdOf(epoch));
        if (
            (asOf ?? startedAsOf) != startedAsOf
            || knownAt is not null && (await pins.ReadAsync(null, knownAt, cancellation, place)).Revision != pin.Revision
        )
        {
            throw Problems.Invalid("cursor", $"belongs to {dayPlace}={day} and {place}={revision}; leave those out, or repeat them");
        }

        return new PageStart(pin, after);
    }

    /// <summary>The day and the revision in the cursor of the address, unchecked. Null if there is no cursor.</summary>
    public static (DateOnly? AsOf, long? Revision)? CursorPin(this HttpRequest request) =>
        Cursor.TryDecode(request.Query["cursor"].ToString(), request.FiltersFingerprint(), out var keys)
        && keys is [_, var day, var revision, ..]
        && DayText.TryRead(day, out var asOf)
        && long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (asOf, number)
            : null;

    /// <summary>The cursor of the next page. These are the keys of the last item on this page.</summary>
    public static string NextCursor(this HttpRequest request, Pin pin, params string[] keys) =>
        request.CursorAfter([pin.Epoch.ToString(), Day(pin.AsOf), Number(pin.Revision), .. keys]);

    /// <summary>A page of reference data, sorted by slug, and the cursor of the next page.</summary>
    public static (List<T> Shown, string? Next) PageAfter<T>(
        this IEnumerable<T> all,
        string[]? after,
        int limit,
        HttpRequest request,
        Pin pin
    )
        where T : ReferenceVersion
    {
        var found = all.Where(x => after is null || string.CompareOrdinal(x.Slug, after[0]) > 0).Take(limit + 1).ToList();
        var shown = found.Take(limit).ToList();
        return (shown, found.Count > limit ? request.NextCursor(pin, shown[^1].Slug) : null);
    }

    /// <summary>The id in a cursor.</summary>
    public static Guid IdOf(string key) => Guid.TryParseExact(key, "D", out var id) ? id : throw CursorRequests.NoCursor();

    /// <summary>The number in a cursor.</summary>
    public static long NumberOf(string key) =>
        long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw CursorRequests.NoCursor();

    /// <summary>The name of a value in a cursor.</summary>
    public static T ValueOf<T>(string key)
        where T : struct, Enum => EnumNames.TryParse<T>(key, out var value) ? value : throw CursorRequests.NoCursor();

    /// <summary>Sets the headers for the revision that was read and for the item's version. A dry run has neither.</summary>
    public static void SetVersionHeaders(this HttpContext http, Pin pin, int version, bool dryRun)
    {
        if (!dryRun)
        {
            http.SetRevisionHeaders(pin.Revision);
            http.Response.Headers.ETag = VersionETag.FromVersion(version);
        }
    }

    /// <summary>The address of an item, pinned.</summary>
    public static Links PinnedTo(this Pin pin, string path) => new($"{pin.BaseUrl}{path}?knownAt={Number(pin.Revision)}");

    /// <summary>Sets the headers of a read, and returns the pinned address of a record.</summary>
    public static Links Pinned(this HttpContext http, Pin pin, string path)
    {
        http.SetReadHeaders(pin.Epoch, pin.Revision, pin.AsOf);
        return pin.PinnedTo(path);
    }

    /// <summary>The paragraph, or the place in a revision, in a cursor.</summary>
    public static int PlaceOf(string key) =>
        NumberOf(key) is var number and <= int.MaxValue ? (int)number : throw CursorRequests.NoCursor();

    /// <summary>Sets the headers of a read, and returns the pinned address that asks the same question again as JSON.</summary>
    /// <param name="dated">Whether the question takes <c>asOf</c>.</param>
    public static Links Pinned(this HttpContext http, Pin pin, bool dated) =>
        dated
            ? http.Pinned(pin, ("asOf", Day(pin.AsOf)), ("knownAt", Number(pin.Revision)))
            : http.Pinned(pin, ("knownAt", Number(pin.Revision)));

    /// <param name="filledIn">The resolved values, which replace the parameters that were given.</param>
    public static Links Pinned(this HttpContext http, Pin pin, params (string Name, string Value)[] filledIn)
    {
        http.SetReadHeaders(pin.Epoch, pin.Revision, pin.AsOf);
        var query = new QueryBuilder();
        foreach (var pair in new QueryStringEnumerable(http.Request.QueryString.Value))
        {
            var name = pair.DecodeName().ToString();
            if (!filledIn.Any(x => x.Name == name) && name is not ("asOf" or "knownAt" or OutputFormats.Parameter))
            {
                query.Add(name, pair.DecodeValue().ToString());
            }
        }

        foreach (var (name, value) in filledIn)
        {
            query.Add(name, value);
        }

        return new Links($"{pin.BaseUrl}{http.Request.PathBase}{http.Request.Path}{query}");
    }

    /// <summary>The day in a cursor.</summary>
    public static DateOnly DayOf(string key) => DayText.TryRead(key, out var day) ? day : throw CursorRequests.NoCursor();

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
