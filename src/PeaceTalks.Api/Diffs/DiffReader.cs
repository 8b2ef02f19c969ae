using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Diffs;

/// <summary>Reads what changed in a window, track by track.</summary>
public sealed class DiffReader(PeaceTalksDb db, DatabaseSession session)
{
    /// <summary>The tracks that may have changed, by party, target and track.</summary>
    public Task<List<TrackKey>> CandidatesAsync(TrackScope scope, DiffWindow window, int limit, CancellationToken cancellation) =>
        session.ReadAsync(DiffQueries.Candidates(scope, window, null, null, limit), TrackKey.Read, cancellation);

    /// <summary>
    /// The next places on which there may be a change of the sorts. A track on which something was known has one for what moved, and
    /// another for what was said again.
    /// </summary>
    /// <param name="sorts">The sorts that are asked for, in the order of the answer.</param>
    /// <param name="after">Null to start with the first.</param>
    public async Task<IReadOnlyList<DiffPlace>> CandidatesAsync(
        TrackScope scope,
        DiffWindow window,
        IReadOnlyList<ChangeSort> sorts,
        DiffPlace? after,
        int limit,
        CancellationToken cancellation
    )
    {
        List<DiffPlace> places = [];
        foreach (var sort in sorts.Where(x => after is null || x >= after.Sort))
        {
            if (places.Count < limit)
            {
                var start = sort == after?.Sort ? after.Track : null;
                var statement = DiffQueries.Candidates(scope, window, sort, start, limit - places.Count);
                places.AddRange(await session.ReadAsync(statement, row => new DiffPlace(sort, TrackKey.Read(row)), cancellation));
            }
        }

        return places;
    }

    /// <summary>What changed on the given tracks. Those that say the same at both ends are left out.</summary>
    public async Task<IReadOnlyList<(TrackChange Track, PositionDiff Diff)>> CompareAsync(
        TrackScope scope,
        DiffWindow window,
        EndFilter filter,
        IEnumerable<TrackKey> tracks,
        CancellationToken cancellation
    )
    {
        var statement = DiffQueries.Changed(scope, window, filter, [.. tracks.Select(x => x.TrackId)]);
        var changed = await session.ReadAllAsync(statement, ChangedTracks.ReadAsync, cancellation);
        return await CompareAsync(changed.Tracks, scope, window, cancellation);
    }

    /// <summary>What changed on the given tracks, each in a window of its own. Those that say the same at both ends are left out.</summary>
    public async Task<IReadOnlyList<(TrackWindow Track, PositionDiff Diff)>> CompareAsync(
        TrackScope scope,
        IReadOnlyList<TrackWindow> tracks,
        CancellationToken cancellation
    )
    {
        var changed = await session.ReadAllAsync(
            DiffQueries.ChangedInEach(scope, tracks),
            (reader, cancelled) => ChangedTracks.ReadEachAsync(reader, tracks, cancelled),
            cancellation
        );
        return await CompareAsync(changed, x => x.Window, scope, cancellation);
    }

