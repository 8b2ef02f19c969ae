using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger;

public enum ChangeAction
{
    /// <summary>Something new.</summary>
    Added,

    /// <summary>A new version of reference data.</summary>
    Edited,

    /// <summary>A record that supersedes another.</summary>
    Corrected,

    /// <summary>A record taken back without a successor.</summary>
    Retracted,

    /// <summary>A further article that reports the same statement.</summary>
    Cited,
}

public enum Noun
{
    /// <summary>One set of talks.</summary>
    Process,

    /// <summary>A side.</summary>
    Party,

    /// <summary>Somebody who speaks for a party.</summary>
    Speaker,

    /// <summary>What is being negotiated.</summary>
    Issue,

    /// <summary>An idea that a party can be for or against.</summary>
    Proposal,

    /// <summary>A published text.</summary>
    Article,

    /// <summary>A party's stance on its target.</summary>
    Position,

    /// <summary>A step of a proposal, or the state of an issue or process.</summary>
    Milestone,

    /// <summary>What a paragraph says that is neither.</summary>
    Remark,
}

public static class Nouns
{
    /// <summary>As it stands in a sentence: <c>party</c>.</summary>
    public static string Word(this Noun noun) => EnumNames.NameOf(noun).ToLowerInvariant();

    /// <summary>The address of its list: <c>/api/v1/parties</c>.</summary>
    public static string Path(this Noun noun) => $"/api/v1/{Plural(noun.Word())}";

    private static string Plural(string word) =>
        word.EndsWith('y') ? $"{word[..^1]}ies"
        : word.EndsWith("ss", StringComparison.Ordinal) ? $"{word}es"
        : $"{word}s";
}

/// <summary>One thing that a revision did; its place in the revision is also the place of what it recorded.</summary>
public sealed class LedgerChange
{
    public required long Revision { get; init; }

    /// <summary>From 1, in the order in which it was said.</summary>
    public required int Place { get; init; }

    public required ChangeAction Action { get; init; }
    public required Noun Noun { get; init; }

    /// <summary>The slug, or for records the id.</summary>
    public required string Subject { get; init; }

    /// <summary>The record that <see cref="ChangeAction.Corrected"/> superseded.</summary>
    public string? Supersedes { get; init; }
}
