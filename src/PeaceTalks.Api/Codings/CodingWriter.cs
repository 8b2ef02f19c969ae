using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
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
    PositionNoun positions,
    MilestoneNoun milestones,
    MeetingNoun meetings
)
{
    /// <summary>The place of the record in the body of a write about one record.</summary>
    private const string Item = "/item";

    /// <param name="corrects">The id of the record that this one supersedes. It may be on another track. Null for a new record.</param>
    /// <exception cref="ProblemException">
    /// 422, also for a correction that changes nothing; 404 for a record that does not exist, 409 if it has already been superseded.
    /// </exception>
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

    /// <inheritdoc cref="RecordAsync(PositionInput, Guid?, Authorship, bool, CancellationToken)"/>
    /// <param name="corrects">The id of the state that this one supersedes. It stays with its meeting. Null for a new record.</param>
    public Task<Written<MeetingContract>> RecordAsync(
        MeetingInput input,
        Guid? corrects,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    ) => RecordAsync(meetings, input, x => x.Add(input, Item, null, corrects), corrects, authorship, dryRun, cancellation);

    /// <exception cref="ProblemException">422.</exception>
    public async Task<Written<RemarkContract>> RecordAsync(
        RemarkInput input,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    )
    {
        var coding = await StartAsync(new[] { input.Article }.OfType<string>(), [], cancellation);
        coding.Add(input, Item, null);
        return await WriteAsync(
            coding,
            authorship,
            dryRun,
            null,
            async (recorded, pin) => (await RemarksAsync(recorded.Remarks, pin, cancellation))[0],
            cancellation
        );
    }

    /// <summary>Records everything that an article holds, as one revision.</summary>
    /// <param name="article">The slug of the article in the path.</param>
    /// <exception cref="ProblemException">
    /// 404; 422; 409 for an id that is taken, or for a citation of a record that is not in force.
    /// </exception>
    public async Task<Written<CodingContract>> RecordAsync(
        CodingInput input,
        string article,
        Authorship authorship,
        bool dryRun,
        CancellationToken cancellation
    )
    {
        var coding = await StartAsync([article, .. Coding.ArticlesOf(input)], Coding.MeetingsOf(input), cancellation);
        coding.RequireArticle(article);
        coding.Add(input, Item, article);
        return await WriteAsync(
            coding,
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
        where TContract : ICited, IShown
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
            async written => new Written<TContract>(
                written.Pin.Revision,
                dryRun,
                await noun.ReadAsync(id, written.Pin, cancellation),
                [],
                await diffs.OfWriteAsync([.. TracksOf(retracted)], written, cancellation)
            ),
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
        where TContract : ICited, IShown
    {
        var coding = await StartAsync([citation.Article], [], cancellation);
        coding.RequireCitable(citation, Item);
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
            async written => new Known<TContract>(
                written.Pin.Revision,
                await noun.ReadAsync(id, written.Pin, cancellation),
                written.Pin.PinnedTo($"{noun.Noun.Path()}/{id}")
            ),
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
        where TContract : ICited, IShown
    {
        IEnumerable<Guid> corrected = noun.Noun == Noun.Meeting && corrects is { } state ? [state] : [];
        var coding = await StartAsync(Coding.ArticlesOf(input), Coding.MeetingsOf(input).Concat(corrected), cancellation);
        add(coding);
        return await WriteAsync(
            coding,
            authorship,
            dryRun,
            corrects is { } id ? async draft => await SupersedeAsync<TRecord>(noun.Noun, id, draft, cancellation) : null,
            (recorded, pin) => noun.ReadAsync(recorded.Records.Single(), pin, cancellation),
            cancellation
        );
    }

    private static IEnumerable<Guid> TracksOf(Record? record) => record is Position position ? [position.TrackId] : [];

    /// <summary>A coding against the head of the ledger. It takes one round trip, unless an article does not exist.</summary>
    /// <param name="articles">The slugs of the articles that it names.</param>
    /// <param name="named">
    /// The ids of the meetings that it names, and of the state that it corrects. If there are any, they take another round trip.
    /// </param>
    private async Task<Coding> StartAsync(IEnumerable<string> articles, IEnumerable<Guid> named, CancellationToken cancellation)
    {
        var ids = named.Distinct().ToArray();
        var slugs = articles.Distinct().ToArray();
        var (head, found) = await pins.ReadHeadAsync(CitableArticle.Named(slugs), CitableArticle.ReadAllAsync, cancellation);
        return new Coding(
            head.Snapshot,
            found,
            found.Count == slugs.Length ? found.Keys : await db.ArticleSlugsAsync(head.Revision, cancellation),
            new KnownMeetings(
                ids.Length == 0
                    ? []
                    : await db.Meetings.AsNoTracking().Where(x => ids.Contains(x.MeetingId) || ids.Contains(x.Id)).ToListAsync(cancellation)
            )
        );
    }

    /// <param name="supersede">Supersedes the record that the coding's only record corrects. Null if it corrects none.</param>
    private async Task<Written<T>> WriteAsync<T>(
        Coding coding,
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
                if (superseded is not null)
                {
                    coding.KeepCitations(superseded, Item);
                }

                recorded = await draft.AddAsync(coding, superseded, db, cancellation);
                tracks = [.. recorded.Tracks.Union(TracksOf(superseded))];
            },
            async written => new Written<T>(
                written.Pin.Revision,
                dryRun,
                await respond(recorded, written.Pin),
                coding.Derived,
                await diffs.OfWriteAsync(tracks, written, cancellation)
            ),
            cancellation
        );
    }

    private async Task<T> SupersedeAsync<T>(Noun noun, Guid id, Draft draft, CancellationToken cancellation)
        where T : Record
    {
        var record =
            await db.Set<T>().AsNoTracking().Include(x => x.Citations).SingleOrDefaultAsync(x => x.Id == id, cancellation)
            ?? throw Problems.NotFound(noun.Word(), id.ToString());
        await db.RequireInForceAsync(record, cancellation);
        draft.Supersede(record);
        return record;
    }

    private async Task<CodingContract> ToContractAsync(Recorded recorded, Pin pin, CancellationToken cancellation)
    {
        var newPositions = await positions.ReadAsync(recorded.Positions, pin, cancellation);
        var newMilestones = await milestones.ReadAsync(recorded.Milestones, pin, cancellation);
        var newMeetings = await meetings.StatesAsync(recorded.Meetings, pin, cancellation);
        return new CodingContract(
            [.. recorded.Positions.Select(x => newPositions[x])],
            [.. recorded.Milestones.Select(x => newMilestones[x])],
            [.. recorded.Meetings.Select(x => newMeetings[x])],
            await RemarksAsync(recorded.Remarks, pin, cancellation),
            recorded.Cited
        );
    }

    private async Task<IReadOnlyList<RemarkContract>> RemarksAsync(IReadOnlyList<Guid> ids, Pin pin, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        var remarks = await db.Remarks.AsNoTracking().Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
        var names = await db.NamesAsync(pin, remarks.Values.Select(x => x.Article), cancellation);
        return [.. ids.Select(x => RemarkContract.FromRemark(remarks[x], names))];
    }
}
