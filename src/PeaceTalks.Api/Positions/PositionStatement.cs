using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Positions;

/// <summary>The statement of a page of recorded positions.</summary>
public static class PositionStatement
{
    /// <summary>
    /// The records by the latest day that they can have been stated on, and then in the order in which they were recorded. The first column
    /// is the record that corrects the position.
    /// </summary>
    /// <param name="after">The keys of the last record of the previous page. Null for the first page.</param>
    /// <param name="limit">The maximum number of records.</param>
    public static SqlStatement Page(
        PositionFilters filters,
        Pin pin,
        bool newestFirst,
        (DateOnly Latest, long RecordedIn, int Place)? after,
        int limit
    )
    {
        var scope = filters.Scope(pin.Snapshot);
        var rule = new TrackSql(scope);
        var known = rule.Add(pin.Revision);
        var status = filters.Status switch
        {
            RecordStatus.Current => TrackSql.InForce("p", known),
            RecordStatus.Superseded => $"p.superseded_in IS NOT NULL AND p.superseded_in <= {known}",
            _ => $"p.recorded_in <= {known}",
        };
        var order = newestFirst ? "p.latest DESC, p.recorded_in DESC, p.place DESC" : "p.latest, p.recorded_in, p.place";
        var chosen =
            $"{status} AND p.latest <= {rule.Add(pin.AsOf)}{Dated(filters, rule)}{AtMeetings(filters, rule)}{OnTracks(scope, pin.Snapshot, rule)}"
            + rule.Chosen("p", "position", known)
            + After(after, newestFirst, rule);
        var page = $"ORDER BY {order} LIMIT {limit}";
        var words = filters.Q is { } q ? $"{rule.Add(q.ToTsQuery())}::tsquery" : null;
        return rule.Statement(
            $"""
            {WithWords(words)}SELECT successor.id, {CitedPositions.Columns}
            FROM (
            {HavingWords(words, chosen, page, all => Records(Names(filters.Stance), Names(filters.Mode), all, page, rule))}) p
            JOIN track t ON t.id = p.track_id
            LEFT JOIN position successor ON p.superseded_in <= {known} AND successor.corrects = p.id AND successor.recorded_in <= {known}
            {CitedPositions.JoinCitations(known)}
            ORDER BY {order}
            """
        );
    }

    /// <summary>
    /// The records with these ids, as far as they are known at the revision. The columns are those of <see cref="Page"/>.
    /// </summary>
    public static SqlStatement ByIds(Guid[] ids, long revision)
    {
        var rule = new TrackSql(new TrackScope());
        var known = rule.Add(revision);
        return rule.Statement(
            $"""
            SELECT successor.id, {CitedPositions.Columns}
            FROM position p
            JOIN track t ON t.id = p.track_id
            LEFT JOIN position successor ON p.superseded_in <= {known} AND successor.corrects = p.id AND successor.recorded_in <= {known}
            {CitedPositions.JoinCitations(known)}
            WHERE p.recorded_in <= {known}{rule.Any("p.id", ids)}
            """
        );
    }

    /// <summary>The records that have the words, by the index on their words, if they are few. One more if they are not.</summary>
    private static string WithWords(string? words) =>
        words is null
            ? ""
            : $"""
                WITH few AS MATERIALIZED (
                    SELECT p.id FROM position p WHERE search_vector('', p.summary) @@ {words} LIMIT {MostWithWords + 1})

                """;

    /// <summary>
    /// Few records that have the words are found first. Many are not: the records are read in the order of the list, until enough of them
    /// have the words. There, the text is written so that the index on words does not have it, or all of the many would be read and sorted.
    /// </summary>
    private static string HavingWords(string? words, string chosen, string page, Func<string, string> records) =>
        words is null
            ? records(chosen)
            : $"""
                SELECT p.* FROM (
                ({records($"(SELECT count(*) FROM few) <= {MostWithWords} AND p.id = ANY(ARRAY(SELECT f.id FROM few f)) AND {chosen}")})
                UNION ALL
                ({records(
                    $"(SELECT count(*) FROM few) > {MostWithWords} AND {chosen} AND search_vector('', p.summary || '') @@ {words}"
                )})) p
                {page}
                """;

    private const int MostWithWords = 2000;

    /// <summary>
    /// An index has the records of one stance or mode in the order of the list. For several of them, a short list of each is read, and the
    /// lists are merged.
    /// </summary>
    private static string Records(string[]? stances, string[]? modes, string chosen, string page, TrackSql rule)
    {
        if (stances is not { Length: > 1 } && modes is not { Length: > 1 })
        {
            return $"""
                SELECT p.* FROM position p
                WHERE {chosen}{rule.Any("p.stance", stances)}{rule.Any("p.mode", modes)}
                {page}
                """;
        }

        var (column, values, others) = stances is { Length: > 1 }
            ? ("stance", stances, rule.Any("p.mode", modes))
            : ("mode", modes!, rule.Any("p.stance", stances));
        return $"""
            SELECT p.*
            FROM unnest({rule.Add(values)}) one(value)
            CROSS JOIN LATERAL (SELECT p.* FROM position p WHERE p.{column} = one.value AND {chosen}{others} {page}) p
            {page}
            """;
    }

    private static string Dated(PositionFilters filters, TrackSql rule) =>
        (filters.StatedFrom is { } first ? $" AND p.earliest >= {rule.Add(first)}" : "")
        + (filters.StatedTo is { } last ? $" AND p.latest <= {rule.Add(last)}" : "");

    private static string AtMeetings(PositionFilters filters, TrackSql rule) =>
        rule.Any("p.meeting", filters.Meeting is [] ? null : filters.Meeting);

    /// <summary>
    /// Few tracks are found first, and then their records. For many, the records are read in the order of the list, until enough of them
    /// are on the tracks. The party stands in the record too, and only there does an index have it in the order of the list.
    /// </summary>
    private static string OnTracks(TrackScope scope, ReferenceSnapshot snapshot, TrackSql rule)
    {
        var party = rule.Any("p.party", scope.Parties);
        return scope.ChoosesFew(snapshot) ? $"{party} AND p.track_id = ANY(ARRAY(SELECT t.id FROM track t WHERE {rule.IsChosen}))"
            : (scope with { Parties = null }).ChoosesTracks
                ? $"{party} AND EXISTS (SELECT 1 FROM track t WHERE t.id = p.track_id AND {rule.IsChosen})"
            : party;
    }

    private static string After((DateOnly Latest, long RecordedIn, int Place)? keys, bool newestFirst, TrackSql rule) =>
        keys is var (latest, revision, place)
            ? $" AND (p.latest, p.recorded_in, p.place) {(newestFirst ? '<' : '>')} ({rule.Add(latest)}, {rule.Add(revision)}, {rule.Add(place)})"
            : "";

    private static string[]? Names<T>(T[] values)
        where T : struct, Enum => values.Length == 0 ? null : [.. values.Select(EnumNames.NameOf)];
}
