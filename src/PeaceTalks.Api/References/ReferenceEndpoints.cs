using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.References;

/// <summary>What the controllers of reference data have in common: they list, show, add and edit the items of a noun.</summary>
public sealed class ReferenceEndpoints(PeaceTalksDb db, PinReader pins, ReferenceWriter writer)
{
    /// <summary>A page of the items, sorted by slug.</summary>
    /// <param name="q">The words that the items have to have. Null for any.</param>
    /// <param name="choose">Checks the filters, and gives the items that they select in the snapshot of the page's revision.</param>
    public async Task<KnownPage<TContract>> ListAsync<TItem, TVersion, TContract>(
        ReferenceNoun<TItem, TVersion, TContract> noun,
        HttpContext http,
        string? knownAt,
        string? cursor,
        int limit,
        SearchQuery? q,
        Func<ReferenceSnapshot, IEnumerable<TVersion>> choose,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
        where TContract : class, IVersioned, IShown
    {
        var (pin, start) = await pins.PageAsync(http.Request, null, knownAt, cursor, 1, cancellation);
        var chosen = choose(pin.Snapshot).Where(x => q?.Matches(x.SearchedWords()) ?? true);
        var (shown, next) = chosen.PageAfter(start, limit, http.Request, pin);
        return new KnownPage<TContract>(
            pin.Revision,
            await ToContractsAsync(noun, shown, pin, cancellation),
            next,
            http.Pinned(pin, dated: false)
        );
    }

    /// <exception cref="Errors.ProblemException">404.</exception>
    public async Task<TContract> GetAsync<TItem, TVersion, TContract>(
        ReferenceNoun<TItem, TVersion, TContract> noun,
        HttpContext http,
        string slug,
        string? knownAt,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
        where TContract : class, IVersioned, IShown
    {
        var pin = await pins.ReadAsync(null, knownAt, cancellation);
        return await RespondAsync(noun, http, pin.Snapshot.Of<TVersion>(noun.Noun).Require(slug), pin, dryRun: false, cancellation);
    }

    /// <exception cref="Errors.ProblemException">Everything that <see cref="ReferenceWriter.AddAsync"/> throws.</exception>
    public async Task<ActionResult<TContract>> AddAsync<TItem, TVersion, TContract>(
        ReferenceNoun<TItem, TVersion, TContract> noun,
        HttpContext http,
        IReferenceInput<TItem, TVersion> input,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
        where TContract : class, IVersioned, IShown
    {
        var added = await writer.AddAsync(
            noun,
            input,
            authorship,
            dryRun,
            (pin, version) => RespondAsync(noun, http, version, pin, dryRun, cancellation),
            cancellation
        );
        return dryRun ? added : new CreatedAtRouteResult($"get{noun.Noun}", new { slug = input.Slug }, added);
    }

    /// <exception cref="Errors.ProblemException">
    /// Everything that <see cref="ReferenceWriter.EditAsync"/> throws; 428 without <c>If-Match</c>.
    /// </exception>
    public Task<TContract> EditAsync<TItem, TVersion, TContract>(
        ReferenceNoun<TItem, TVersion, TContract> noun,
        HttpContext http,
        string slug,
        IReferenceInput<TItem, TVersion> input,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
        where TContract : class, IVersioned, IShown =>
        writer.EditAsync(
            noun,
            slug,
            http.Request.RequiredVersion(),
            input,
            authorship,
            dryRun,
            (pin, version) => RespondAsync(noun, http, version, pin, dryRun, cancellation),
            cancellation
        );

    private async Task<TContract> RespondAsync<TItem, TVersion, TContract>(
        ReferenceNoun<TItem, TVersion, TContract> noun,
        HttpContext http,
        TVersion version,
        Pin pin,
        bool dryRun,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
        where TContract : class, IVersioned, IShown
    {
        http.SetVersionHeaders(pin, version.Version, dryRun);
        var item = (await ToContractsAsync(noun, [version], pin, cancellation))[0];
        new ReferenceAnswer(item, pin.Revision, http.LinksTo(pin, noun.Noun.Path(version.Slug))).Remember(http);
        return item;
    }

    private async Task<IReadOnlyList<TContract>> ToContractsAsync<TItem, TVersion, TContract>(
        ReferenceNoun<TItem, TVersion, TContract> noun,
        IReadOnlyList<TVersion> versions,
        Pin pin,
        CancellationToken cancellation
    )
        where TItem : ReferenceItem
        where TVersion : ReferenceVersion
        where TContract : class, IVersioned, IShown
    {
        var names = await db.NamesAsync(pin, versions.SelectMany(x => noun.ArticlesOf(x, pin.Snapshot)), cancellation);
        var related = await noun.RelatedRecordsAsync(db, [.. versions.Select(x => x.Slug)], [pin.Revision], cancellation);
        return
        [
            .. versions.Select(x =>
                (TContract)noun.ToContract(x, names, related[x.Slug].Where(record => record.IsInForceAt(pin.Revision)))
            ),
        ];
    }
}
