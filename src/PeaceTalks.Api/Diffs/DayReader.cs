using Microsoft.Extensions.Options;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Diffs;

/// <summary>Reads the days, or revisions, of a window in which something moved or was first reported.</summary>
public sealed class DayReader(DatabaseSession session, DiffReader diffs, IOptions<LimitSettings> limits)
{
    /// <summary>How many tracks are compared at once, each on a day of its own.</summary>
    private const int BatchSize = 1000;

    /// <summary>
    /// A page ends after this many batches, however little it has found, so that no filter makes a request run without end.
    /// </summary>
    private const int MaxBatches = 3;

    /// <param name="after">The last place of the previous page. Null for the first page.</param>
    /// <returns>The days, and the place after which the next page begins. Null on the last page.</returns>
    /// <exception cref="ProblemException">422: one day alone is too much.</exception>
    public async Task<(IReadOnlyList<DiffDay> Days, long? Next)> ReadAsync(
        TrackScope scope,
        DiffWindow window,
        long? after,
        int limit,
        CancellationToken cancellation
    )
    {
        List<(long Place, DiffDay Day)> days = [];
        var more = true;
        for (var batches = 0; more && days.Count <= limit && batches < MaxBatches; batches++)
        {
            (var tracks, more) = await WholeDaysAsync(scope, window, after, cancellation);
            foreach (var batch in tracks.Chunk(BatchSize))
            {
                var changes = await diffs.CompareAsync(scope, batch, cancellation);
                days.AddRange(
                    from change in changes
                    where change.Diff.Sort != ChangeSort.SaidAgain
                    group change by change.Track.Place into day
                    select (day.Key, Day(day.First().Track, [.. day.Select(x => x.Diff)]))
                );
            }

            after = tracks.Count > 0 ? tracks[^1].Place : after;
        }

        // A day of many tracks is compared in several batches.
        var whole = days.GroupBy(x => x.Place).Select(x => (Place: x.Key, Day: x.Select(y => y.Day).Aggregate(Sum))).ToList();
        return (
            [.. whole.Take(limit).Select(x => x.Day)],
            whole.Count > limit ? whole[limit - 1].Place
            : more ? after
            : null
        );
    }

    /// <summary>The next tracks, up to the last day of which all were found, and whether there are more days.</summary>
    private async Task<(List<TrackWindow> Tracks, bool More)> WholeDaysAsync(
        TrackScope scope,
        DiffWindow window,
        long? after,
        CancellationToken cancellation
    )
    {
        var found = await TracksAsync(BatchSize + 1);
        if (found.Count <= BatchSize)
        {
            return (found, false);
        }

        var whole = found.Where(x => x.Place < found[^1].Place).ToList();
        if (whole.Count > 0)
        {
            return (whole, true);
        }

        // One day alone is more than that.
        var most = limits.Value.SummaryTracks is > 0 and var tracksAtMost ? tracksAtMost : int.MaxValue - 1;
        found = await TracksAsync(most + 1);
        whole = [.. found.TakeWhile(x => x.Place == found[0].Place)];
        return whole.Count <= most
            ? (whole, whole.Count < found.Count)
            : throw Problems.TooMuch(
                "to",
                $"on {found[0].Day:yyyy-MM-dd} alone, more than {most} tracks have records, and no more than that are compared; "
                    + "choose fewer tracks (party, issue, proposal)"
            );

        Task<List<TrackWindow>> TracksAsync(int most) =>
            session.ReadAsync(DayStatement.Tracks(scope, window, after, most), row => DayStatement.Read(row, window), cancellation);
    }

    private static DiffDay Day(TrackWindow track, IReadOnlyList<PositionDiff> changes)
    {
        return new(
            track.Day,
            track.Window.Axis == DiffAxis.Valid ? null : track.Window.To.Revision,
            Count(ChangeSort.Moved),
            Count(ChangeSort.FirstReported)
        );

        CertaintyCounts Count(ChangeSort sort)
        {
            var certainties = changes.Where(x => x.Sort == sort).ToLookup(x => x.Certainty);
            return new(certainties[DiffCertainty.Certain].Count(), certainties[DiffCertainty.Possible].Count());
        }
    }

    private static DiffDay Sum(DiffDay one, DiffDay other) =>
        one with
        {
            Moved = Sum(one.Moved, other.Moved),
            FirstReported = Sum(one.FirstReported, other.FirstReported),
        };

    private static CertaintyCounts Sum(CertaintyCounts one, CertaintyCounts other) =>
        new(one.Certain + other.Certain, one.Possible + other.Possible);
}
