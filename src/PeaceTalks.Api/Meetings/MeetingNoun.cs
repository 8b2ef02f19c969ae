using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Meetings;

/// <inheritdoc/>
public sealed class MeetingNoun(PeaceTalksDb db, PinReader pins) : RecordNoun<Meeting, MeetingContract>(Noun.Meeting, pins)
{
    /// <param name="ids">Of meetings, or of states. A meeting is shown with all its states, whatever the day.</param>
    public override async Task<IReadOnlyDictionary<Guid, MeetingContract>> ReadAsync(
        IReadOnlyCollection<Guid> ids,
        Pin pin,
        CancellationToken cancellation
    )
    {
        var of = await db
            .Meetings.KnownAt(pin.Revision)
            .Where(x => ids.Contains(x.Id))
            .Select(x => new { x.Id, x.MeetingId })
            .ToListAsync(cancellation);
        var meetings = await ReadAsync([.. of.Select(x => x.MeetingId).Distinct()], pin, null, cancellation);
        return of.ToDictionary(x => x.Id, x => meetings[x.MeetingId]);
    }

    /// <summary>The meetings by id, each with the states that were stated by the end of the day. Those without any are left out.</summary>
    /// <param name="day">Null for all states, whatever their day.</param>
    public async Task<IReadOnlyDictionary<Guid, MeetingContract>> ReadAsync(
        IReadOnlyCollection<Guid> meetings,
        Pin pin,
        DateOnly? day,
        CancellationToken cancellation
    )
    {
        if (meetings.Count == 0)
        {
            return new Dictionary<Guid, MeetingContract>();
        }

        var states = await db
            .Meetings.AsNoTracking()
            .Include(x => x.Citations)
            .KnownAt(pin.Revision)
            .Where(x => meetings.Contains(x.MeetingId))
            .ToListAsync(cancellation);
        var names = await db.NamesAsync(pin, states.Articles(), cancellation);
        return states
            .GroupBy(x => x.MeetingId, (_, of) => StatedBy(day, of.FromOldest().ToList(), pin.Revision))
            .Where(x => x.Count > 0)
            .ToDictionary(x => x[0].MeetingId, x => MeetingContract.FromStates(x, names));
    }

    /// <summary>The states that were stated by the end of the day. None if none of those is in force, though later ones are.</summary>
    private static List<Meeting> StatedBy(DateOnly? day, List<Meeting> states, long revision)
    {
        var stated = states.Where(x => day is null || x.Latest <= day).ToList();
        return states.Exists(x => x.IsInForceAt(revision)) && !stated.Exists(x => x.IsInForceAt(revision)) ? [] : stated;
    }

    /// <summary>The states of meetings by their own ids, as known at the pin.</summary>
    public async Task<IReadOnlyDictionary<Guid, MeetingRecordContract>> StatesAsync(
        IReadOnlyCollection<Guid> ids,
        Pin pin,
        CancellationToken cancellation
    )
    {
        var states = (await db.MeetingStatesAsync(ids, cancellation)).Values;
        var successors = await db.Meetings.SuccessorsAsync(states, pin.Revision, cancellation);
        var names = await db.NamesAsync(pin, states.Articles(), cancellation);
        return states.ToDictionary(x => x.Id, x => MeetingRecordContract.FromMeeting(x, successors.Successor(x.Id), names));
    }
}

public static class MeetingSetup
{
    public static void AddMeetings(this IServiceCollection services)
    {
        services.AddScoped<MeetingNoun>();
        services.AddTable<MeetingContract, MeetingRow>(MeetingRow.FromMeeting);
        services.Configure<ConstraintMessages>(messages =>
            messages.Add("meetings_have_no_cycle", "/item/partOf", "would make the meeting part of itself, by way of other meetings")
        );
    }
}
