using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Ledger;

/// <summary>Something that one revision recorded and a later one may supersede.</summary>
public interface ISupersedable
{
    long RecordedIn { get; }
    long? SupersededIn { get; }
}

/// <summary>A record or a remark: what a revision recorded under an id.</summary>
public interface IRecorded : ISupersedable
{
    Guid Id { get; }
}

public static class LedgerQueries
{
    /// <summary>What was in force at a revision: recorded in it or earlier, and not superseded by then.</summary>
    public static IQueryable<T> InForceAt<T>(this IQueryable<T> recorded, long revision)
        where T : class, ISupersedable =>
        recorded.Where(x => x.RecordedIn <= revision && (x.SupersededIn == null || x.SupersededIn > revision));

    /// <summary>What was in force at one or more of the revisions.</summary>
    public static IQueryable<T> InForceAtAny<T>(this IQueryable<T> recorded, long[] revisions)
        where T : class, ISupersedable =>
        revisions is [var only]
            ? recorded.InForceAt(only)
            : recorded.Where(x =>
                revisions.Any(revision => x.RecordedIn <= revision && (x.SupersededIn == null || x.SupersededIn > revision))
            );

    public static bool IsInForceAt(this ISupersedable recorded, long revision) =>
        recorded.RecordedIn <= revision && !(recorded.SupersededIn <= revision);

    /// <summary>What was known at a revision, including what was superseded by then.</summary>
    public static IQueryable<T> KnownAt<T>(this IQueryable<T> recorded, long revision)
        where T : class, ISupersedable => recorded.Where(x => x.RecordedIn <= revision);

    /// <summary>Why revisions were made, as their authors noted it. Without a revision, it asks nothing.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> NotesAsync(
        this PeaceTalksDb db,
        IReadOnlyCollection<long> revisions,
        CancellationToken cancellation
    ) =>
        revisions.Count == 0
            ? new Dictionary<long, string>()
            : await db.Set<Revision>()
                .Where(x => revisions.Contains(x.Number))
                .Select(x => new { x.Number, x.Note })
                .ToDictionaryAsync(x => x.Number, x => x.Note, cancellation);
}
