using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Diffs;

/// <summary>Reads what changed in a window, track by track.</summary>
public sealed class DiffReader(PeaceTalksDb db, PinReader pins)
{
    /// <summary>What changed on the given tracks. Those that say the same at both ends are left out.</summary>
    public async Task<IReadOnlyList<(TrackChange Track, PositionDiff Diff)>> CompareAsync(
        TrackScope scope,
        DiffWindow window,
        bool? contested,
        Guid[] tracks,
        CancellationToken cancellation
    )
    {
        var changes = await db.ChangedAsync(scope, window, contested, tracks, cancellation);
        var ids = changes.SelectMany(x => new[] { x.Before, x.SilenceBefore, x.After, x.SilenceAfter }).OfType<Guid>().Distinct().ToArray();
        var positions = await db.Positions.AsNoTracking().Where(x => ids.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
        var superseded = positions
            .Values.Where(x => x.SupersededIn > window.From.Revision && x.SupersededIn <= window.To.Revision)
            .Select(x => x.Id)
            .ToArray();
        var lives = await db.OutcomesAsync(superseded, window.To.Revision, cancellation);

        HeldRecord? At(Guid? held, Guid? silence) =>
            held is null ? null : new(positions[held.Value], silence is null ? null : positions[silence.Value]);

        return
        [
            .. from track in changes
            let diff = PositionDiff.Between(At(track.Before, track.SilenceBefore), At(track.After, track.SilenceAfter), window, lives)
            where diff is not null
            select (track, diff),
        ];
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
        var ends = await db.PositionsAsync(earlier.SelectMany(x => new[] { x.Held, x.Silence }).OfType<Guid>(), cancellation);
        var records = changes
            .SelectMany(x => new[] { x.Diff.Before, x.Diff.After })
            .OfType<HeldRecord>()
            .SelectMany(x => x.Records)
            .DistinctBy(x => x.Id)
            .ToList();
        await db.AddCitationsAsync(records, cancellation);
        var pins = new[] { window.From.Revision, pin.Revision }.Distinct().ToDictionary(x => x, x => pin with { Revision = x });
        var names = await db.NamesAsync(pins, records.Concat(ends.Values).Articles(), cancellation);
        var (then, now) = (names[window.From.Revision], names[pin.Revision]);
        return
        [
            .. changes.Select(x =>
                x.Diff.Item(x.Track, [.. earlier.Where(y => Revises(x.Track, y, pin.Snapshot)).Select(Previously)], then, now)
            ),
        ];

        PreviouslyContract Previously(HeldTrack held) =>
            new(
                now.Proposal(held.Target),
                DiffSide.FromRecord(new HeldRecord(ends[held.Held], held.Silence is { } silence ? ends[silence] : null), now)
            );
    }

    /// <summary>What a revision changed of what is held today on the tracks.</summary>
    public async Task<IReadOnlyList<DiffItem>> OfWriteAsync(Guid[] tracks, Pin written, CancellationToken cancellation)
    {
        var scope = new TrackScope(Tracks: tracks);
        var (from, day) = await pins.RevisionAsync(PinnedPages.Number(written.Revision - 1), "from", written.Revision, cancellation);
        var window = DiffWindow.OfRevisions(from, day, written.Revision, written.AsOf);
        var changes = await CompareAsync(scope, window, null, tracks, cancellation);
        return await ItemsAsync(changes, scope, window, written, cancellation);
    }

    /// <summary>For new tracks: what their parties hold on the proposals that the tracks' proposals revise.</summary>
    private async Task<List<HeldTrack>> EarlierAsync(
        IReadOnlyList<TrackChange> tracks,
        TrackScope scope,
        DiffEnd end,
        Pin pin,
        CancellationToken cancellation
    )
    {
        var appeared = tracks.Where(x => x is { Before: null, Proposal: not null }).ToList();
        var revised = appeared.SelectMany(x => RevisedBy(x.Proposal!, pin.Snapshot)).Distinct().ToArray();
        return revised.Length == 0
            ? []
            : await db.SqlAsync<HeldTrack>(
                HeldPositionQueries.Held(
                    scope with
                    {
                        Parties = [.. appeared.Select(x => x.Party).Distinct()],
                        Issues = [],
                        Proposals = revised,
                        Tracks = null,
                    },
                    end.Day,
                    Certainty.Certain,
                    end.Revision,
                    int.MaxValue
                ),
                cancellation
            );
    }

    private static bool Revises(TrackChange track, HeldTrack other, ReferenceSnapshot snapshot) =>
        track is { Before: null, Proposal: { } proposal }
        && track.Party == other.Party
        && RevisedBy(proposal, snapshot).Contains(other.Proposal);

    private static IEnumerable<string> RevisedBy(string proposal, ReferenceSnapshot snapshot) =>
        snapshot.Proposals[proposal].Relations.Where(x => x.Type == RelationType.RevisionOf).Select(x => x.Proposal);
}
