using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Revisions;

/// <summary>
/// Reads reference data and remarks before and after changes. It takes a bounded number of statements, however many revisions the changes
/// span.
/// </summary>
public sealed class ReferenceSides(PeaceTalksDb db, ReferenceNouns nouns)
{
    /// <returns>The contracts of each change, in the order of the changes. Null for records.</returns>
    /// <param name="pins">The pins of the changes' revisions, and of the revisions before edits.</param>
    public async Task<IReadOnlyList<(object? Before, object? After)>> ReadAsync(
        IReadOnlyList<LedgerChange> changes,
        IReadOnlyDictionary<long, Pin> pins,
        CancellationToken cancellation
    )
    {
        var remarkIds = changes
            .Where(x => x.Noun == Noun.Remark)
            .SelectMany(x => new[] { x.Subject, x.Supersedes })
            .OfType<string>()
            .Select(Guid.Parse)
            .ToArray();
        var remarks =
            remarkIds.Length == 0
                ? []
                : await db.Remarks.AsNoTracking().Where(x => remarkIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
        var edited = await VersionsOutsideSnapshotsAsync(changes, pins, cancellation);
        var related = await RelatedRecordsAsync(changes, pins, cancellation);
        var sides = changes.Select(x => (Before: Before(x), After: After(x))).ToList();
        var names = await db.NamesAsync(
            pins,
            sides.SelectMany(x => (Side?[])[x.Before, x.After]).SelectMany(x => x?.Articles ?? []),
            cancellation
        );
        return [.. sides.Select(x => (x.Before?.Contract(names[x.Before.Pin.Revision]), x.After?.Contract(names[x.After.Pin.Revision])))];

        Side? Before(LedgerChange change) =>
            change.Action switch
            {
                ChangeAction.Edited => Find(change, pins[change.Revision - 1]),
                ChangeAction.Corrected when change.Noun == Noun.Remark => OfRemark(change.Supersedes!, pins[change.Revision]),
                ChangeAction.Retracted when change.Noun == Noun.Remark => OfRemark(change.Subject, pins[change.Revision]),
                _ => null,
            };

        Side? After(LedgerChange change) =>
            change.Noun != Noun.Remark ? Find(change, pins[change.Revision])
            : change.Action == ChangeAction.Retracted ? null
            : OfRemark(change.Subject, pins[change.Revision]);

        Side OfRemark(string id, Pin pin) => new RemarkSide(remarks[Guid.Parse(id)], pin);

        Side? Find(LedgerChange change, Pin pin)
        {
            return nouns.Find(change.Noun) is not { } noun
                ? null
                : new ReferenceSide(
                    noun,
                    pin.Snapshot.Find(change.Noun)?.FindVersion(change.Subject)
                        ?? edited[(change.Noun, change.Subject)].Single(x => x.IsInForceAt(pin.Revision)),
                    related[(change.Noun, change.Subject)].Where(x => x.IsInForceAt(pin.Revision)),
                    pin
                );
        }
    }

    private async Task<ILookup<(Noun, string), ReferenceVersion>> VersionsOutsideSnapshotsAsync(
        IReadOnlyList<LedgerChange> changes,
        IReadOnlyDictionary<long, Pin> pins,
        CancellationToken cancellation
    )
    {
        var found = new List<((Noun, string) Key, ReferenceVersion Version)>();
        foreach (var (noun, slugs) in SlugsByNoun(changes).Where(x => !x.Noun.IsInSnapshot))
        {
            var versions = await noun.InForceAtAnyAsync(db, slugs, [.. pins.Keys], cancellation);
            found.AddRange(versions.Select(x => ((noun.Noun, x.Slug), x)));
        }

        return found.ToLookup(x => x.Key, x => x.Version);
    }

    private async Task<ILookup<(Noun, string), ISupersedable>> RelatedRecordsAsync(
        IReadOnlyList<LedgerChange> changes,
        IReadOnlyDictionary<long, Pin> pins,
        CancellationToken cancellation
    )
    {
        var found = new List<((Noun, string) Key, ISupersedable Record)>();
        foreach (var (noun, slugs) in SlugsByNoun(changes))
        {
            var records = await noun.RelatedRecordsAsync(db, slugs, [.. pins.Keys], cancellation);
            found.AddRange(records.SelectMany(x => x.Select(record => ((noun.Noun, x.Key), record))));
        }

        return found.ToLookup(x => x.Key, x => x.Record);
    }

    private IEnumerable<(ReferenceNoun Noun, IReadOnlyCollection<string> Slugs)> SlugsByNoun(IEnumerable<LedgerChange> changes) =>
        from change in changes
        where nouns.Find(change.Noun) is not null
        group change.Subject by change.Noun into subjects
        select (nouns[subjects.Key], (IReadOnlyCollection<string>)[.. subjects.Distinct()]);

    /// <summary>What was in force, and when.</summary>
    private abstract record Side(Pin Pin)
    {
        /// <summary>The slugs of the articles that its contract names.</summary>
        public abstract IEnumerable<string> Articles { get; }

        public abstract object Contract(Names names);
    }

    private sealed record ReferenceSide(ReferenceNoun Noun, ReferenceVersion Version, IEnumerable<ISupersedable> Related, Pin Pin)
        : Side(Pin)
    {
        public override IEnumerable<string> Articles => Noun.ArticlesOf(Version, Pin.Snapshot);

        public override object Contract(Names names) => Noun.ToContract(Version, names, Related);
    }

    private sealed record RemarkSide(Remark Remark, Pin Pin) : Side(Pin)
    {
        public override IEnumerable<string> Articles => [Remark.Article];

        public override object Contract(Names names) => RemarkContract.FromRemark(Remark, names);
    }
}
