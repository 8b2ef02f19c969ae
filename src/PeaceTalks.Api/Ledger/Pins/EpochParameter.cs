using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>The query parameter <c>epoch</c>, which every pinned read takes (docs/adr/0024).</summary>
internal sealed class EpochParameter()
    : UndeclaredParameter(
        Name,
        typeof(Guid),
        "The epoch that `knownAt` is a revision of. If the ledger has been restored since, and has lost that revision, the answer is 410. "
            + "The addresses in `links` have it, so that an answer that you have kept never passes for one of another history."
    )
{
    public const string Name = "epoch";

    public override bool IsTakenBy(ActionDescriptor action, IReadOnlyList<QueryParameter> declared) =>
        declared.Any(x => x.Name == "knownAt") || action.EndpointMetadata.OfType<PinnedByWindowAttribute>().Any();
}

/// <summary>The epoch in the address of a request.</summary>
/// <param name="LastRevision">The last revision that it has in common with the ledger. Null if it has not ended.</param>
internal sealed record AddressedEpoch(Guid Epoch, long? LastRevision)
{
    /// <summary>Whether an answer at this pin is one of this epoch.</summary>
    public bool Has(Guid epoch, long revision) => Epoch == epoch || revision <= LastRevision;
}

/// <summary>Reads the epoch in the address, and refuses one that has ended before the revision that is asked for.</summary>
internal sealed class EpochFilter(HeadListener watch, QueryParameters parameters) : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (
            http.Request.Query[EpochParameter.Name] is [{ Length: > 0 } given]
            && parameters.NamesOf(context.ActionDescriptor).Contains(EpochParameter.Name)
        )
        {
            if (Guid.TryParseExact(given, "D", out var epoch))
            {
                await ReadAsync(http, epoch);
            }
            else
            {
                context.ModelState.TryAddModelError(
                    EpochParameter.Name,
                    $"{Spelling.Quoted(given)} is not the id of an epoch; repeat the one in links.self, or leave it out"
                );
            }
        }

        await next();
    }

    private async Task ReadAsync(HttpContext http, Guid epoch)
    {
        var addressed = new AddressedEpoch(epoch, null);
        if (watch.Latest?.Epoch != epoch)
        {
            var db = http.RequestServices.GetRequiredService<PeaceTalksDb>();
            var isCurrent = await db.Heads.AnyAsync(x => x.Epoch == epoch, http.RequestAborted);
            var last = await db
                .FormerEpochs.Where(x => x.Epoch == epoch)
                .Select(x => (long?)x.LastRevision)
                .SingleOrDefaultAsync(http.RequestAborted);
            addressed = addressed with { LastRevision = last };
            if (!isCurrent && !(RequestedPin.FromRequest(http).Revision <= last))
            {
                throw Ended(last);
            }
        }

        http.Features.Set(addressed);
    }

    /// <param name="last">The last revision that the epoch and the present one share. Null if the ledger does not know the epoch.</param>
    public static ProblemException Ended(long? last) =>
        Problems.EpochChanged(EpochParameter.Name, "leave it out to read the ledger as it is now", last);
}
