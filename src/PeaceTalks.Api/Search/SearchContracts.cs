using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Speakers;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Search;

/// <summary>What a search looks at, in the order in which equally good answers come.</summary>
public enum SearchedNoun
{
    /// <summary>A side in the talks.</summary>
    Party,

    /// <summary>Somebody who speaks for a party.</summary>
    Speaker,

    /// <summary>Something that is being negotiated.</summary>
    Issue,

    /// <summary>An idea that a party can be for or against.</summary>
    Proposal,

    /// <summary>A set of talks.</summary>
    Process,

    /// <summary>Talks, a summit, a call or a visit.</summary>
    Meeting,

    /// <summary>A published article.</summary>
    Article,

    /// <summary>A party's stance on a target.</summary>
    Position,
}

/// <summary>How well something matches, the best first.</summary>
public enum SearchRank
{
    /// <summary>The query is one of its names.</summary>
    Exact,

    /// <summary>All words are in its names.</summary>
    Name,

    /// <summary>All words are in its names or its other texts.</summary>
    Text,

    /// <summary>As EXACT, with words that are written nearly alike.</summary>
    NearlyExact,

    /// <summary>As NAME, with words that are written nearly alike.</summary>
    NearlyName,

    /// <summary>As TEXT, with words that are written nearly alike.</summary>
    NearlyText,
}

/// <summary>A text that matches, cut where the match begins and ends.</summary>
/// <param name="Field">Where it was found.</param>
/// <param name="Language">A BCP 47 language tag. Null if it is not known.</param>
/// <param name="Segments">The pieces of the text, in order. Together they are the whole text.</param>
public sealed record SearchMatch(SearchedField Field, string? Language, IReadOnlyList<TextSegment> Segments);

/// <summary>Something that a search has found.</summary>
/// <param name="Noun">What it is.</param>
/// <param name="Slug">Its slug. Null for meetings and positions, which have an id.</param>
/// <param name="Id">Its id. Null for everything that has a slug.</param>
/// <param name="Name">Its name or title. For a position, its summary.</param>
/// <param name="Rank">How well it matches.</param>
/// <param name="Process">The process that it belongs to. Null for parties, speakers and articles.</param>
/// <param name="Party">
/// The party that holds the position, or that the speaker speaks for. Null for everything else, and for a speaker with mandates of several
/// parties.
/// </param>
/// <param name="Issue">The issue that the position is on. Null for everything else.</param>
/// <param name="Proposal">The proposal that the position is on. Null for everything else.</param>
/// <param name="On">
/// When the position was stated, the meeting takes place, or the article was published. Null for everything else, and if it is not known.
/// </param>
/// <param name="Matches">The texts that match.</param>
public sealed record SearchHit(
    SearchedNoun Noun,
    string? Slug,
    Guid? Id,
    string Name,
    SearchRank Rank,
    Reference? Process,
    Reference? Party,
    Reference? Issue,
    Reference? Proposal,
    DateBounds? On,
    IReadOnlyList<SearchMatch> Matches,
    Links Links
) : IShown
{
    ShownLine IShown.Line =>
        new(
            $"{EnumNames.InWords(Noun)}: {(Party is null ? "" : $"{Party.Name}: ")}{Name}{(On is null ? "" : $" ({On.ToEdtf()})")}"
                + (Rank >= SearchRank.NearlyExact ? ", spelt nearly so" : ""),
            NounOf(Noun).Path(Slug ?? Id!.Value.ToString())
        );

    /// <param name="found">With its texts.</param>
    public static SearchHit FromFound(FoundItem found, SearchQuery query, Names names)
    {
        var version = found.Slug is { } slug ? names.Snapshot.Find(NounOf(found.Noun))?.FindVersion(slug) : null;
        var texts = (version?.SearchedTexts() ?? found.Texts).ToList();
        return new(
            found.Noun,
            found.Slug,
            found.Id,
            texts[0].Text,
            found.Rank,
            found.Process is { } process ? names.Process(process) : null,
            names.PartyOrNull(found.Party ?? PartyOf(version as SpeakerVersion)),
            found.Issue is { } issue ? names.Issue(issue) : null,
            found.Proposal is { } proposal ? names.Proposal(proposal) : null,
            found.On,
            [
                .. texts
                    .Select(text => new SearchMatch(text.Field, text.Language, MarkedText.Cut(text.Text, query)))
                    .Where(match => match.Segments.Count > 0),
            ],
            names.Pin.PinnedTo($"{NounOf(found.Noun).Path()}/{found.Slug ?? found.Id.ToString()}")
        );
    }

    private static string? PartyOf(SpeakerVersion? speaker) =>
        speaker?.Mandates.Select(x => x.Party).Distinct().ToList() is [var only] ? only : null;

    private static Noun NounOf(SearchedNoun noun) => EnumNames.Parse<Noun>(EnumNames.NameOf(noun));
}

/// <summary>Something that a search has found, as a line of CSV.</summary>
/// <param name="Noun">What it is.</param>
/// <param name="Slug">Its slug. Empty for meetings and positions, which have an id.</param>
/// <param name="Id">Its id. Empty for everything that has a slug.</param>
/// <param name="Name">Its name or title. For a position, its summary.</param>
/// <param name="Rank">How well it matches.</param>
/// <param name="Process">The process that it belongs to. Empty for parties, speakers and articles.</param>
/// <param name="Party">
/// The party that holds the position, or that the speaker speaks for. Empty for everything else, and for a speaker with mandates of several
/// parties.
/// </param>
/// <param name="Issue">The issue that the position is on. Empty for everything else.</param>
/// <param name="Proposal">The proposal that the position is on. Empty for everything else.</param>
/// <param name="On">When the position was stated, the meeting takes place, or the article was published.</param>
/// <param name="Field">Where it was found first.</param>
/// <param name="Text">The text that matches first.</param>
public sealed record SearchHitRow(
    SearchedNoun Noun,
    string? Slug,
    Guid? Id,
    string Name,
    SearchRank Rank,
    Reference? Process,
    Reference? Party,
    Reference? Issue,
    Reference? Proposal,
    DateBounds? On,
    SearchedField? Field,
    string? Text
) : IRow
{
    public static SearchHitRow FromHit(SearchHit hit) =>
        new(
            hit.Noun,
            hit.Slug,
            hit.Id,
            hit.Name,
            hit.Rank,
            hit.Process,
            hit.Party,
            hit.Issue,
            hit.Proposal,
            hit.On,
            hit.Matches is [var first, ..] ? first.Field : null,
            hit.Matches is [{ Segments: var segments }, ..] ? string.Concat(segments.Select(x => x.Text)) : null
        );
}

public static class SearchSetup
{
    public static void AddSearch(this IServiceCollection services)
    {
        services.AddTable<SearchHit, SearchHitRow>(SearchHitRow.FromHit);
    }
}
