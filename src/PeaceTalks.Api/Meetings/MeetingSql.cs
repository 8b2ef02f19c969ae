using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Meetings;

/// <summary>A meeting in a list, by its newest state.</summary>
/// <param name="Meeting">The id of the meeting.</param>
/// <param name="Day">The latest day on which it can take place. The last day of the calendar if none is known.</param>
/// <param name="RecordedIn">The revision that recorded the state.</param>
/// <param name="Place">The state's place in it.</param>
public sealed record MeetingKey(Guid Meeting, DateOnly Day, long RecordedIn, int Place)
{
    /// <summary>The keys for a cursor.</summary>
    public string[] Keys => [PinnedPages.Day(Day), PinnedPages.Number(RecordedIn), PinnedPages.Number(Place)];
}

/// <summary>The rule of <see cref="MeetingRule"/> as SQL, and the statement of a list of meetings.</summary>
public static class MeetingSql
{
    /// <summary>
    /// A page of meetings by the day on which they take place. An index gives the states in that order, and of each it takes one look into
    /// the states of its meeting to see whether it is the newest.
    /// </summary>
    /// <param name="after">The keys of the last meeting of the previous page. Null for the first page.</param>
    public static SqlStatement Page(
        MeetingFilters filters,
        Pin pin,
        bool newestFirst,
        (DateOnly Day, long RecordedIn, int Place)? after,
        int limit
    )
    {
        var (issues, proposals) = filters.Targets(pin.Snapshot);
        var values = new SqlValues();
        var (known, day) = (values.Add(pin.Revision), values.Add(pin.AsOf));
        var down = newestFirst ? " DESC" : "";
        return values.Statement(
            $"""
            SELECT m.meeting_id AS "Meeting", m.listed_on AS "Day", m.recorded_in AS "RecordedIn", m.place AS "Place"
            FROM meeting m
            WHERE {Shown("m", filters.Status, day, known)}{values.Any("m.process", Chosen(filters.Process))}
              {TookPart("m", Chosen(filters.Party), Chosen(filters.Speaker), Names(filters.Role), values)}
              {About("m", issues, proposals, values)}{values.Any("m.kind", Names(filters.Kind))}{values.Any(
                "m.state",
                Names(filters.State)
            )}
              {Cited(Chosen(filters.Article), known, values)}{values.Any("m.part_of", Chosen(filters.PartOf))}
              {(filters.HeldFrom is { } first ? $"AND m.held_earliest >= {values.Add(first)}" : "")}
              {(filters.HeldTo is { } last ? $"AND m.held_latest <= {values.Add(last)}" : "")}
              {With(filters.Q, values)}{After(after, newestFirst, values)}
            ORDER BY m.listed_on{down}, m.recorded_in{down}, m.place{down} LIMIT {limit}
            """
        );
    }

    /// <summary>
    /// SQL condition: the state says what its meeting is, as of the day and as known at the revision. It is the newest state in force or,
    /// if the meeting was retracted and those are asked for, the newest of all.
    /// </summary>
    /// <param name="day">SQL for a day in the world.</param>
    /// <param name="known">SQL for a revision.</param>
    public static string Shown(string m, RecordStatus status, string day, string known)
    {
        var retracted = $"NOT EXISTS (SELECT 1 FROM meeting i WHERE i.meeting_id = {m}.meeting_id AND {InForce("i", known)})";
        var counts = status switch
        {
            RecordStatus.Current => InForce(m, known),
            RecordStatus.Superseded => $"{m}.superseded_in <= {known} AND {retracted}",
            _ => $"{m}.recorded_in <= {known} AND (({InForce(m, known)}) OR {retracted})",
        };
        return $"""
            {counts} AND {Admitted(m, day)} AND NOT EXISTS (
                SELECT 1 FROM meeting n
                WHERE n.meeting_id = {m}.meeting_id AND n.in_force_from >= {m}.in_force_from AND {Admitted("n", day)}
                  AND n.recorded_in <= {known} AND (({InForce("n", known)}) OR NOT ({InForce(m, known)})) AND ({Key("n")}) > ({Key(m)}))
            """;
    }

    /// <summary>
    /// SQL condition: a participant is one of the parties, is one of the speakers and has one of the roles. Conditions that an index
    /// answers come first.
    /// </summary>
    /// <param name="parties">Null for any, and likewise the others.</param>
    public static string TookPart(string m, string[]? parties, string[]? speakers, string[]? roles, SqlValues values) =>
        parties is null && speakers is null && roles is null
            ? ""
            : $"""
                {Has(m, "party", parties, values)}{Has(m, "speaker", speakers, values)} AND EXISTS (
                    SELECT 1 FROM jsonb_to_recordset({m}.participants) AS p(party text, speaker text, role text)
                    WHERE true{values.Any("p.party", parties)}{values.Any("p.speaker", speakers)}{values.Any("p.role", roles)})
                """;

    /// <summary>SQL condition: one of the participants has one of the values in the member.</summary>
    private static string Has(string m, string member, string[]? wanted, SqlValues values)
    {
        if (wanted is null)
        {
            return "";
        }

        var any = wanted.Select(x => $"{m}.participants @> jsonb_build_array(jsonb_build_object('{member}', {values.Add(x)}::text))");
        return $" AND ({string.Join(" OR ", any)})";
    }

    /// <summary>SQL condition: it is about one of the issues or one of the proposals.</summary>
    public static string About(string m, string[]? issues, string[]? proposals, SqlValues values) =>
        issues is null && proposals is null
            ? ""
            : $" AND ({m}.issues ?| {values.Add(issues ?? [])} OR {m}.proposals ?| {values.Add(proposals ?? [])})";

    private static string Key(string m) => $"{m}.in_force_from, '2000-01-01'::date - {m}.latest, {m}.recorded_in, {m}.place";

    private static string Admitted(string m, string day) => $"{m}.in_force_from <= {day} AND {m}.latest <= {day}";

    private static string InForce(string x, string known) =>
        $"{x}.recorded_in <= {known} AND ({x}.superseded_in IS NULL OR {x}.superseded_in > {known})";

    private static string Cited(string[]? articles, string known, SqlValues values) =>
        articles is null
            ? ""
            : $"""
                 AND EXISTS (
                    SELECT 1 FROM meeting s JOIN citation c ON c.meeting = s.id
                    WHERE s.meeting_id = m.meeting_id AND {InForce("s", known)} AND {InForce("c", known)}{values.Any(
                    "c.article",
                    articles
                )})
                """;

    private static string With(SearchQuery? q, SqlValues values) =>
        q is null ? "" : $"AND search_vector(m.name, coalesce(m.venue, '') || ' ' || m.summary) @@ {values.Add(q.ToTsQuery())}::tsquery ";

    private static string After((DateOnly Day, long RecordedIn, int Place)? keys, bool newestFirst, SqlValues values)
    {
        if (keys is not var (day, revision, place))
        {
            return "";
        }

        var last = $"{values.Add(day)}, {values.Add(revision)}, {values.Add(place)}";
        return $"AND (m.listed_on, m.recorded_in, m.place) {(newestFirst ? '<' : '>')} ({last})";
    }

    private static T[]? Chosen<T>(T[] values) => values.Length == 0 ? null : values;

    private static string[]? Names<T>(T[] values)
        where T : struct, Enum => values.Length == 0 ? null : [.. values.Select(EnumNames.NameOf)];
}
