using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Diffs;

/// <summary>Reads what became of records, one by one, and what each changed on its track.</summary>
public sealed class EventReader(PeaceTalksDb db)
{
    /// <summary>
    /// An event for each change, in the order of the changes. It takes a handful of statements, however many changes there are.
    /// </summary>
    /// <param name="pins">For each revision, the pin with the names and citations from which its changes are written.</param>
    /// <param name="scope">The filters of records in it decide which records make up the state of a track.</param>
    /// <param name="window">
    /// On the valid axis, events whose bounds reach beyond it are marked. Null for what the ledger did, as of no day.
    /// </param>
    public async Task<IReadOnlyList<RecordEvent>> ReadAsync(
        IReadOnlyList<RecordChange> changes,
        IReadOnlyDictionary<long, Pin> pins,
        TrackScope scope,
        DiffWindow? window,
        CancellationToken cancellation
    )
    {
        if (changes.Count == 0)
        {
            return [];
        }

        var asked = changes.Where(x => x.Noun == Noun.Position).ToList();
        var ends = (await db.EndsAsync(asked, scope, window, cancellation)).ToDictionary(x => (x.Record, x.Revision, x.Place));
        var positions = await WithCorrectedAsync(ids => db.PositionsAsync(ids, cancellation), asked.Select(x => x.Record));
        var last = pins.Values.Max(x => x.Revision);
        var successors = await db.Positions.SuccessorsAsync(asked.Select(x => positions[x.Record]), last, cancellation);
        foreach (var (id, position) in await db.PositionsAsync(successors.Values.Except(positions.Keys), cancellation))
        {
            positions.Add(id, position);
        }

        var others = ends
            .Values.SelectMany(x => new[] { x.Before, x.SilenceBefore, x.After, x.SilenceAfter })
            .OfType<Guid>()
            .Except(positions.Keys);
        foreach (var (id, position) in await db.CitedPositionsAsync(others, cancellation))
        {
            positions.Add(id, position);
        }

        var milestones = await WithCorrectedAsync(
            ids => db.MilestonesAsync(ids, cancellation),
            changes.Where(x => x.Noun == Noun.Milestone).Select(x => x.Record)
        );
        var meetings = await WithCorrectedAsync(
            ids => db.MeetingStatesAsync(ids, cancellation),
            changes.Where(x => x.Noun == Noun.Meeting).Select(x => x.Record)
        );
        var names = await db.NamesAsync(
            pins,
            positions.Values.Concat<Record>(milestones.Values).Concat(meetings.Values).Articles(),
            cancellation,
            scope.Without
        );

        var laterMilestones = await db.Milestones.SuccessorsAsync(milestones.Values, last, cancellation);

        var laterMeetings = await db.Meetings.SuccessorsAsync(meetings.Values, last, cancellation);

        HeldRecord? At(Guid? held, Guid? silence) =>
            held is null ? null : new(positions[held.Value], silence is null ? null : positions[silence.Value]);

        RecordEvent OfPosition(RecordChange change)
        {
            var position = positions[change.Record];
            var end = ends[(change.Record, change.Revision, change.Place)];
            var successor = successors.Successor(position.Id);
            return PositionEvent.FromRecord(
                change,
                position,
                position.Corrects is { } corrected ? positions[corrected] : null,
                successor is { } next ? positions[next] : null,
                At(end.Before, end.SilenceBefore),
                At(end.After, end.SilenceAfter),
                names[change.Revision],
                window
            );
        }

        RecordEvent OfMilestone(RecordChange change)
        {
            var milestone = milestones[change.Record];
            return MilestoneEvent.FromRecord(
                change,
                milestone,
                milestone.Corrects is { } corrected ? milestones[corrected] : null,
                laterMilestones.Successor(milestone.Id),
                names[change.Revision],
                window
            );
        }

        RecordEvent OfMeeting(RecordChange change)
        {
            var meeting = meetings[change.Record];
            return MeetingEvent.FromRecord(
                change,
                meeting,
                meeting.Corrects is { } corrected ? meetings[corrected] : null,
                laterMeetings.Successor(meeting.Id),
                names[change.Revision],
                window
            );
        }

        return
        [
            .. changes.Select(x =>
                x.Noun switch
                {
                    Noun.Position => OfPosition(x),
                    Noun.Milestone => OfMilestone(x),
                    _ => OfMeeting(x),
                }
            ),
        ];
    }

    /// <summary>
    /// Includes the records that they correct, read by id in a second statement. A single statement would look for these among all records.
    /// </summary>
    private static async Task<Dictionary<Guid, T>> WithCorrectedAsync<T>(
        Func<IEnumerable<Guid>, Task<Dictionary<Guid, T>>> read,
        IEnumerable<Guid> ids
    )
        where T : Record
    {
        var records = await read(ids);
        foreach (var (id, corrected) in await read(records.Values.Select(x => x.Corrects).OfType<Guid>().Except(records.Keys)))
        {
            records.Add(id, corrected);
        }

        return records;
    }
}
