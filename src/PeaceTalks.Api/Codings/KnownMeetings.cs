using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Meetings;

namespace PeaceTalks.Api.Codings;

/// <summary>The meetings that a coding names: those of the ledger, and those that it begins itself. It does no I/O.</summary>
/// <param name="states">All states of the meetings of the ledger that it names, and any further states that it names.</param>
public sealed class KnownMeetings(IReadOnlyCollection<Meeting> states)
{
    private readonly Dictionary<Guid, List<(DateBounds StatedOn, MeetingFacts Facts)>> inForce = states
        .Where(x => x.SupersededIn is null)
        .GroupBy(x => x.MeetingId)
        .ToDictionary(x => x.Key, x => x.FromOldest().Select(y => (y.Day, MeetingFacts.FromMeeting(y))).ToList());

    private readonly HashSet<Guid> continued = [];

    /// <summary>The meetings of the ledger to which the coding adds a state, each with its states in force as they were read.</summary>
    public ILookup<Guid, Guid> Continued =>
        states.Where(x => x.SupersededIn is null && continued.Contains(x.MeetingId)).ToLookup(x => x.MeetingId, x => x.Id);

    /// <summary>The state in the ledger with this id. Null if it was not read.</summary>
    public Meeting? State(Guid id) => states.FirstOrDefault(x => x.Id == id);

    /// <summary>What is wrong with naming a meeting by this id. Null if nothing is.</summary>
    public string? Complaint(Guid id)
    {
        if (inForce.ContainsKey(id))
        {
            return null;
        }

        return State(id) switch
        {
            null => $"there is no meeting '{id}'; see /api/v1/meetings",
            { } state when state.MeetingId != id => $"'{id}' is a state of the meeting '{state.MeetingId}'; give the id of the meeting",
            _ => $"the meeting '{id}' was retracted",
        };
    }

    /// <summary>What the newest state of the meeting says, and that the coding adds another.</summary>
    /// <param name="meeting">The id of a meeting without a <see cref="Complaint"/>.</param>
    public MeetingFacts Continue(Guid meeting)
    {
        continued.Add(meeting);
        return inForce[meeting].FromOldest(x => x.StatedOn).Last().Facts;
    }

    /// <summary>Adds a state that the coding records.</summary>
    public void Add(Guid meeting, DateBounds statedOn, MeetingFacts facts)
    {
        if (!inForce.TryGetValue(meeting, out var known))
        {
            inForce[meeting] = known = [];
        }

        known.Add((statedOn, facts));
    }
}
