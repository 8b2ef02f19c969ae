using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>Reads what became of records, one by one, and what each changed of its track.</summary>
public sealed class EventReader(PeaceTalksDb db)
{
    /// <summary>An event for each change, in their order; a handful of statements, however many there are.</summary>
    /// <param name="pins">What each revision's changes are told with: its names, citations and predecessors.</param>
    /// <param name="scope">Its filters of records choose what a track came to before.</param>
    /// <param name="window">On the valid axis, events whose bounds reach beyond it are marked; null for no window.</param>
    public async Task<IReadOnlyList<RecordEvent>> ReadAsync(
        IReadOnlyList<RecordChange> changes, IReadOnlyDictionary<long, Pin> pins, TrackScope scope, DiffWindow? window, CancellationToken cancellation)
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var asked = changes.Where(x => x.Noun == Noun.Position).ToList();
        var predecessors = (await db.PredecessorsAsync([.. asked.Select(x => x.Record)], [.. asked.Select(x => pins[x.Revision].Revision)], scope, cancellation))
            .ToLookup(x => (x.Record, x.Revision));
        var positions = await WithCorrectedAsync(db.Positions.Whole(), [.. asked.Select(x => x.Record)], cancellation);
        foreach (var (id, position) in await db.PositionsAsync(predecessors.SelectMany(x => x).SelectMany(x => new[] { x.Held, x.Silence }).OfType<Guid>().Except(positions.Keys), cancellation))
        {
            positions.Add(id, position);
        }

        var milestones = await WithCorrectedAsync(
            db.Milestones.AsNoTracking().Include(x => x.Citations), [.. changes.Where(x => x.Noun == Noun.Milestone).Select(x => x.Record)], cancellation);
        var names = await db.NamesAsync(pins, positions.Values.Articles().Concat(milestones.Values.Articles()), cancellation);

        HeldRecord? Before(RecordChange change) => predecessors[(change.Record, pins[change.Revision].Revision)].First() is { Held: { } held } then
            ? new HeldRecord(positions[held], then.Silence is { } silence ? positions[silence] : null)
            : null;

        return
        [
            .. changes.Select(x => x.Noun == Noun.Position
                ? PositionEvent.Of(x, positions[x.Record], positions.GetValueOrDefault(positions[x.Record].Corrects ?? default), Before(x), names[x.Revision], window)
                : MilestoneEvent.Of(x, milestones[x.Record], milestones.GetValueOrDefault(milestones[x.Record].Corrects ?? default), names[x.Revision], window)),
        ];
    }

    private static async Task<Dictionary<Guid, T>> WithCorrectedAsync<T>(IQueryable<T> records, Guid[] ids, CancellationToken cancellation) where T : Record =>
        ids.Length == 0 ? [] : await records.Where(x => ids.Contains(x.Id) || records.Any(y => ids.Contains(y.Id) && y.Corrects == x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
}
