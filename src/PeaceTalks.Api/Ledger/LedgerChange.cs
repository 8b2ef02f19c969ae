using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger;

public enum ChangeAction
{
    /// <summary>Something new was added.</summary>
    Added,

    /// <summary>Reference data got a new version.</summary>
    Edited,

    /// <summary>A record was superseded by another.</summary>
    Corrected,

    /// <summary>A record was retracted, without a successor.</summary>
    Retracted,

    /// <summary>A further article was found to report the same statement.</summary>
    Cited,
}

public enum Noun
{
    /// <summary>A set of talks.</summary>
    Process,

    /// <summary>A side in the talks.</summary>
    Party,

    /// <summary>Somebody who speaks for a party.</summary>
    Speaker,

    /// <summary>Something that is being negotiated.</summary>
    Issue,

    /// <summary>An idea that a party can be for or against.</summary>
    Proposal,

    /// <summary>A published article.</summary>
    Article,

    /// <summary>A party's stance on a target.</summary>
    Position,

    /// <summary>A step of a proposal, or the state of an issue or process.</summary>
    Milestone,

    /// <summary>The state of a meeting: that it was announced, held, postponed or cancelled.</summary>
    Meeting,

    /// <summary>What a paragraph says that is none of these.</summary>
    Remark,
}

public static class Nouns
{
    /// <summary>The noun as it appears in a sentence: <c>party</c>.</summary>
    public static string Word(this Noun noun) => EnumNames.NameOf(noun).ToLowerInvariant();

    /// <summary>The path of the noun's list: <c>/api/v1/parties</c>.</summary>
    public static string Path(this Noun noun) => $"/api/v1/{Plural(noun.Word())}";

    /// <summary>The path of one of them: <c>/api/v1/parties/ukraine</c>.</summary>
    /// <param name="subject">The slug. For records and remarks, the id.</param>
    public static string Path(this Noun noun, string subject) => $"{noun.Path()}/{subject}";

    private static string Plural(string word) =>
        word.EndsWith('y') ? $"{word[..^1]}ies"
        : word.EndsWith("ss", StringComparison.Ordinal) ? $"{word}es"
        : $"{word}s";
}

/// <summary>One change that a revision made. Its place in the revision is also the place of what it recorded.</summary>
public sealed class LedgerChange
{
    public required long Revision { get; init; }

    /// <summary>The place of the change in its revision, from 1.</summary>
    public required int Place { get; init; }

    public required ChangeAction Action { get; init; }
    public required Noun Noun { get; init; }

    /// <summary>The slug of what was changed. For records and remarks, the id.</summary>
    public required string Subject { get; init; }

    /// <summary>The record that a change of kind <see cref="ChangeAction.Corrected"/> superseded.</summary>
    public string? Supersedes { get; init; }
}
