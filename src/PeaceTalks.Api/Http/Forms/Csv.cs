using CsvHelper;
using Microsoft.AspNetCore.WebUtilities;

namespace PeaceTalks.Api.Http.Forms;

/// <summary>An answer as CSV: RFC 4180, UTF-8 with a byte order mark, a header, and what <paramref name="rows"/> makes of the answer.</summary>
public sealed class Csv<TAnswer, TRow>(Func<TAnswer, IEnumerable<TRow>> rows) : IForm where TRow : IRow
{
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    public string Name => "csv";
    public string MediaType => "text/csv";
    public string Meaning => "One flat row for each item, for spreadsheets and statistics.";
    public Type Content => typeof(IReadOnlyList<TRow>);

    public bool Suits(Type answer) => answer.IsAssignableTo(typeof(TAnswer));

    /// <remarks>The address of the next page, where there is one, is in the header <c>Link</c>, as rows have no place for it.</remarks>
    public Task<byte[]> WriteAsync(object answer, HttpContext http)
    {
        if (answer is IPage { Next: { } next }) http.Response.Headers.Link = $"<{WithForm(next, http.Request)}>; rel=\"next\"";
        return Task.FromResult(Write(rows((TAnswer)answer)));
    }

    private static byte[] Write(IEnumerable<TRow> rows)
    {
        var columns = Columns.Of(typeof(TRow));
        var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options))
        {
            csv.WriteHeader([.. columns.Select(column => column.Name)]);
            foreach (var row in rows) csv.WriteRecord([.. columns.Select(column => CellText.Of(column.Read(row)))]);
        }
        return bytes.ToArray();
    }

    private static string WithForm(string address, HttpRequest request) => request.Query[OfferedForms.Parameter] is [{ } form]
        ? QueryHelpers.AddQueryString(address, OfferedForms.Parameter, form)
        : address;
}
