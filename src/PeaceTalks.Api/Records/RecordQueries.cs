using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Records;

/// <summary>Which records to list, by whether they have been superseded.</summary>
public enum RecordStatus
{
    /// <summary>Records in force.</summary>
    Current,

    /// <summary>Records that were corrected or retracted.</summary>
    Superseded,

    /// <summary>Both.</summary>
    Any,
}

public static class RecordQueries
{
    /// <summary>
    /// Sorts by day, and then in the order in which the records were recorded. Starts after the keys of the previous page.
    /// </summary>
    public static IQueryable<T> InDayOrder<T>(
        this IQueryable<T> records,
        bool newestFirst,
        (DateOnly Latest, long RecordedIn, int Place)? after
    )
        where T : Record
    {
        if (after is var (latest, revision, place))
        {
            records = newestFirst
                ? records.Where(x =>
                    EF.Functions.LessThan(ValueTuple.Create(x.Latest, x.RecordedIn, x.Place), ValueTuple.Create(latest, revision, place))
                )
                : records.Where(x =>
                    EF.Functions.GreaterThan(ValueTuple.Create(x.Latest, x.RecordedIn, x.Place), ValueTuple.Create(latest, revision, place))
                );
        }

        return newestFirst
            ? records.OrderByDescending(x => x.Latest).ThenByDescending(x => x.RecordedIn).ThenByDescending(x => x.Place)
            : records.OrderBy(x => x.Latest).ThenBy(x => x.RecordedIn).ThenBy(x => x.Place);
    }

    /// <summary>The articles that answers about these records name.</summary>
    public static IEnumerable<string> Articles(this IEnumerable<Record> records) =>
        records.SelectMany(x => x.Citations).Select(x => x.Article);

    /// <summary>
    /// The citations that the revision of the names knows, without those of articles that are left out, in the order in which they were
    /// recorded.
    /// </summary>
    public static IReadOnlyList<CitationContract> ToContracts(this IEnumerable<Citation> citations, Names names) =>
        [
            .. citations
                .Where(x => x.RecordedIn <= names.Pin.Revision && names.Seen(x.SupersededIn) is null && names.Shows(x.Article))
                .OrderBy(x => x.RecordedIn)
                .ThenBy(x => x.Place)
                .ThenBy(x => x.Ordinal)
                .Select(x => new CitationContract(names.Article(x.Article), x.Paragraph, x.Quote, x.RecordedIn)),
        ];

    /// <summary>For each record, the one that corrects it, as known at the revision.</summary>
    public static Task<Dictionary<Guid, Guid>> SuccessorsAsync<T>(
        this IQueryable<T> records,
        IEnumerable<T> of,
        long revision,
        CancellationToken cancellation
    )
        where T : Record
    {
        var superseded = of.Where(x => x.SupersededIn <= revision).Select(x => (Guid?)x.Id).ToArray();
        return superseded.Length == 0
            ? Task.FromResult(new Dictionary<Guid, Guid>())
            : records
                .Where(x => superseded.Contains(x.Corrects) && x.RecordedIn <= revision)
                .ToDictionaryAsync(x => x.Corrects!.Value, x => x.Id, cancellation);
    }

    public static Guid? Successor(this Dictionary<Guid, Guid> successors, Guid of) =>
        successors.TryGetValue(of, out var successor) ? successor : null;
}
