using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.Net.Http.Headers;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>Which of the offered media types a request wants.</summary>
public static class AcceptedMediaTypes
{
    /// <summary>The offered type that Accept likes best, the first of equals; the first also without a usable Accept. Null: it takes none.</summary>
    public static string? Prefers(this HttpRequest request, params IReadOnlyList<string> offered)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
        {
            return offered[0];
        }

        var best = offered.Select(type => (Type: type, Quality: Quality(new(type), accepted))).MaxBy(x => x.Quality);
        return best.Quality > 0 ? best.Type : null;
    }

    /// <summary>What an action answers with by itself: JSON, where it does not say otherwise.</summary>
    public static IReadOnlyList<string> Offered(ActionDescriptor action) =>
        action.FilterDescriptors.Select(d => d.Filter).OfType<ProducesAttribute>().LastOrDefault() is { ContentTypes.Count: > 0 } produces
            ? [.. produces.ContentTypes]
            : [MediaTypeNames.Application.Json];

    /// <summary>Of the most specific range that fits: <c>text/*;q=0.5, text/csv;q=0</c> does not take CSV. Parameters but q do not count.</summary>
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
