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
    /// <inheritdoc cref="AskedAsync"/>
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
        var (asked, after) = await pins.AskedAsync(request, asOf, knownAt, cursor, keys, cancellation, place, dayPlace);
        return new PageStart(await pins.ReadAsync(asked, cancellation), after);
    }

    /// <summary>The pin that the request for a page asks for, and the keys of the previous page. Only an instant needs a query.</summary>
    /// <param name="keys">The number of keys in the list's order.</param>
    /// <param name="place">The name of the parameter that gave <paramref name="knownAt"/>.</param>
    /// <param name="dayPlace">The name of the parameter that gave <paramref name="asOf"/>.</param>
    /// <exception cref="ProblemException">400 for a cursor of another list, day or revision; 410 for one of another epoch.</exception>
    public static async Task<(PinRequest Asked, string[]? After)> AskedAsync(
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
            return (PinRequest.Parse(asOf, knownAt, place), null);
        }

        var asked = PinRequest.Parse(DayOf(day), revision) with { Epoch = IdOf(epoch) };
        var repeated = PinRequest.Parse(asOf ?? asked.AsOf, knownAt ?? revision, place);
        if (repeated.Instant is not null)
        {
            repeated = repeated with { Number = (await pins.ReadAsync(repeated, cancellation)).Revision };
        }

        return repeated.AsOf == asked.AsOf && repeated.Number == asked.Number
            ? (asked, after)
            : throw Problems.Invalid("cursor", $"belongs to {dayPlace}={day} and {place}={revision}; leave those out, or repeat them");
    }

    /// <summary>The day and the revision in the cursor of the address, unchecked. Null if there is no cursor.</summary>
    public static (DateOnly? AsOf, long? Revision)? CursorPin(this HttpRequest request) =>
        request.Query["cursor"] is [{ } cursor]
        && Cursor.TryDecode(cursor, request.FiltersFingerprint(), out var keys)
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

    /// <summary>
    /// Sets the headers for the revision that was read and for the item's version. A read has both in its ETag, a write the version alone,
    /// and a dry run has none.
    /// </summary>
    public static void SetVersionHeaders(this HttpContext http, Pin pin, int version, bool dryRun)
    {
        if (dryRun)
        {
            return;
        }

        http.SetReadHeaders(pin.Epoch, pin.Revision, pin.AsOf);
        http.Response.Headers.ETag = HttpMethods.IsGet(http.Request.Method)
            ? VersionETag.FromRead(http.Response.Headers.ETag.ToString(), version)
            : VersionETag.FromVersion(version);
    }

    /// <summary>The address of an item, pinned.</summary>
    public static Links PinnedTo(this Pin pin, string path) =>
        new($"{pin.BaseUrl}{path}?knownAt={Number(pin.Revision)}&{EpochParameter.Name}={pin.Epoch}");

    /// <summary>The address of a path at the service, revision and epoch of an answer.</summary>
    /// <param name="path">It begins with <c>/api/v1/</c>, and may have a query.</param>
    public static string Pinned(this ICitable answer, string path)
    {
        var self = answer.Links.Self;
        var epoch = QueryHelpers.ParseQuery(self[(self.IndexOf('?') + 1)..]).GetValueOrDefault(EpochParameter.Name);
        return self[..self.IndexOf("/api/v1/", StringComparison.Ordinal)]
            + $"{path}{(path.Contains('?') ? '&' : '?')}knownAt={Number(answer.KnownAt)}"
            + (epoch is [{ } named, ..] ? $"&{EpochParameter.Name}={Uri.EscapeDataString(named)}" : "");
    }

    /// <summary>
    /// The address of the same question at the newest revision. A page of a list leads to the first one, because a cursor holds its
    /// revision.
    /// </summary>
    public static string Unpinned(this ICitable answer)
    {
        var (path, asked) = answer.Links.Self.Split('?', 2) is [var first, var rest] ? (first, rest) : (answer.Links.Self, "");
        var isRecorded = QueryHelpers.ParseQuery(asked).GetValueOrDefault("axis") == "recorded";
        var query = new QueryBuilder();
        foreach (var pair in new QueryStringEnumerable(asked))
        {
            var name = pair.DecodeName().ToString();
            if (name is not ("knownAt" or EpochParameter.Name or "cursor") && !(isRecorded && name == "to"))
            {
                query.Add(name, pair.DecodeValue().ToString());
            }
        }

        return path + query;
    }

    /// <summary>Sets the headers of a read, and returns the pinned address of a record.</summary>
    public static Links Pinned(this HttpContext http, Pin pin, string path)
    {
        http.SetReadHeaders(pin.Epoch, pin.Revision, pin.AsOf);
        return http.LinksTo(pin, path);
    }

    /// <summary>The pinned address of an item. If the request has it, it stays as it is.</summary>
    public static Links LinksTo(this HttpContext http, Pin pin, string path)
    {
        return RequestedPin.FromRequest(http).IsFilledIn
            ? new($"{pin.BaseUrl}{path}{Query(http.Request, pin, ("knownAt", Number(pin.Revision)))}")
            : pin.PinnedTo(path);
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
        return new Links($"{pin.BaseUrl}{http.Request.PathBase}{http.Request.Path}{Query(http.Request, pin, filledIn)}");
    }

    /// <summary>
    /// The query with its pin filled in. Where it was before, it stays as it was: so the answer at this address has this address too.
    /// </summary>
    private static QueryBuilder Query(HttpRequest request, Pin pin, params (string Name, string Value)[] filledIn)
    {
        var query = new QueryBuilder();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var name = pair.DecodeName().ToString();
            var isOfPin = name is "asOf" or "knownAt" or EpochParameter.Name || filledIn.Any(x => x.Name == name);
            if (!isOfPin && !OutputFormats.Parameters.Contains(name))
            {
                query.Add(name, pair.DecodeValue().ToString());
            }
        }

        foreach (var (name, value) in filledIn)
        {
            query.Add(name, value);
        }

        // Without it, a restored ledger could give another answer at this address.
        query.Add(EpochParameter.Name, (request.HttpContext.Features.Get<AddressedEpoch>()?.Epoch ?? pin.Epoch).ToString());
        return query;
    }

    /// <summary>The day in a cursor.</summary>
    public static DateOnly DayOf(string key) => DayText.TryRead(key, out var day) ? day : throw CursorRequests.NoCursor();

    /// <exception cref="ProblemException">400: the first day of a window comes after its last.</exception>
    public static void RequireOrder(string firstPlace, DateOnly? first, string lastPlace, DateOnly? last)
    {
        if (first > last)
        {
            throw Problems.Invalid(
                firstPlace,
                $"{Day(first.Value)} is after {lastPlace}, {Day(last.Value)}; the window runs from the earlier day to the later one"
            );
        }
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
