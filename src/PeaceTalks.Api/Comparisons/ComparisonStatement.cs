using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Comparisons;

/// <summary>The statement of what two parties hold, and on whose word, by target and party: those on one target stand together.</summary>
public static class ComparisonStatement
{
    /// <summary>The columns of <see cref="HeldTrack.Read"/>.</summary>
    private const int First = 8;

    /// <param name="after">Leaves out what is held on this target and on those before it. Null for the first page.</param>
    /// <param name="limit">The maximum number of sides.</param>
    public static SqlStatement Page(TrackScope scope, DateOnly day, Certainty certainty, long revision, TargetKey? after, int limit)
    {
        var rule = new TrackSql(scope, certainty);
        var (asOf, known) = (rule.Add(day), rule.Add(revision));
        var page = after is null
            ? ""
            : $" AND (t.target, t.proposal IS NOT NULL) > ({rule.Add(after.Slug)}, {rule.Add(after.Type == TargetType.Proposal)})";

        // No index has this order. Sorting comes before probing, so that only the tracks on the page are probed.
        var tracks =
            $"(SELECT t.*, t.proposal IS NOT NULL AS on_proposal FROM track t WHERE {rule.InScope}{page} ORDER BY t.target, on_proposal, t.party) t";
        return rule.Statement(
            $"""
            SELECT t.*, h.attribution, h.asserted_by, h.earliest, h.latest, h.basis, {WordSql.Columns}
            FROM (
                {HeldPositionQueries.HeldTracks(rule, tracks, asOf, known)}
                ORDER BY t.target, t.on_proposal, t.party LIMIT {limit}) t
            JOIN position h ON h.id = t."Held"
            {WordSql.Join(rule.Counts("p", asOf, known))}
            ORDER BY t."Target", t."Proposal" IS NOT NULL, t."Party"
            """
        );
    }

    public static HeldSide Read(NpgsqlDataReader reader)
    {
        var track = HeldTrack.Read(reader);
        var word = WordSql.Read(reader, First + 5) is { } confirmed
            ? Word.OfHolder(track.Party, confirmed)
            : new Word(
                track.Held,
                (Attribution)reader.GetInt16(First),
                reader.IsDBNull(First + 1) ? null : reader.GetString(First + 1),
                reader.GetDay(First + 2)
            );
        return new(track, word);
    }
}
