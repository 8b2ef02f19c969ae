using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>
/// Rate limiting middleware: answers 429 to a client that sends too many requests, or too many at once, and tells every client what it has
/// left.
/// </summary>
/// <remarks>It runs after authentication, which identifies the key, and before authorization, so that refusals are counted too.</remarks>
internal sealed class RateLimitingMiddleware(
    IOptions<LimitSettings> settings,
    OutputFormats forms,
    Refusals refusals,
    IProblemDetailsService problems
) : IMiddleware, IDisposable
{
    private readonly ClientRateLimits ofAddresses = new(settings.Value.Enabled ? settings.Value.Address : new());
    private readonly ClientRateLimits ofKeys = new(settings.Value.Enabled ? settings.Value.Key : new());

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<DisableRateLimitingAttribute>() is not null)
        {
            await next(http);
            return;
        }
        var client = RateLimitedClient.FromRequest(http);
        var limits = client.HasKey ? ofKeys : ofAddresses;
        var budgets = limits.Budgets(IsCostly(http)).ToList();
        // Set at the last moment, because the exception handler removes headers that were set earlier.
        if (budgets.Count > 0)
        {
            http.Response.OnStarting(() => SetHeaders(http.Response.Headers, budgets, client.Name));
        }

        var whose = client.HasKey ? "this key" : "this address";
        foreach (var (name, budget) in budgets)
        {
            if (budget.TryTake(client.Name))
            {
                continue;
            }

            await RefuseAsync(
                http,
                name,
                $"Too many {(name == "requests" ? name : $"{name} requests")} from {whose}: the limit is {budget.Words}. "
                    + "Wait a second and send it again."
            );
            return;
        }
        var isStream = http.GetEndpoint()?.Metadata.GetMetadata<EndlessAttribute>() is not null;
        var places = isStream ? limits.Streams : limits.AtOnce;
        var entered = places.TryEnter(client.Name, out var place);
        using (place)
        {
            if (entered)
            {
                await next(http);
            }
            else
            {
                await RefuseAsync(
                    http,
                    isStream ? "streams" : "at_once",
                    isStream
                        ? $"{places.Most} streams of {whose} are already open, which is the limit. Close one, or read "
                            + "/api/v1/revisions page by page."
                        : $"{places.Most} requests from {whose} are already running, which is the limit. Wait until one has "
                            + "ended, and send it again."
                );
            }
        }
    }

    public void Dispose()
    {
        ofAddresses.Dispose();
        ofKeys.Dispose();
    }

    private bool IsCostly(HttpContext http) =>
        http.GetEndpoint()?.Metadata is { } about
        && (
            about.GetMetadata<CostlyAttribute>() is not null
            || (about.GetMetadata<ActionDescriptor>() is { } action && forms.AskedFor(http.Request, action) is ITableFormat)
        );

    private static Task SetHeaders(IHeaderDictionary headers, List<(string Name, TokenBucket Budget)> budgets, string client)
    {
        headers[ApiHeaders.RateLimit] = string.Join(", ", budgets.Select(x => $"\"{x.Name}\";{x.Budget.State(client)}"));
        headers[ApiHeaders.RateLimitPolicy] = string.Join(", ", budgets.Select(x => $"\"{x.Name}\";{x.Budget.Policy}"));
        return Task.CompletedTask;
    }

    /// <summary>Written, not thrown: a refusal has to cost next to nothing.</summary>
    private Task RefuseAsync(HttpContext http, string limit, string detail)
    {
        refusals.Count(limit);
        var problem = new ProblemException(ProblemKind.TooManyRequests, detail).ToProblemDetails();
        http.Response.StatusCode = ProblemKind.TooManyRequests.Status;
        return problems.WriteAsync(new() { HttpContext = http, ProblemDetails = problem }).AsTask();
    }
}
