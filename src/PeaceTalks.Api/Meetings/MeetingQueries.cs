using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Meetings;

public static class MeetingQueries
{
    /// <summary>States of meetings with their citations, by their ids.</summary>
    public static async Task<Dictionary<Guid, Meeting>> MeetingStatesAsync(
        this PeaceTalksDb db,
        IEnumerable<Guid> ids,
        CancellationToken cancellation
    )
    {
        var wanted = ids.Distinct().ToArray();
        return wanted.Length == 0
            ? []
            : await db
                .Meetings.AsNoTracking()
                .Include(x => x.Citations)
                .Where(x => wanted.Contains(x.Id))
                .ToDictionaryAsync(x => x.Id, cancellation);
    }

    /// <exception cref="ProblemException">422: a meeting in a filter does not exist.</exception>
    public static async Task RequireMeetingsAsync(
        this LedgerDatabase database,
        Pin pin,
        Guid[] ids,
        CancellationToken cancellation,
        string parameter = "meeting"
    )
    {
        if (ids.Length == 0)
        {
            return;
        }

        var found = await new SqlStatement(
            "SELECT id FROM meeting WHERE id = ANY({0}) AND meeting_id = id AND recorded_in <= {1}",
            [ids, pin.Revision]
        ).ReadAsync(database, reader => reader.GetGuid(0), cancellation);
        if (ids.Except(found).ToList() is { Count: > 0 } unknown)
        {
            throw Problems.UnknownReferences(
                unknown.Select(x => Problems.Unknown(parameter, Noun.Meeting.Word(), x.ToString(), null, Noun.Meeting.Path()))
            );
        }
    }
}
