using System.Diagnostics;
using System.Reflection;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Filters;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.RateLimiting;

namespace PeaceTalks.Api.Http.Tables;

/// <summary>
/// Reads the pages of a list that is asked for whole, by asking the list's own action for one after the other. A cursor holds the pin, so
/// all are at that of the first.
/// </summary>
/// <remarks>
/// Each page waits for its turn among the costly reads, has the time of a read, and then holds neither a place nor a connection.
/// </remarks>
internal sealed class WholeTable
{
    private const string Limit = "limit";
    private const string Cursor = "cursor";

    /// <summary>
    /// The size of the largest page that can be asked for by itself, so that the first rows come as soon as those of a page.
    /// </summary>
    private const int FirstSize = 200;

    private const int LargestSize = 1000;
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(2);

    private readonly HttpContext http;
    private readonly object controller;
    private readonly ControllerActionDescriptor action;
    private readonly Dictionary<string, object?> arguments;
    private readonly CostlyReadLimiter limiter;
    private readonly TimeSpan mostTime;
    private int size = 2 * FirstSize;

    /// <param name="arguments">The arguments of the action for the first page. Its size is set.</param>
    /// <param name="readSeconds">How long a page may take. 0 means no limit.</param>
    public WholeTable(
        HttpContext http,
        object controller,
        ControllerActionDescriptor action,
        IDictionary<string, object?> arguments,
        CostlyReadLimiter limiter,
        int readSeconds
    )
    {
        arguments[Limit] = FirstSize;
        (this.http, this.controller, this.action, this.limiter) = (http, controller, action, limiter);
        this.arguments = new(arguments);
        mostTime = readSeconds > 0 ? TimeSpan.FromSeconds(readSeconds) : Timeout.InfiniteTimeSpan;
    }

    /// <summary>Whether the action lists pages, and the request asks for none of them in particular.</summary>
    public static bool IsAskedFor(ActionExecutingContext context) =>
        context.HttpContext.Request.Query is var query
        && !query.ContainsKey(Limit)
        && !query.ContainsKey(Cursor)
        && context.ActionDescriptor is ControllerActionDescriptor action
        && action.Parameters.Any(x => x.Name == Limit)
        && OutputFormats.AnswerOf(action).IsAssignableTo(typeof(IPage));

    /// <param name="next">What asks for the page.</param>
    public async Task<object> ReadAsync(IEnumerable<(string Parameter, object Value)> next)
    {
        foreach (var (parameter, value) in next)
        {
            arguments[parameter] = value;
        }

        using var place = await limiter.EnterAsync(http);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        ended.CancelAfter(mostTime);
        var began = Stopwatch.GetTimestamp();
        arguments[Limit] = size;
        var page = await AskAsync(ended.Token);
        var took = Stopwatch.GetElapsedTime(began);
        size =
            took < Quick ? Math.Min(LargestSize, 2 * size)
            : took > Slow ? Math.Max(FirstSize, size / 2)
            : size;
        return page;
    }

    private async Task<object> AskAsync(CancellationToken cancellation)
    {
        // The action sets the headers of the answer, as it did for the first page. They may have been sent, and are the same anyway.
        var response = http.Features.GetRequiredFeature<IHttpResponseFeature>();
        http.Features.Set<IHttpResponseFeature>(new HttpResponseFeature());
        try
        {
            var asked = (Task)
                action.MethodInfo.Invoke(controller, BindingFlags.DoNotWrapExceptions, null, [.. Arguments(cancellation)], null)!;
            await asked;
            return asked.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(asked)!;
        }
        finally
        {
            http.Features.Set(response);
        }
    }

    private IEnumerable<object?> Arguments(CancellationToken cancellation) =>
        action
            .MethodInfo.GetParameters()
            .Select(x =>
                x.ParameterType == typeof(CancellationToken) ? cancellation
                : arguments.TryGetValue(x.Name!, out var value) ? value
                : x.DefaultValue
            );
}
