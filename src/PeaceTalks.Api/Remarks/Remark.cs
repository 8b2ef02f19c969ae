using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Remarks;

/// <summary>What a paragraph says if it is neither a position nor a milestone nor the state of a meeting, and why.</summary>
public sealed class Remark : ISupersedable
{
    public const int TextMaxLength = 500;

    public required Guid Id { get; init; }

    /// <summary>Slug.</summary>
    public required string Article { get; init; }

    /// <summary>The number of the paragraph, from 1.</summary>
    public required int Paragraph { get; init; }

    public required RemarkKind Kind { get; init; }
    public required string Text { get; init; }
    public required long RecordedIn { get; init; }
    public required int Place { get; init; }
    public long? SupersededIn { get; init; }
}

public enum RemarkKind
{
    /// <summary>A survey, which is no party's position.</summary>
    Survey,

    /// <summary>A mood, which is not a stance.</summary>
    Mood,

    /// <summary>Background information.</summary>
    Context,

    /// <summary>What readers might look for, but the article does not say.</summary>
    NotReported,

    /// <summary>A headline, a caption, a credit or a tag.</summary>
    Furniture,
}
