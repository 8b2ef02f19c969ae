using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.Routing;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>
/// Limits how many costly reads run at the same time, whoever asks (<see cref="LimitSettings.CostlyAtOnce"/>). The others wait their turn,
/// so that a cheap read always finds a connection and most of a core.
/// </summary>
/// <remarks>Answers that are kept, and 304s, are given before MVC and wait for nobody.</remarks>
internal sealed class CostlyReadLimiter(IOptions<LimitSettings> limits, Refusals refusals) : IAsyncActionFilter, IDisposable
{
    private readonly ConcurrencyLimiter? places = limits.Value is { Enabled: true, CostlyAtOnce: > 0 and var most }
        ? new ConcurrencyLimiter(new() { PermitLimit = most, QueueLimit = int.MaxValue })
        : null;

    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        using var place = await EnterAsync(context.HttpContext);
        await next();
    }

    /// <summary>Waits for a turn.</summary>
    /// <returns>The place, which is held until it is disposed of. Null if there is no limit.</returns>
    /// <inheritdoc cref="WaitAsync" path="/exception"/>
    public async Task<IDisposable?> EnterAsync(HttpContext http) => places is null ? null : await WaitAsync(places, http);

    public void Dispose() => places?.Dispose();

    /// <exception cref="ProblemException">503: no place became free in the time that the read has.</exception>
    private async Task<RateLimitLease> WaitAsync(ConcurrencyLimiter places, HttpContext http)
    {
        try
        {
            return await places.AcquireAsync(1, http.RequestAborted);
        }
        catch (OperationCanceledException)
            when (http.Features.Get<IHttpRequestTimeoutFeature>()?.RequestTimeoutToken.IsCancellationRequested == true)
        {
            refusals.Count("costly_at_once");
            throw Problems.TakesTooLong("Other costly requests were running all the time.", null);
        }
    }

    /// <summary>Gives the filter to the reads that are costly.</summary>
    public sealed class Convention : IActionModelConvention
    {
        public void Apply(ActionModel action)
        {
            if (
                action.Attributes.OfType<CostlyAttribute>().Any()
                && action.Attributes.OfType<HttpMethodAttribute>().SelectMany(x => x.HttpMethods).Contains(HttpMethods.Get)
            )
            {
                action.Filters.Add(new ServiceFilterAttribute<CostlyReadLimiter>());
            }
        }
    }
}
