using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Matrix;

/// <summary>The records that a grid shows.</summary>
/// <param name="Confirmed">
/// For each held record that the holder did not assert: the newest one of the run that it did assert, if there is any.
/// </param>
/// <param name="Articles">The articles that they cite, by slug.</param>
public sealed record GridRecords(
    IReadOnlyDictionary<Guid, Position> Positions,
    IReadOnlyDictionary<Guid, SelfReport> Confirmed,
    IReadOnlyDictionary<string, ArticleReference> Articles
)
{
    public Word WordOf(HeldTrack track) => Word.Of(Positions[track.Held], Confirmed.GetValueOrDefault(track.Held));
}

/// <summary>The statement of the records that a grid shows. <see cref="HeldPositionQueries.Held"/> has told which they are.</summary>
public static class MatrixStatement
{
    /// <param name="shown">The tracks. They come along as values, so that they need not be looked up again.</param>
    /// <param name="alternatives">The alternatives to each held record, if they are to be read too.</param>
    public static SqlStatement Records(
        IReadOnlyList<HeldTrack> shown,
        TrackScope scope,
        DateOnly day,
        Certainty certainty,
        long revision,
        ILookup<Guid, Guid>? alternatives = null
    )
    {
        var rule = new TrackSql(scope, certainty);
        var (asOf, known) = (rule.Add(day), rule.Add(revision));
        return rule.Statement(
            $"""
            SELECT {WordSql.Columns}, {CitedPositions.Columns}
            FROM {RecordsOf(shown, rule, alternatives)}
            CROSS JOIN LATERAL (SELECT p.*) h
            {WordSql.Join(rule.Counts("p", asOf, known))}
            {CitedPositions.JoinCitations(known)}
            """
        );
    }

    /// <summary>The same records without the words that they rest on, which can differ from day to day.</summary>
    /// <inheritdoc cref="Records" path="/param"/>
    public static SqlStatement RecordsAlone(IReadOnlyList<HeldTrack> shown, TrackScope scope, long revision)
    {
        var rule = new TrackSql(scope);
        return rule.Statement(
            $"SELECT {CitedPositions.Columns} FROM {RecordsOf(shown, rule)} {CitedPositions.JoinCitations(rule.Add(revision))}"
        );
    }

    /// <summary>
    /// The words that held records rest on, each on a day: the record, the day, and the word. Nothing for the holder's own word.
    /// </summary>
    public static SqlStatement Words(IReadOnlyList<(Guid Held, DateOnly Day)> shown, TrackScope scope, Certainty certainty, long revision)
    {
        var rule = new TrackSql(scope, certainty);
        return rule.Statement(
            $"""
            SELECT shown.record, shown.day, {WordSql.Columns}
            FROM unnest({rule.Add(shown.Select(x => x.Held).ToArray())}, {rule.Add(shown.Select(x => x.Day).ToArray())}) shown(record, day)
            JOIN position h ON h.id = shown.record
            {WordSql.Join(rule.Counts("p", "shown.day", rule.Add(revision)))}
            WHERE word.id IS NOT NULL
            """
        );
    }

    /// <summary>SQL for the records p of the tracks, each with its track t.</summary>
    private static string RecordsOf(IReadOnlyList<HeldTrack> shown, TrackSql rule, ILookup<Guid, Guid>? alternatives = null)
    {
        var records = shown
            .SelectMany(track => track.Records.Concat(alternatives?[track.Held] ?? []), (track, id) => (Id: id, Track: track))
            .DistinctBy(x => x.Id)
            .ToList();
        var (ids, processes) = (rule.Add(records.Select(x => x.Id).ToArray()), rule.Add(records.Select(x => x.Track.Process).ToArray()));
        var (issues, proposals) = (
            rule.Add(records.Select(x => x.Track.Issue).ToArray()),
            rule.Add(records.Select(x => x.Track.Proposal).ToArray())
        );
        return $"""
            unnest({ids}::uuid[], {processes}::text[], {issues}::text[], {proposals}::text[]) t(record, process, issue, proposal)
            JOIN position p ON p.id = t.record
            """;
    }

    public static async Task<GridRecords> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        var (rows, confirmed) = (new CitedPositions(reader), new Dictionary<Guid, SelfReport>());
        while (await reader.ReadAsync(cancellation))
        {
            if (rows.Read() is (var position, IsNew: true) && WordSql.Read(reader, 0) is { } said)
            {
                confirmed.Add(position.Id, said);
            }
        }

        return new(rows.Positions, confirmed, rows.Articles);
    }

    /// <summary>Reads the rows of <see cref="Words"/>.</summary>
    public static async Task<IReadOnlyDictionary<(Guid Held, DateOnly Day), SelfReport>> ReadWordsAsync(
        NpgsqlDataReader reader,
        CancellationToken cancellation
    )
    {
        var words = new Dictionary<(Guid, DateOnly), SelfReport>();
        while (await reader.ReadAsync(cancellation))
        {
            words.Add((reader.GetGuid(0), reader.GetFieldValue<DateOnly>(1)), WordSql.Read(reader, 2)!);
        }

        return words;
    }
}
