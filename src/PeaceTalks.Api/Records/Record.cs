using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Records;

/// <summary>A dated, attributed and cited statement: a position, a milestone, or the state of a meeting.</summary>
/// <remarks>It is never edited. A correction supersedes it.</remarks>
public abstract class Record : IRecorded
{
    public const int SummaryMaxLength = 500;

    public required Guid Id { get; init; }
    public required string Summary { get; init; }

    /// <summary>The day on which it was stated or done. It combines the next three columns.</summary>
    public required DateBounds Day
    {
        get => new(Earliest, Latest, Basis);
        init => (Earliest, Latest, Basis) = (value.Earliest, value.Latest, value.Basis);
    }

    public DateOnly? Earliest { get; private init; }
    public DateOnly Latest { get; private init; }
    public DateBasis Basis { get; private init; }

    /// <summary>Slug of the party that asserted it, which may be an adversary. Null if no party did.</summary>
    public required string? AssertedBy { get; init; }

    /// <summary>Slug of the speaker. Null if none is named.</summary>
    public required string? Speaker { get; init; }

    public required AssertionMode Mode { get; init; }

    /// <summary>The database computes it from <see cref="AssertedBy"/> and the holder alone.</summary>
    public Attribution Attribution { get; init; }

    public required long RecordedIn { get; init; }

    /// <summary>The place in the revision.</summary>
    public required int Place { get; init; }

    /// <summary>The revision that corrected or retracted it. Null while it is in force.</summary>
    public long? SupersededIn { get; init; }

    /// <summary>The record that this one corrects.</summary>
    public required Guid? Corrects { get; init; }

    public List<Citation> Citations { get; init; } = [];

    /// <summary>Those in force, in the order in which they were recorded. The first is the record's own place.</summary>
    public IEnumerable<Citation> CitationsInOrder() =>
        Citations.Where(x => x.SupersededIn is null).OrderBy(x => x.RecordedIn).ThenBy(x => x.Place).ThenBy(x => x.Ordinal);

    /// <summary>Whether the other record states the same and cites the same places, under whatever id and in whatever revision.</summary>
    public virtual bool SaysTheSameAs(Record other) =>
        Summary == other.Summary
        && Day == other.Day
        && AssertedBy == other.AssertedBy
        && Speaker == other.Speaker
        && Mode == other.Mode
        && CitationsInOrder().Select(PlaceOf).SequenceEqual(other.CitationsInOrder().Select(PlaceOf));

    private static (string, int, string?) PlaceOf(Citation citation) => (citation.Article, citation.Paragraph, citation.Quote);
}

/// <summary>A place in an article that reports a record.</summary>
public sealed class Citation
{
    public const int QuoteMaxLength = ReferenceSource.QuoteMaxLength;

    public required Guid Id { get; init; }
    public Guid? Position { get; init; }
    public Guid? Milestone { get; init; }

    /// <summary>The id of the state of a meeting.</summary>
    public Guid? Meeting { get; init; }

    /// <summary>Slug of the article.</summary>
    public required string Article { get; init; }

    /// <summary>The number of the paragraph, from 1.</summary>
    public required int Paragraph { get; init; }

    public required string? Quote { get; init; }
    public required long RecordedIn { get; init; }

    /// <summary>The place in the revision: that of the record, or of the change that added the citation.</summary>
    public required int Place { get; init; }

    /// <summary>The order of the citations that came with the record, from 0.</summary>
    public required int Ordinal { get; init; }

    public long? SupersededIn { get; init; }
}
