using System.Text.Json;
using System.Text.Json.Nodes;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Remarks;

/// <summary>What a paragraph says if it is neither a position nor a milestone nor the state of a meeting, and why.</summary>
public sealed class Remark : IRecorded
{
    public const int TextMaxLength = 500;

    public required Guid Id { get; init; }

    /// <summary>Slug.</summary>
    public required string Article { get; init; }

    /// <summary>The number of the paragraph, from 1.</summary>
    public required int Paragraph { get; init; }

    public required RemarkKind Kind { get; init; }
    public required string Text { get; init; }

    /// <summary>Slug of the party whose mood or words they are. Null if the remark is about none.</summary>
    public string? Party { get; init; }

    /// <summary>Slug of whoever said so for the party. Null if nobody is named.</summary>
    public string? Speaker { get; init; }

    /// <summary>How the source presents the mood or the words. Null if there is no party.</summary>
    public AssertionMode? Mode { get; init; }

    public required long RecordedIn { get; init; }
    public required int Place { get; init; }
    public long? SupersededIn { get; init; }

    /// <summary>Whether the other remark says the same, under whatever id and in whatever revision.</summary>
    public bool SaysTheSameAs(Remark other) => JsonNode.DeepEquals(Content(), other.Content());

    /// <summary>All that it says.</summary>
    private JsonObject Content()
    {
        var members = JsonSerializer.SerializeToNode(this)!.AsObject();
        foreach (var member in (string[])[nameof(Id), nameof(RecordedIn), nameof(Place), nameof(SupersededIn)])
        {
            members.Remove(member);
        }

        return members;
    }
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
