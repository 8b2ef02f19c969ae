using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Citations;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Codings;

/// <summary>Records what articles hold: one record, one correction, or a whole article at once.</summary>
public sealed class CodingWriter(PeaceTalksDb db, LedgerWriter writer, PinReader pins, DiffReader diffs)
{
    /// <param name="pointer">Where a list of the input stands in the body, given the list's name and the index in it.</param>
    /// <param name="article">The article that the write is about; null where each record names its own.</param>
    public Task<Written<CodingContract>> RecordAsync(
        CodingInput input, Authorship authorship, Func<string, int, string> pointer, string? article, bool dryRun, CancellationToken cancellation) =>
        RecordAsync<Position>(input, authorship, pointer, article, null, dryRun, cancellation);

    /// <summary>Records the input's only record in the place of another, perhaps on another track.</summary>
    /// <exception cref="ProblemException">404; 409 where it has been superseded already.</exception>
    public Task<Written<CodingContract>> CorrectAsync<T>(
        Guid id, CodingInput input, Authorship authorship, bool dryRun, CancellationToken cancellation) where T : Record =>
        RecordAsync<T>(input, authorship, (_, _) => "/item", null, id, dryRun, cancellation);

    /// <summary>Takes a record back.</summary>
    /// <exception cref="ProblemException">404; 409 where it has been superseded already.</exception>
    public Task<Written<T>> RetractAsync<TRecord, T>(
        Guid id, Authorship authorship, bool dryRun, Func<TRecord, Pin, Task<T>> answer, CancellationToken cancellation) where TRecord : Record =>
        writer.WriteAsync(authorship, dryRun, async draft =>
        {
            await SupersedeAsync<TRecord>(id, draft, cancellation);
            draft.Note(ChangeAction.Retracted, NounOf<TRecord>(), id.ToString());
        }, async revision =>
        {
            var pin = await pins.WrittenAsync(revision, cancellation);
            var record = await db.Set<TRecord>().AsNoTracking().Include(x => x.Citations).SingleAsync(x => x.Id == id, cancellation);
            Guid[] tracks = record is Position position ? [position.TrackId] : [];
            return new Written<T>(revision, dryRun, await answer(record, pin), [], await diffs.OfWriteAsync(tracks, pin, cancellation));
        }, cancellation);

    /// <summary>Adds a further citation to a record.</summary>
    /// <exception cref="ProblemException">404; 409 where it has been superseded, or cites that paragraph already; 422 for an article or paragraph that is not there.</exception>
    public async Task<Known<T>> CiteAsync<TRecord, T>(
        Guid id, CitationInput citation, Authorship authorship, bool dryRun, Func<Pin, Task<T>> answer, CancellationToken cancellation)
        where TRecord : Record where T : ICited
    {
        var head = await pins.ReadAsync(null, null, cancellation);
        var (articles, slugs) = await ArticlesAsync(head, [citation.Article], cancellation);
        var findings = new StatementFindings(slugs);
        Statement.CheckCitation(citation, "/item", articles, findings);
        findings.ThrowIfAny();

        return await writer.WriteAsync(authorship, dryRun, async draft =>
        {
            if (!await db.Set<TRecord>().AnyAsync(x => x.Id == id, cancellation))
            {
                throw Problems.NotFound(Mentions.WordFor(NounOf<TRecord>()), id.ToString());
            }

            await draft.CiteAsync([(id, citation, "/item")], db, cancellation);
        }, async revision =>
        {
            var pin = await pins.WrittenAsync(revision, cancellation);
            return new Known<T>(revision, await answer(pin), pin.PinnedTo($"{Mentions.PathOf(NounOf<TRecord>())}/{id}"));
        }, cancellation);
    }

    private async Task<Written<CodingContract>> RecordAsync<T>(
        CodingInput input, Authorship authorship, Func<string, int, string> pointer, string? article, Guid? corrects, bool dryRun, CancellationToken cancellation)
        where T : Record
    {
        var head = await pins.ReadAsync(null, null, cancellation);
        var coding = new Coding();
        var (articles, slugs) = await ArticlesAsync(head, Coding.ArticlesOf(input, article), cancellation);
        coding.Add(input, pointer, article, head.Catalogue, articles, slugs);

        Recorded recorded = null!;
        List<Guid> tracks = [];
        return await writer.WriteAsync(authorship, dryRun, async draft =>
        {
            var superseded = corrects is null ? null : await SupersedeAsync<T>(corrects.Value, draft, cancellation);
            recorded = await draft.AddAsync(coding, superseded, head.Catalogue, db, cancellation);
            tracks = [.. recorded.Tracks, .. superseded is Position old ? [old.TrackId] : Array.Empty<Guid>()];
        }, async revision =>
        {
            var pin = await pins.WrittenAsync(revision, cancellation);
            var contract = await ContractAsync(recorded, pin, cancellation);
            return new Written<CodingContract>(revision, dryRun, contract, coding.Derived, await diffs.OfWriteAsync([.. tracks.Distinct()], pin, cancellation));
        }, cancellation);
    }

    /// <summary>The articles named that are there; and, where one is not, the slugs of all, to say which was meant.</summary>
    private async Task<(Dictionary<string, ArticleVersion> Named, IReadOnlyCollection<string> Slugs)> ArticlesAsync(
        Pin head, IEnumerable<string> slugs, CancellationToken cancellation)
    {
        var wanted = slugs.ToHashSet();
        var named = await db.ArticlesAsync(head.Revision, wanted, cancellation);
        return (named, named.Count == wanted.Count ? named.Keys : await db.ArticleSlugsAsync(head.Revision, cancellation));
    }

    private async Task<T> SupersedeAsync<T>(Guid id, Draft draft, CancellationToken cancellation) where T : Record
    {
        var record = await db.Set<T>().SingleOrDefaultAsync(x => x.Id == id, cancellation)
            ?? throw Problems.NotFound(Mentions.WordFor(NounOf<T>()), id.ToString());
        await db.RequireInForceAsync(record, cancellation);
        record.SupersededIn = draft.Number;
        return record;
    }

    private async Task<CodingContract> ContractAsync(Recorded recorded, Pin pin, CancellationToken cancellation)
    {
        var positions = await db.PositionsAsync(recorded.Positions, cancellation);
        var milestones = await db.MilestonesAsync(recorded.Milestones, cancellation);
        var remarks = await db.Remarks.AsNoTracking().Where(x => recorded.Remarks.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
        var articles = positions.Values.Articles().Concat(milestones.Values.Articles()).Concat(remarks.Values.Select(x => x.Article));
        var names = await db.NamesAsync(pin, articles, cancellation);
        return new CodingContract(
            [.. recorded.Positions.Select(x => PositionContract.Of(positions[x], null, names))],
            [.. recorded.Milestones.Select(x => MilestoneContract.Of(milestones[x], null, names))],
            [.. recorded.Remarks.Select(x => RemarkContract.Of(remarks[x], names))],
            recorded.Cited);
    }

    private static Noun NounOf<T>() => typeof(T) == typeof(Position) ? Noun.Position : Noun.Milestone;
}
