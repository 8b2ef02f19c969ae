using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Remarks;

/// <summary>What a paragraph says that is neither a position nor a milestone, and why it is neither.</summary>
public sealed class Remark : ISupersedable
{
    public const int TextMaxLength = 500;

    public required Guid Id { get; init; }

    /// <summary>Slug.</summary>
    public required string Article { get; init; }

    /// <summary>From 1.</summary>
    public required int Paragraph { get; init; }

    public required RemarkKind Kind { get; init; }
    public required string Text { get; init; }
    public required long RecordedIn { get; init; }
    public required int Place { get; init; }
    public long? SupersededIn { get; set; }
}

public enum RemarkKind
{
    /// <summary>A survey: no party's position.</summary>
    Survey,

    /// <summary>A mood: no stance.</summary>
    Mood,

    /// <summary>Background.</summary>
    Context,

    /// <summary>What readers might look for and the article does not say.</summary>
    NotReported,

    /// <summary>A headline, caption, credit or tag.</summary>
    Furniture,
}
