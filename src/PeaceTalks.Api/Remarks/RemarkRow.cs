using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Remarks;

/// <summary>A remark as a line of CSV.</summary>
/// <param name="Article">The article that the remark is about.</param>
/// <param name="Party">The party whose mood or words they are. Empty if the remark is about none.</param>
/// <param name="Mode">How the source presents the mood or the words. Empty if there is no party.</param>
/// <param name="Text">What the paragraph says.</param>
[ShortColumns(
    "id",
    "articleSlug",
    "articleTitle",
    "articleUrl",
    "articlePublishedOnEarliest",
    "articlePublishedOnLatest",
    "paragraph",
    "kind",
    "partySlug",
    "speakerName",
    "mode",
    "text",
    "recordedIn"
)]
public sealed record RemarkRow(
    Guid Id,
    ArticleReference Article,
    int Paragraph,
    RemarkKind Kind,
    Reference? Party,
    Reference? Speaker,
    AssertionMode? Mode,
    string Text,
    long RecordedIn
) : IRow
{
    public static RemarkRow FromRemark(RemarkContract remark) =>
        new(
            remark.Id,
            remark.Article,
            remark.Paragraph,
            remark.Kind,
            remark.Party,
            remark.Speaker,
            remark.Mode,
            remark.Text,
            remark.RecordedIn
        );
}
