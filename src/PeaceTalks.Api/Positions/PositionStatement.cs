using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.Pins;
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
            RecordStatus.Superseded => $"p.superseded_in <= {known}",
            _ => $"p.recorded_in <= {known}",
        };
        var order = newestFirst ? "p.latest DESC, p.recorded_in DESC, p.place DESC" : "p.latest, p.recorded_in, p.place";
        return rule.Statement(
            $"""
            SELECT successor.id, {CitedPositions.Columns}
            FROM (
                SELECT p.* FROM position p
                WHERE {status} AND p.latest <= {rule.Add(pin.AsOf)}{Chosen(filters, rule)}{OnTracks(scope, rule)}{rule.Chosen(
                "p",
                "position",
                known
            )}{After(after, newestFirst, rule)}
                ORDER BY {order} LIMIT {limit}) p
            JOIN track t ON t.id = p.track_id
            LEFT JOIN position successor ON p.superseded_in <= {known} AND successor.corrects = p.id AND successor.recorded_in <= {known}
            {CitedPositions.JoinCitations(known)}
            ORDER BY {order}
            """
        );
    }

    private static string Chosen(PositionFilters filters, TrackSql rule) =>
        rule.Any("p.stance", Names(filters.Stance))
        + rule.Any("p.mode", Names(filters.Mode))
        + (filters.StatedFrom is { } first ? $" AND p.earliest >= {rule.Add(first)}" : "")
        + (filters.StatedTo is { } last ? $" AND p.latest <= {rule.Add(last)}" : "");

    /// <summary>The party stands in the record too, and only there does an index have it in the order of the list.</summary>
    private static string OnTracks(TrackScope scope, TrackSql rule) =>
        rule.Any("p.party", scope.Parties)
        + (
            (scope with { Parties = null }).ChoosesTracks
                ? $" AND EXISTS (SELECT 1 FROM track t WHERE t.id = p.track_id AND {rule.InScope})"
                : ""
        );

    private static string After((DateOnly Latest, long RecordedIn, int Place)? keys, bool newestFirst, TrackSql rule) =>
        keys is var (latest, revision, place)
            ? $" AND (p.latest, p.recorded_in, p.place) {(newestFirst ? '<' : '>')} ({rule.Add(latest)}, {rule.Add(revision)}, {rule.Add(place)})"
            : "";

    private static string[]? Names<T>(T[] values)
        where T : struct, Enum => values.Length == 0 ? null : [.. values.Select(EnumNames.NameOf)];
}
