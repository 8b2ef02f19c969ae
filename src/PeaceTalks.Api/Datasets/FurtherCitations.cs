using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Datasets;

/// <summary>The citations that people added to records of a data set. A renewal keeps them.</summary>
internal sealed class FurtherCitations
{
    private readonly IReadOnlySet<long> ofDataset;
    private readonly Dictionary<long, string> authors;

    private FurtherCitations(IReadOnlySet<long> ofDataset, Dictionary<long, string> authors, IReadOnlyCollection<string> articles) =>
        (this.ofDataset, this.authors, Articles) = (ofDataset, authors, articles);

    /// <summary>The slugs of the articles that the records cite.</summary>
    public IReadOnlyCollection<string> Articles { get; }

    /// <param name="ofDataset">The revisions that loaded and renewed the data set.</param>
    public static async Task<FurtherCitations> ReadAsync(
        PeaceTalksDb db,
        IEnumerable<IRecorded> records,
        IReadOnlySet<long> ofDataset,
        CancellationToken cancellation
    )
    {
        var citations = records.OfType<Record>().SelectMany(x => x.Citations).ToList();
        var others = citations.Select(x => x.RecordedIn).Where(x => !ofDataset.Contains(x)).Distinct().ToArray();
        var authors = await db
            .Revisions.Where(x => others.Contains(x.Number))
            .ToDictionaryAsync(x => x.Number, x => x.Author, cancellation);
        return new(ofDataset, authors, [.. citations.Select(x => x.Article).Distinct()]);
    }

    /// <summary>Those of the last record. They may have been added to an earlier one that it corrects.</summary>
    /// <param name="history">The record, after those that it corrects.</param>
    public Places Of(IReadOnlyList<IRecorded> history)
    {
        List<Citation> places = [];
        foreach (var record in history.OfType<Record>())
        {
            places =
            [
                .. record
                    .CitationsInOrder()
                    .Select(x => ofDataset.Contains(x.RecordedIn) ? places.Find(y => Places.AreSame(x, y)) : x)
                    .OfType<Citation>(),
            ];
        }

        return new(places, places is [.., var last] ? new Doing(last.RecordedIn, authors[last.RecordedIn], IsOfDataset: false) : null);
    }

    /// <summary>Places in articles that people added.</summary>
    /// <param name="ByPerson">Who added the last of them. Null if there are none.</param>
    internal sealed record Places(IReadOnlyList<Citation> Citations, Doing? ByPerson)
    {
        public static readonly Places None = new([], null);

        public static bool AreSame(Citation one, Citation other) => (one.Article, one.Paragraph) == (other.Article, other.Paragraph);

        /// <summary>Those that the record does not cite itself.</summary>
        public IReadOnlyList<CitationInput> Beside(IRecorded recorded) =>
            recorded is Record record
                ?
                [
                    .. Citations
                        .Where(x => !record.Citations.Exists(y => AreSame(x, y)))
                        .Select(x => new CitationInput(x.Article, x.Paragraph, x.Quote)),
                ]
                : [];

        /// <summary>Takes them out of a record that is to be compared.</summary>
        public IRecorded TakenOutOf(IRecorded recorded)
        {
            (recorded as Record)?.Citations.RemoveAll(x => Citations.Any(y => AreSame(x, y)));
            return recorded;
        }
    }
}
