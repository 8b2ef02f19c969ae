using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Ledger;

/// <summary>Something that rests on records or articles.</summary>
public interface ICited
{
    /// <summary>What it rests on, as far as it shows it; the same one more than once does no harm.</summary>
    IEnumerable<CitedRecord> Cited();
}

/// <summary>An answer that is pinned, so that it can be cited.</summary>
public interface ICitable : ICited
{
    /// <summary>The revision that it keeps to.</summary>
    long KnownAt { get; }

    /// <summary>The day that it is as of; null where it is about no day.</summary>
    DateOnly? Day => null;

    /// <summary>What it says, where it is about one thing; null for a list.</summary>
    string? Headline => null;

    Links Links { get; }
}

/// <summary>A place in an article that reports a record.</summary>
/// <param name="Paragraph">From 1.</param>
/// <param name="RecordedIn">The revision that brought the citation, perhaps later than the record.</param>
public sealed record CitationContract(ArticleReference Article, int Paragraph, string? Quote, long RecordedIn);

/// <summary>Something that an answer rests on, and where it is reported.</summary>
/// <param name="Subject">The id of a record or remark; the slug of anything else.</param>
/// <param name="Headline">What it says: its headline where it has one, else its summary or name.</param>
/// <param name="StatedOn">When it was said, or happened; null where that is no question.</param>
/// <param name="Attribution">Who asserted it, seen from the holder; null where the answer does not say.</param>
/// <param name="AssertedBy">The party that said so; null where none did.</param>
/// <param name="Citations">Empty for an article, which is reported nowhere but in itself.</param>
public sealed record CitedRecord(
    Noun Noun,
    string Subject,
    string Headline,
    DateBounds? StatedOn,
    Attribution? Attribution,
    Reference? AssertedBy,
    IReadOnlyList<CitationContract> Citations
)
{
    /// <summary>Reference data, which rests on the sources of what is said of it; nothing where it names none.</summary>
    public static IEnumerable<CitedRecord> FromSources(
        Noun noun,
        string slug,
        string name,
        long recordedIn,
        IEnumerable<SourceContract?> sources
    )
    {
        var citations = sources
            .OfType<SourceContract>()
            .Select(x => new CitationContract(x.Article, x.Paragraph, x.Quote, recordedIn))
            .Distinct()
            .ToList();
        return citations.Count == 0 ? [] : [new CitedRecord(noun, slug, name, null, null, null, citations)];
    }
}
