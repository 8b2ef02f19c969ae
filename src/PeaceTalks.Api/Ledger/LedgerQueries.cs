namespace PeaceTalks.Api.Ledger;

/// <summary>What was in force at a revision: recorded in it or before, and not superseded by then.</summary>
public static class LedgerQueries
{
    public static IQueryable<T> InForceAt<T>(this IQueryable<T> versions, long revision) where T : ReferenceVersion =>
        versions.Where(x => x.RecordedIn <= revision && (x.SupersededIn == null || x.SupersededIn > revision));

    /// <summary>Records known at the revision, superseded ones with them.</summary>
    public static IQueryable<T> KnownAt<T>(this IQueryable<T> records, long revision) where T : Record =>
        records.Where(x => x.RecordedIn <= revision);

    /// <summary>Records known at the revision and not superseded by then.</summary>
    public static IQueryable<T> CurrentAt<T>(this IQueryable<T> records, long revision) where T : Record =>
        records.Where(x => x.RecordedIn <= revision && (x.SupersededIn == null || x.SupersededIn > revision));
}
