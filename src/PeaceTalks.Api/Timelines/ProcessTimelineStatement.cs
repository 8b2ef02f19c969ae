using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Timelines;

/// <summary>A meeting or a milestone in a timeline.</summary>
/// <param name="Kind">The name of the kind.</param>
/// <param name="Id">The id of the meeting, or of the milestone.</param>
/// <param name="Day">The latest day on which it can be. The last day of the calendar for a meeting whose day is unknown.</param>
public sealed record TimelineKey(string Kind, Guid Id, DateOnly Day, long RecordedIn, int Place)
{
    public bool IsMeeting => EnumNames.Parse<TimelineKind>(Kind) == TimelineKind.Meeting;

    /// <summary>The keys for a cursor.</summary>
    public string[] Keys => [PinnedPages.Day(Day), PinnedPages.Number(RecordedIn), PinnedPages.Number(Place)];
}

/// <summary>The statement of a page of the timeline of a process.</summary>
public static class ProcessTimelineStatement
{
    /// <summary>
    /// Meetings and milestones from the oldest to the newest day. It merges two short lists, each read by an index of its own.
    /// </summary>
    /// <param name="from">Only what is certainly on this day or later. Null for any.</param>
    /// <param name="to">Only what is certainly on this day or earlier. Null for any.</param>
    /// <param name="after">The keys of the last item of the previous page. Null for the first page.</param>
    public static SqlStatement Page(
        string process,
        DateOnly? from,
        DateOnly? to,
        Pin pin,
        (DateOnly Day, long RecordedIn, int Place)? after,
        int limit
    )
    {
        var values = new SqlValues();
        var (of, known, day) = (values.Add(process), values.Add(pin.Revision), values.Add(pin.AsOf));
        return values.Statement(
            $"""
            SELECT kind AS "Kind", id AS "Id", day AS "Day", recorded_in AS "RecordedIn", place AS "Place"
            FROM (
                (SELECT '{EnumNames.NameOf(TimelineKind.Meeting)}' AS kind, m.meeting_id AS id, m.listed_on AS day, m.recorded_in, m.place
                FROM meeting m
                WHERE m.process = {of} AND {MeetingSql.Shown("m", RecordStatus.Current, day, known)}
                  {Within("m.held_earliest", "m.held_latest")}{After("m.listed_on")}
                ORDER BY m.listed_on, m.recorded_in, m.place LIMIT {limit})
                UNION ALL
                (SELECT '{EnumNames.NameOf(TimelineKind.Milestone)}', m.id, m.latest, m.recorded_in, m.place
                FROM milestone m
                WHERE m.process = {of} AND m.recorded_in <= {known} AND (m.superseded_in IS NULL OR m.superseded_in > {known})
                  AND m.latest <= {day} {Within("m.earliest", "m.latest")}{After("m.latest")}
                ORDER BY m.latest, m.recorded_in, m.place LIMIT {limit})) item
            ORDER BY day, recorded_in, place LIMIT {limit}
            """
        );

        string Within(string earliest, string latest) =>
            (from is { } first ? $"AND {earliest} >= {values.Add(first)} " : "")
            + (to is { } last ? $"AND {latest} <= {values.Add(last)} " : "");

        string After(string on) =>
            after is var (latest, revision, place)
                ? $"AND ({on}, m.recorded_in, m.place) > ({values.Add(latest)}, {values.Add(revision)}, {values.Add(place)})"
                : "";
    }
}
