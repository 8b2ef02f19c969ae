using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>Finds the record in which a holder confirms a stance that somebody else reports: see <see cref="Word"/>.</summary>
internal static class WordSql
{
    /// <summary>Of the joined record, in the order in which <see cref="Read"/> reads them. Null if there is none.</summary>
    public const string Columns = "word.id, word.earliest, word.latest, word.basis";

    /// <summary>
    /// Looks for the newest record before a held record h that the holder asserted or that ends the run: one descent of ix_position_rule,
    /// to the end of the run at most. If the holder asserted the held record, nothing is looked for.
    /// </summary>
    /// <param name="counts">SQL condition on p: which records count.</param>
    public static string Join(string counts) =>
        $"""
            LEFT JOIN LATERAL (
                SELECT p.id, p.stance FROM position p
                WHERE h.attribution <> 0 AND p.track_id = h.track_id AND {counts}
                  AND p.in_force_from <= h.in_force_from AND ({TrackSql.Key("p")}) < ({TrackSql.Key("h")})
                  AND (CASE WHEN p.stance = h.stance THEN p.attribution = 0
                       ELSE p.stance NOT IN {TrackSql.Silent} OR h.stance IN {TrackSql.Silent} END)
                ORDER BY {TrackSql.NewestFirst} LIMIT 1) run ON run.stance = h.stance
            LEFT JOIN position word ON word.id = run.id
            """;

    /// <param name="column">The first of <see cref="Columns"/>.</param>
    public static SelfReport? Read(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : new(reader.GetGuid(column), reader.GetDay(column + 1));
}
