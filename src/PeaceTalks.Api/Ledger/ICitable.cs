using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Ledger;

/// <summary>Something that is based on records or articles.</summary>
public interface ICited
{
    /// <summary>What it is based on, as far as it shows it. Duplicates do no harm.</summary>
    IEnumerable<CitedRecord> Cited();
}

/// <summary>A pinned answer, which can therefore be cited.</summary>
public interface ICitable : ICited, IOfDay, IShownAnswer
{
    /// <summary>The revision that the answer was read at.</summary>
    long KnownAt { get; }

    DateOnly? IOfDay.Day => null;

    /// <summary>What became of the record that it is about. Null if that is in force, and for everything else.</summary>
    Supersession? Superseded => null;

    /// <summary>What the record that it is about corrects. Null if that corrects none, and for everything else.</summary>
    Correction? Correction => null;

    /// <summary>Whether it is about one record. Then its citation quotes what its sources quote.</summary>
    bool IsRecord => false;

    /// <summary>What the address answers, from which the digest is made.</summary>
    object Body => this;

    Links Links { get; }
}

/// <summary>A place in an article that reports a record.</summary>
/// <param name="Paragraph">The number of the paragraph, from 1.</param>
/// <param name="RecordedIn">The revision that recorded the citation. It may be later than that of the record.</param>
public sealed record CitationContract(ArticleReference Article, int Paragraph, string? Quote, long RecordedIn);

/// <summary>Something that an answer is based on, and the places that report it.</summary>
/// <param name="Subject">The id of a record or remark. For anything else, the slug.</param>
/// <param name="Headline">What it says: its headline if it has one, otherwise its summary or name.</param>
/// <param name="StatedOn">When it was stated or happened. Null if that does not apply.</param>
/// <param name="Attribution">Who asserted it, seen from the holder. Null if the answer does not say.</param>
/// <param name="AssertedBy">The party that asserted it. Null if no party did.</param>
/// <param name="Citations">The places that report it. Empty for an article.</param>
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
    /// <summary>Reference data, which is based on the sources of what it says. Empty if it names none.</summary>
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
