using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Remarks;

/// <summary>A remark as a line of CSV.</summary>
/// <param name="Article">The article that the remark is about.</param>
/// <param name="Text">What the paragraph says.</param>
public sealed record RemarkRow(Guid Id, ArticleReference Article, int Paragraph, RemarkKind Kind, string Text, long RecordedIn) : IRow
{
    public static RemarkRow FromRemark(RemarkContract remark) =>
        new(remark.Id, remark.Article, remark.Paragraph, remark.Kind, remark.Text, remark.RecordedIn);
}
