using System.Globalization;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>
/// Read your writes: a client that has already seen a revision, perhaps on another instance, gets no older state. The request waits until
/// this instance knows the revision, for a bounded time (setting <c>HeadWatch:WaitSeconds</c>).
/// </summary>
internal sealed class ReadYourWritesFilter(HeadListener watch, IOptions<HeadWatchSettings> settings) : IAsyncResourceFilter
{
    private readonly TimeSpan atMost = TimeSpan.FromSeconds(settings.Value.WaitSeconds);

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (http.Request.Headers.TryGetValue(ApiHeaders.RevisionAtLeast, out var given))
        {
            await WaitForAsync(Number(given), http);
        }

        await next();
    }

    private async Task WaitForAsync(long revision, HttpContext http)
    {
        if (watch.Current?.Revision >= revision)
        {
            return;
        }
        // In case this instance missed the notification.
        var head = (await http.RequestServices.GetRequiredService<PinReader>().ReadAsync(null, null, http.RequestAborted)).Revision;
        if (head >= revision || await watch.WaitAsync(known => known.Revision >= revision, atMost, http.RequestAborted))
        {
            return;
        }

        throw Problems.NotYetKnown(ApiHeaders.RevisionAtLeast, revision, head);
    }

    private static long Number(StringValues given) =>
        given is [{ } only] && long.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : throw Problems.Invalid(
                ApiHeaders.RevisionAtLeast,
                $"{Spelling.Quoted(given.ToString())} is not the number of a revision; write it like 57, as in Ledger-Revision"
            );
}
