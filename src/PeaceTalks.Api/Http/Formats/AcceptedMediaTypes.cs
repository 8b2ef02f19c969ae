using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.Net.Http.Headers;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>Content negotiation: chooses a media type by <c>Accept</c>.</summary>
public static class AcceptedMediaTypes
{
    /// <summary>
    /// The offered media type with the highest quality in Accept. If several share it, the first of them is taken, as it is without a
    /// usable Accept. Null if Accept excludes them all.
    /// </summary>
    public static string? Prefers(this HttpRequest request, params IReadOnlyList<string> offered)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
        {
            return offered[0];
        }

        var best = offered.Select(type => (Type: type, Quality: Quality(new(type), accepted))).MaxBy(x => x.Quality);
        return best.Quality > 0 ? best.Type : null;
    }

    /// <summary>The media types that the action itself returns: JSON, unless it declares otherwise.</summary>
    public static IReadOnlyList<string> Offered(ActionDescriptor action) =>
        action.FilterDescriptors.Select(d => d.Filter).OfType<ProducesAttribute>().LastOrDefault() is { ContentTypes.Count: > 0 } produces
            ? [.. produces.ContentTypes]
            : [MediaTypeNames.Application.Json];

    /// <summary>
    /// The quality from the most specific range that matches: <c>text/*;q=0.5, text/csv;q=0</c> excludes CSV. Parameters other than q are
    /// ignored.
    /// </summary>
    private static double Quality(MediaTypeHeaderValue offered, IList<MediaTypeHeaderValue> accepted) =>
        accepted
            .Where(range =>
                range.MatchesAllTypes
                || range.Type.Equals(offered.Type, StringComparison.OrdinalIgnoreCase)
                    && (range.MatchesAllSubTypes || range.SubType.Equals(offered.SubType, StringComparison.OrdinalIgnoreCase))
            )
            .OrderBy(range =>
                range.MatchesAllTypes ? 2
                : range.MatchesAllSubTypes ? 1
                : 0
            )
            .Select(range => range.Quality ?? 1)
            .FirstOrDefault();
}
