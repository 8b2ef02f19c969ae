using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Timelines;

[ApiController]
[Route("api/v1")]
[Tags("Ask")]
public sealed class ProcessTimelineController(PeaceTalksDb db, PinReader pins, MeetingNoun meetings, MilestoneNoun milestones)
    : ControllerBase
{
    /// <summary>Get the timeline of a process: its meetings and milestones in order</summary>
    /// <remarks>
    /// Meetings stand on the day on which they take place, as their newest state as of the day says; announced ones are included.
    /// Milestones stand on the day on which they happened. If only the bounds of a day are known, the last of them counts. A meeting whose
    /// day is unknown comes last.
    /// </remarks>
    /// <param name="process">Slug of the process.</param>
    /// <param name="from">Only what is certainly on this day or later.</param>
    /// <param name="to">Only what is certainly on this day or earlier.</param>
    /// <param name="asOf">Only what was certainly stated, or happened, by the end of this day. Defaults to today (UTC).</param>
    [HttpGet("processes/{process}/timeline", Name = "getProcessTimeline"), RequiresRole(Role.Reader)]
    public async Task<DatedPage<TimelineItem>> OfProcess(
        string process,
        DateOnly? from = null,
        DateOnly? to = null,
        DateOnly? asOf = null,
        string? knownAt = null,
        string? cursor = null,
        [Range(1, 200)] int limit = 50,
        CancellationToken cancellation = default
    )
    {
        var (pin, start) = await pins.PageAsync(Request, asOf, knownAt, cursor, 3, cancellation);
        pin.Snapshot.Processes.Require(process);
        var found = await db.SqlAsync<TimelineKey>(
            ProcessTimelineStatement.Page(process, from, to, pin, DayKeys.Read(start), limit + 1),
            cancellation
        );
        var shown = found.Take(limit).ToList();
        var ofMeetings = await meetings.ReadAsync([.. shown.Where(x => x.IsMeeting).Select(x => x.Id)], pin, pin.AsOf, cancellation);
        var ofMilestones = await milestones.ReadAsync([.. shown.Where(x => !x.IsMeeting).Select(x => x.Id)], pin, cancellation);
        return new DatedPage<TimelineItem>(
            pin.AsOf,
            pin.Revision,
            [
                .. shown.Select(x =>
                    x.IsMeeting ? TimelineItem.FromMeeting(ofMeetings[x.Id]) : TimelineItem.FromMilestone(ofMilestones[x.Id])
                ),
            ],
            found.Count > limit ? Request.NextCursor(pin, shown[^1].Keys) : null,
            HttpContext.Pinned(pin, dated: true)
        );
    }
}