    /// <summary>The items of a diff, with the evidence, and with what the parties held on earlier versions of a proposal.</summary>
    public async Task<IReadOnlyList<DiffItem>> ItemsAsync(
        IReadOnlyList<(TrackChange Track, PositionDiff Diff)> changes,
        TrackScope scope,
        DiffWindow window,
        Pin pin,
        CancellationToken cancellation
    )
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var earlier = await EarlierAsync([.. changes.Select(x => x.Track)], scope, window.Earlier, pin, cancellation);
        var records = changes
            .SelectMany(x => new[] { x.Diff.Before, x.Diff.After })
            .OfType<HeldRecord>()
            .SelectMany(x => x.Records)
            .DistinctBy(x => x.Id)
            .ToList();
        await db.AddCitationsAsync(records, cancellation);
        var pins = new[] { window.From.Revision, pin.Revision }.Distinct().ToDictionary(x => x, x => pin with { Revision = x });
        var names = await db.NamesAsync(pins, records.Concat(earlier.Positions.Values).Articles(), cancellation, scope.Without);
        return Items(changes, earlier, names[window.From.Revision], names[pin.Revision]);
    }

    /// <summary>
    /// What a revision changed of what is held today on the tracks. It takes one statement, unless something was superseded, is only
    /// reported as standing, or is about a proposal that revises another.
    /// </summary>
    public async Task<IReadOnlyList<DiffItem>> OfWriteAsync(Guid[] tracks, WrittenRevision written, CancellationToken cancellation)
    {
        if (tracks.Length == 0)
        {
            return [];
        }

        var (scope, pin) = (new TrackScope(), written.Pin);
        var window = DiffWindow.OfRevisions(pin.Revision - 1, written.DayBefore ?? pin.AsOf, pin.Revision, pin.AsOf);
        var statement = DiffQueries.Changed(scope, window, new EndFilter(), tracks, cited: true);
        var changed = await session.ReadAllAsync(statement, ChangedTracks.ReadAsync, cancellation);
        var changes = await CompareAsync(changed.Tracks, scope, window, cancellation);
        var earlier = await EarlierAsync([.. changes.Select(x => x.Track)], scope, window.Earlier, pin, cancellation);
        var articles =
            earlier.Positions.Count == 0
                ? changed.Articles
                : changed.Articles.Concat(earlier.Articles).DistinctBy(x => x.Key).ToDictionary();

        // The revision is about records, so it edits no article.
        return Items(changes, earlier, new(pin with { Revision = pin.Revision - 1 }, articles), new(pin, articles));
    }

    private Task<IReadOnlyList<(TrackChange Track, PositionDiff Diff)>> CompareAsync(
        IReadOnlyList<TrackChange> tracks,
        TrackScope scope,
        DiffWindow window,
        CancellationToken cancellation
    ) => CompareAsync([.. tracks.Select(x => (x, x.Before, x.After))], _ => window, scope, cancellation);

    /// <param name="ends">Of each track, what it holds at the two ends of its window.</param>
    private async Task<IReadOnlyList<(T Track, PositionDiff Diff)>> CompareAsync<T>(
        IReadOnlyList<(T Track, HeldRecord? Before, HeldRecord? After)> ends,
        Func<T, DiffWindow> windowOf,
        TrackScope scope,
        CancellationToken cancellation
    )
    {
        var superseded = (
            from end in ends
            let window = windowOf(end.Track)
            from held in new[] { end.Before, end.After }.OfType<HeldRecord>()
            from record in held.Records
            where record.SupersededIn > window.From.Revision && record.SupersededIn <= window.To.Revision
            select (record.Id, window.To.Revision)
        )
            .Distinct()
            .ToList();
        var lives =
            superseded.Count == 0
                ? []
                : await session.ReadAsync(
                    DiffQueries.Outcomes(superseded),
                    row => (Record: row.GetGuid(0), Revision: row.GetInt64(1), Lives: row.GetBoolean(2)),
                    cancellation
                );
        var outcomes = lives.ToLookup(x => x.Revision, x => KeyValuePair.Create(x.Record, x.Lives));
        List<(T Track, PositionDiff Diff)> changes =
        [
            .. from end in ends
            let window = windowOf(end.Track)
            let diff = PositionDiff.Between(end.Before, end.After, window, outcomes[window.To.Revision].ToDictionary())
            where diff is not null
            select (end.Track, diff),
        ];
        var unconfirmed = changes.Where(x => x.Diff.Unconfirmed is not null).ToList();
        if (unconfirmed.Count == 0)
        {
            return changes;
        }

        var said = await SaidAsync([.. unconfirmed.Select(x => (x.Diff.Unconfirmed!.Record, windowOf(x.Track)))], scope, cancellation);
        var place = 0L;
        return [.. changes.Select(x => (x.Track, x.Diff.Unconfirmed is null ? x.Diff : x.Diff.ConfirmedBy(said[++place])))];
    }

    /// <summary>What confirms the records, by their places in the list, from 1.</summary>
    private Task<ILookup<long, Position>> SaidAsync(
        IReadOnlyList<(Position Record, DiffWindow Window)> records,
        TrackScope scope,
        CancellationToken cancellation
    ) =>
        session.ReadAllAsync(
            DiffQueries.Said(scope, records),
            async (reader, cancelled) =>
            {
                var (rows, said) = (new CitedPositions(reader), new List<(long Place, Position Position)>());
                while (await reader.ReadAsync(cancelled))
                {
                    said.Add((reader.GetInt64(0), rows.Read().Position));
                }

                return said.ToLookup(x => x.Place, x => x.Position);
            },
            cancellation
        );

    private static IReadOnlyList<DiffItem> Items(
        IReadOnlyList<(TrackChange Track, PositionDiff Diff)> changes,
        EarlierPositions earlier,
        Names then,
        Names now
    )
    {
        return
        [
            .. changes
                .OrderBy(x => x.Diff.Sort)
                .Select(x =>
                    x.Diff.Item(x.Track, [.. earlier.Tracks.Where(y => Revises(x.Track, y, now.Snapshot)).Select(Previously)], then, now)
                ),
        ];

        PreviouslyContract Previously(HeldTrack held) =>
            new(
                now.Proposal(held.Target),
                DiffSide.FromRecord(
                    new HeldRecord(earlier.Positions[held.Held], held.Silence is { } silence ? earlier.Positions[silence] : null),
                    now
                )
            );
    }

    /// <summary>For new tracks: what their parties hold on the proposals that the tracks' proposals revise.</summary>
    private async Task<EarlierPositions> EarlierAsync(
        IReadOnlyList<TrackChange> tracks,
        TrackScope scope,
        DiffEnd end,
        Pin pin,
        CancellationToken cancellation
    )
    {
        var appeared = tracks.Where(x => x is { Before: null, Proposal: not null }).ToList();
        var revised = appeared.SelectMany(x => RevisedBy(x.Proposal!, pin.Snapshot)).Distinct().ToArray();
        if (revised.Length == 0)
        {
            return EarlierPositions.None;
        }

        var held = await session.ReadAllAsync(
            HeldPositionQueries.Held(
                scope with
                {
                    Parties = [.. appeared.Select(x => x.Party).Distinct()],
                    Issues = [],
                    Proposals = revised,
                },
                end.Day,
                Certainty.Certain,
                end.Revision,
                int.MaxValue
            ),
            HeldTrack.ReadAllAsync,
            cancellation
        );
        if (held.Count == 0)
        {
            return EarlierPositions.None;
        }

        var records = await session.ReadAllAsync(
            PositionStatement.ByIds([.. held.SelectMany(x => x.Records).Distinct()], pin.Revision),
            CitedPositions.ReadAsync,
            cancellation
        );
        return new(held, records.Positions, records.Articles);
    }

    private static bool Revises(TrackChange track, HeldTrack other, ReferenceSnapshot snapshot) =>
        track is { Before: null, Proposal: { } proposal }
        && track.Party == other.Party
        && RevisedBy(proposal, snapshot).Contains(other.Proposal);

    private static IEnumerable<string> RevisedBy(string proposal, ReferenceSnapshot snapshot) =>
        snapshot.Proposals[proposal].Relations.Where(x => x.Type == RelationType.RevisionOf).Select(x => x.Proposal);

    /// <summary>What is held on earlier versions of proposals, and the articles that report it.</summary>
    private sealed record EarlierPositions(
        IReadOnlyList<HeldTrack> Tracks,
        IReadOnlyDictionary<Guid, Position> Positions,
        IReadOnlyDictionary<string, ArticleReference> Articles
    )
    {
        public static readonly EarlierPositions None = new(
            [],
            new Dictionary<Guid, Position>(),
            new Dictionary<string, ArticleReference>()
        );
    }
}
