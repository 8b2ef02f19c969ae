using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>
/// Ends a read after <see cref="LimitSettings.ReadSeconds"/>, however many statements it makes, and says what to narrow.
/// </summary>
/// <remarks>
/// A write is not ended: its statements and its body have time limits of their own, and a client could not tell whether it was written.
/// </remarks>
internal sealed class ReadTimeLimit : IActionModelConvention
{
    private const string Policy = "reads";

    private static readonly string[] Window = ["from", "to"];
    private static readonly string[] Tracks = ["process", "party", "issue", "proposal"];

    public static void Set(RequestTimeoutOptions timeouts, IOptions<LimitSettings> limits) =>
        timeouts.AddPolicy(
            Policy,
            new RequestTimeoutPolicy
            {
                Timeout = limits.Value.ReadSeconds is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null,
                WriteTimeoutResponse = http =>
                    http.RequestServices.GetRequiredService<IProblemDetailsService>()
                        .WriteAsync(
                            new()
                            {
                                HttpContext = http,
                                ProblemDetails = Problem(http, $"The answer was not complete within {limits.Value.ReadSeconds} s.")
                                    .ToProblemDetails(),
                            }
                        )
                        .AsTask(),
            }
        );

    /// <summary>Gives all reads the limit. An action without end declares <c>[DisableRequestTimeout]</c>.</summary>
    public void Apply(ActionModel action)
    {
        if (action.Attributes.OfType<HttpMethodAttribute>().SelectMany(x => x.HttpMethods).Contains(HttpMethods.Get))
        {
            foreach (var selector in action.Selectors)
            {
                selector.EndpointMetadata.Add(new RequestTimeoutAttribute(Policy));
            }
        }
    }

    /// <summary>503: the read takes too long. Says what would make it shorter, as far as the action has parameters for it.</summary>
    /// <param name="detail">What happened, as a sentence.</param>
    public static ProblemException Problem(HttpContext http, string detail)
    {
        if (http.AskedEndpoint()?.Metadata.GetMetadata<ActionDescriptor>() is not { } action)
        {
            return Problems.TakesTooLong(detail, null);
        }

        var known = http.RequestServices.GetRequiredService<QueryParameters>().NamesOf(action);
        string[] ways =
        [
            .. Named("a shorter window", Window.Where(known.Contains)),
            .. Named("fewer tracks", Tracks.Where(known.Contains)),
            .. Named("a smaller page", known.Contains("limit") ? ["limit"] : []),
        ];
        return Problems.TakesTooLong(detail, ways.Length == 0 ? null : $"Ask for less at once: {string.Join(", or ", ways)}.");
    }

    private static IEnumerable<string> Named(string way, IEnumerable<string> parameters) =>
        parameters.ToList() is [_, ..] names ? [$"{way} ({string.Join(", ", names)})"] : [];
}
