using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Timelines;

/// <summary>What a party was said to feel, as an article reports it: a remark of the kind MOOD.</summary>
/// <param name="Id">The id of the remark.</param>
/// <param name="PublishedOn">When the article was published. A mood has no other day.</param>
/// <param name="Party">The party whose mood it is.</param>
/// <param name="Mode">How the source presents the mood.</param>
/// <param name="Text">What the paragraph says.</param>
/// <param name="Article">The article that reports it.</param>
public sealed record MoodContract(
    Guid Id,
    DateBounds PublishedOn,
    Reference Party,
    Reference? Speaker,
    AssertionMode Mode,
    string Text,
    ArticleReference Article,
    int Paragraph,
    long RecordedIn
) : ICited, IShown
{
    ShownLine IShown.Line =>
        new(
            $"{Party.Name}: {Text} ({PublishedOn.ToEdtf()}, {StatementFacts.WhoseWord(null, Speaker, Mode)})",
            Noun.Remark.Path(Id.ToString())
        )
        {
            Records = Cited(),
        };

    /// <param name="mood">A remark about a party.</param>
    public static MoodContract FromRemark(Remark mood, Names names)
    {
        var article = names.Article(mood.Article);
        return new(
            mood.Id,
            article.PublishedOn,
            names.Party(mood.Party!),
            names.SpeakerOrNull(mood.Speaker),
            mood.Mode!.Value,
            mood.Text,
            article,
            mood.Paragraph,
            mood.RecordedIn
        );
    }

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Remark, Id.ToString(), Text, PublishedOn, null, null, [new CitationContract(Article, Paragraph, null, RecordedIn)])];
}

/// <summary>A mood as a line of CSV.</summary>
/// <param name="Id">The id of the remark.</param>
/// <param name="PublishedOn">When the article was published. A mood has no other day.</param>
/// <param name="Party">The party whose mood it is.</param>
/// <param name="Mode">How the source presents the mood.</param>
/// <param name="Text">What the paragraph says.</param>
/// <param name="Article">The article that reports it.</param>
[ShortColumns(
    "id",
    "publishedOnEarliest",
    "publishedOnLatest",
    "partySlug",
    "partyName",
    "speakerName",
    "mode",
    "text",
    "articleSlug",
    "articleTitle",
    "articleUrl",
    "paragraph",
    "recordedIn"
)]
public sealed record MoodRow(
    Guid Id,
    DateBounds PublishedOn,
    Reference Party,
    Reference? Speaker,
    AssertionMode Mode,
    string Text,
    ArticleReference Article,
    int Paragraph,
    long RecordedIn
) : IRow
{
    public static MoodRow FromMood(MoodContract mood) =>
        new(mood.Id, mood.PublishedOn, mood.Party, mood.Speaker, mood.Mode, mood.Text, mood.Article, mood.Paragraph, mood.RecordedIn);
}
