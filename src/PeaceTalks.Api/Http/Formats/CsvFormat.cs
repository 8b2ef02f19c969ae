using CsvHelper;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>A table as CSV: RFC 4180, UTF-8, and a header. A byte order mark only if it is asked for.</summary>
public sealed class CsvFormat(Table table) : ITableFormat
{
    /// <summary>The parameter that asks for a byte order mark.</summary>
    public const string MarkParameter = "bom";

    private static readonly string[] YesOrNo = ["false", "true"];

    public string Name => "csv";
    public string MediaType => "text/csv";
    public string Extension => "csv";
    public bool IsText => true;
    public string Meaning => "One flat row for each item, for statistics and spreadsheets: all rows, unless you give `limit` or `cursor`.";
    public Type Content => typeof(IReadOnlyList<>).MakeGenericType(table.Row);

    public IReadOnlyList<FormatParameter> Parameters =>
        [
            .. table.Parameters,
            new(
                MarkParameter,
                "For CSV: whether it begins with a byte order mark, by which Excel knows UTF-8. Defaults to `false`.",
                YesOrNo
            ),
        ];

    public bool Suits(Type answer) => table.Suits(answer);

    public IEnumerable<(string Parameter, string Complaint)> Findings(HttpRequest request) =>
        request.Query[MarkParameter] is [{ Length: > 0 } mark] && !YesOrNo.Contains(mark)
            ? table.Findings(request).Append((MarkParameter, Table.NotOneOf(mark, YesOrNo)))
            : table.Findings(request);

    public async Task WriteAsync(ITablePages pages, TableBody body, HttpContext http)
    {
        var view = table.View(pages.First, http.Request);
        var options = new CsvWriterOptions { WriteByteOrderMark = http.Request.Query[MarkParameter] == "true" };
        using var csv = CsvWriter.Create(body, options, leaveOpen: true);
        csv.WriteHeader([.. view.Columns.Select(column => column.Name)]);
        while (await WritePageAsync(csv, view, pages))
        {
            await body.SendAsync(http.RequestAborted);
        }
    }

    /// <remarks>Apart, so that nothing holds the page while its bytes wait for the client.</remarks>
    private static async Task<bool> WritePageAsync(CsvWriter csv, TableView view, ITablePages pages)
    {
        if (await pages.NextAsync() is not { } page)
        {
            return false;
        }

        foreach (var row in view.Rows(page))
        {
            csv.WriteRecord([.. view.Columns.Select(column => CellText.FromValue(column.Read(row)))]);
        }

        csv.Flush();
        return true;
    }
}
