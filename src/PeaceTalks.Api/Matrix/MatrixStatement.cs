using PeaceTalks.Api.Data;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Matrix;

/// <summary>The statement of the records that a grid shows. <see cref="HeldPositionQueries.Held"/> has told which they are.</summary>
public static class MatrixStatement
{
    /// <param name="shown">The tracks. They come along as values, so that they need not be looked up again.</param>
    public static SqlStatement Records(IReadOnlyList<HeldTrack> shown, long revision)
    {
        var records = shown.SelectMany(track => track.Records, (track, id) => (Id: id, Track: track)).DistinctBy(x => x.Id).ToList();
        return new(
            $"""
            SELECT {CitedPositions.Columns}
            FROM unnest({"{0}"}::uuid[], {"{1}"}::text[], {"{2}"}::text[], {"{3}"}::text[]) t(record, process, issue, proposal)
            JOIN position p ON p.id = t.record
            {CitedPositions.JoinCitations("{4}")}
            """,
            [
                records.Select(x => x.Id).ToArray(),
                records.Select(x => x.Track.Process).ToArray(),
                records.Select(x => x.Track.Issue).ToArray(),
                records.Select(x => x.Track.Proposal).ToArray(),
                revision,
            ]
        );
    }
}
