using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.OpenApi;

/// <summary>Columns mean in a workbook what they mean in the document.</summary>
internal sealed class ColumnMeanings(XmlDocs docs) : IColumnMeanings
{
    public string? Of(Column column) => Descriptions.OfColumn(column, docs);
}
