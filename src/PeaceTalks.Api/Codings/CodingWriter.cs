using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Codings;

/// <summary>Records what articles hold: a single record, a correction, or everything in an article.</summary>
public sealed class CodingWriter(
    PeaceTalksDb db,
    LedgerWriter writer,
    PinReader pins,
    DiffReader diffs,
    RecordReader records,
    PositionNoun positions,
    MilestoneNoun milestones
)
{
    /// <summary>The place of the record in the body of a write about one record.</summary>
    private const string Item = "/item";

    /// <param name="corrects">The id of the record that this one supersedes. It may be on another track. Null for a new record.</param>
    /// <exception cref="ProblemException">422; 404 for a record that does not exist, 409 if it has already been superseded.</exception>
    public Task<Written<PositionContract>> RecordAsync(
        PositionInput input,
        Guid? corrects,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    ) => RecordAsync(positions, input, x => x.Add(input, Item, null), corrects, authorship, dryRun, cancellation);

    /// <inheritdoc cref="RecordAsync(PositionInput, Guid?, Authorship, bool, CancellationToken)"/>
    public Task<Written<MilestoneContract>> RecordAsync(
        MilestoneInput input,
        Guid? corrects,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    ) => RecordAsync(milestones, input, x => x.Add(input, Item, null), corrects, authorship, dryRun, cancellation);

    /// <exception cref="ProblemException">422.</exception>
    public async Task<Written<RemarkContract>> RecordAsync(
        RemarkInput input,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    )
    {
        var (coding, head) = await StartAsync(new[] { input.Article }.OfType<string>(), cancellation);
        coding.Add(input, Item, null);
        return await WriteAsync(
            coding,
            head,
            authorship,
            dryRun,
            null,
            async (recorded, pin) => (await ToContractAsync(recorded, pin, cancellation)).Remarks[0],
            cancellation
        );
    }

    /// <summary>Records everything that an article holds, as one revision.</summary>
    /// <param name="article">The slug of an existing article.</param>
    /// <exception cref="ProblemException">422; 409 for an id that is taken, or for a citation of a record that is not in force.</exception>
    public async Task<Written<CodingContract>> RecordAsync(
        CodingInput input,
        string article,
        Pin head,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    )
    {
        var coding = await StartAsync(head, [article, .. Coding.ArticlesOf(input)], cancellation);
        coding.Add(input, Item, article);
        return await WriteAsync(
            coding,
            head,
            authorship,
            dryRun,
            null,
            (recorded, pin) => ToContractAsync(recorded, pin, cancellation),
            cancellation
        );
    }

    /// <summary>Retracts a record.</summary>
    /// <exception cref="ProblemException">404; 409 if the record has already been superseded.</exception>
    public Task<Written<TContract>> RetractAsync<TRecord, TContract>(
        RecordNoun<TRecord, TContract> noun,
        Guid id,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    )
        where TRecord : Record
        where TContract : ICited
    {
        Record retracted = null!;
        return writer.WriteAsync(
            authorship,
            dryRun,
            async draft =>
            {
                retracted = await SupersedeAsync<TRecord>(noun.Noun, id, draft, cancellation);
                draft.Note(ChangeAction.Retracted, noun.Noun, id.ToString());
            },
            async revision =>
            {
                var pin = await pins.WrittenAsync(revision, cancellation);
                var item = await records.ToContractAsync(noun, id, pin, cancellation);
                return new Written<TContract>(
                    revision,
                    dryRun,
                    item,
                    [],
                    await diffs.OfWriteAsync([.. TracksOf(retracted)], pin, cancellation)
                );
            },
            cancellation
        );
    }

    /// <summary>Adds a further citation to a record.</summary>
    /// <exception cref="ProblemException">
    /// 404; 409 if the record has been superseded or already cites that paragraph; 422 for an article or paragraph that does not exist.
    /// </exception>
    public async Task<Known<TContract>> CiteAsync<TRecord, TContract>(
        RecordNoun<TRecord, TContract> noun,
        Guid id,
        CitationInput citation,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    )
        where TRecord : Record
        where TContract : ICited
    {
        var head = await pins.ReadAsync(null, null, cancellation);
        var (articles, slugs) = await ArticlesAsync(head, [citation.Article], cancellation);
        var findings = new StatementFindings(slugs);
        Statement.CheckCitation(citation, Item, articles, findings);
        findings.ThrowIfAny();

        return await writer.WriteAsync(
            authorship,
            dryRun,
            async draft =>
            {
                if (!await db.Set<TRecord>().AnyAsync(x => x.Id == id, cancellation))
                {
                    throw Problems.NotFound(noun.Noun.Word(), id.ToString());
                }

                await draft.CiteAsync([(id, citation, Item)], db, cancellation);
            },
            async revision =>
            {
                var pin = await pins.WrittenAsync(revision, cancellation);
                return new Known<TContract>(
                    revision,
                    await records.ToContractAsync(noun, id, pin, cancellation),
                    pin.PinnedTo($"{noun.Noun.Path()}/{id}")
                );
            },
            cancellation
        );
    }

    /// <param name="add">Adds the input to the coding, as its only record.</param>
    private async Task<Written<TContract>> RecordAsync<TRecord, TContract>(
        RecordNoun<TRecord, TContract> noun,
        IStatementInput input,
        Action<Coding> add,
        Guid? corrects,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    )
        where TRecord : Record
        where TContract : ICited
    {
        var (coding, head) = await StartAsync(Coding.ArticlesOf(input), cancellation);
        add(coding);
        return await WriteAsync(
            coding,
            head,
            authorship,
            dryRun,
            corrects is { } id ? async draft => await SupersedeAsync<TRecord>(noun.Noun, id, draft, cancellation) : null,
            (recorded, pin) => records.ToContractAsync(noun, recorded.Records.Single(), pin, cancellation),
            cancellation
        );
    }

    private static IEnumerable<Guid> TracksOf(Record? record) => record is Position position ? [position.TrackId] : [];

    /// <summary>A coding against the head of the ledger, and that head.</summary>
    private async Task<(Coding Coding, Pin Head)> StartAsync(IEnumerable<string> articles, CancellationToken cancellation)
    {
        var head = await pins.ReadAsync(null, null, cancellation);
        return (await StartAsync(head, articles, cancellation), head);
    }

    private async Task<Coding> StartAsync(Pin head, IEnumerable<string> articles, CancellationToken cancellation)
    {
        var (named, slugs) = await ArticlesAsync(head, articles, cancellation);
        return new Coding(head.Snapshot, named, slugs);
    }

    /// <param name="supersede">Supersedes the record that the coding's only record corrects. Null if it corrects none.</param>
    private async Task<Written<T>> WriteAsync<T>(
        Coding coding,
        Pin head,
        Authorship authorship,
        bool dryRun,
        Func<Draft, Task<Record>>? supersede,
        Func<Recorded, Pin, Task<T>> respond,
        CancellationToken cancellation
    )
    {
        coding.RequireValid();
        Recorded recorded = null!;
        Guid[] tracks = [];
        return await writer.WriteAsync(
            authorship,
            dryRun,
            async draft =>
            {
                var superseded = supersede is null ? null : await supersede(draft);
                recorded = await draft.AddAsync(coding, superseded, head.Snapshot, db, cancellation);
                tracks = [.. recorded.Tracks.Union(TracksOf(superseded))];
            },
            async revision =>
            {
                var pin = await pins.WrittenAsync(revision, cancellation);
                var item = await respond(recorded, pin);
                return new Written<T>(revision, dryRun, item, coding.Derived, await diffs.OfWriteAsync(tracks, pin, cancellation));
            },
            cancellation
        );
    }

    /// <summary>The named articles that exist; and, if one does not, the slugs of all articles, for suggestions.</summary>
    private async Task<(Dictionary<string, ArticleVersion> Named, IReadOnlyCollection<string> Slugs)> ArticlesAsync(
        Pin head,
        IEnumerable<string> slugs,
        CancellationToken cancellation
    )
    {
        var wanted = slugs.ToHashSet();
        var named = await db.ArticlesAsync(head.Revision, wanted, cancellation);
        return (named, named.Count == wanted.Count ? named.Keys : await db.ArticleSlugsAsync(head.Revision, cancellation));
    }

    private async Task<T> SupersedeAsync<T>(Noun noun, Guid id, Draft draft, CancellationToken cancellation)
        where T : Record
    {
        var record =
            await db.Set<T>().SingleOrDefaultAsync(x => x.Id == id, cancellation) ?? throw Problems.NotFound(noun.Word(), id.ToString());
        await db.RequireInForceAsync(record, cancellation);
        record.SupersededIn = draft.Number;
        return record;
    }

    private async Task<CodingContract> ToContractAsync(Recorded recorded, Pin pin, CancellationToken cancellation)
    {
        var newPositions = await db.PositionsAsync(recorded.Positions, cancellation);
        var newMilestones = await db.MilestonesAsync(recorded.Milestones, cancellation);
        var remarks = await db
            .Remarks.AsNoTracking()
            .Where(x => recorded.Remarks.Contains(x.Id))
            .ToDictionaryAsync(x => x.Id, cancellation);
        var articles = newPositions.Values.Articles().Concat(newMilestones.Values.Articles()).Concat(remarks.Values.Select(x => x.Article));
        var names = await db.NamesAsync(pin, articles, cancellation);
        return new CodingContract(
            [.. recorded.Positions.Select(x => PositionContract.FromPosition(newPositions[x], null, names))],
            [.. recorded.Milestones.Select(x => MilestoneContract.FromMilestone(newMilestones[x], null, names))],
            [.. recorded.Remarks.Select(x => RemarkContract.FromRemark(remarks[x], names))],
            recorded.Cited
        );
    }
}
