using CsvHelper;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>
/// An answer as CSV: RFC 4180, UTF-8 with a byte order mark, and a header. <paramref name="rows"/> makes the rows from the answer.
/// </summary>
public sealed class CsvFormat<TAnswer, TRow>(Func<TAnswer, IEnumerable<TRow>> rows) : IOutputFormat
    where TRow : IRow
{
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    public string Name => "csv";
    public string MediaType => "text/csv";
    public string Meaning => "One flat row for each item, for spreadsheets and statistics.";
    public Type Content => typeof(IReadOnlyList<TRow>);

    public bool Suits(Type answer) => answer.IsAssignableTo(typeof(TAnswer));

    /// <remarks>The address of the next page, if there is one, is in the header <c>Link</c>, because rows have no place for it.</remarks>
    public Task<byte[]> WriteAsync(object answer, HttpContext http)
    {
        if (answer is IPage { Next: var (parameter, value) })
        {
            http.Response.Headers.Link = $"<{Address(http, parameter, value)}>; rel=\"next\"";
        }

        return Task.FromResult(Write(rows((TAnswer)answer)));
    }

    private static byte[] Write(IEnumerable<TRow> rows)
    {
        var columns = Columns.OfRow(typeof(TRow));
        var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options))
        {
            csv.WriteHeader([.. columns.Select(column => column.Name)]);
            foreach (var row in rows)
            {
                csv.WriteRecord([.. columns.Select(column => CellText.FromValue(column.Read(row)))]);
            }
        }
        return bytes.ToArray();
    }

    /// <summary>The same question in the same output format, for another page.</summary>
    private static string Address(HttpContext http, string parameter, string value)
    {
        var publicBase = http.RequestServices.GetRequiredService<IOptions<PublicAddressSettings>>().Value.Base;
        var query = new QueryBuilder();
        foreach (var pair in new QueryStringEnumerable(http.Request.QueryString.Value))
        {
            if (pair.DecodeName() is var name && !name.Span.SequenceEqual(parameter))
            {
                query.Add(name.ToString(), pair.DecodeValue().ToString());
            }
        }

        query.Add(parameter, value);
        return $"{publicBase}{http.Request.PathBase}{http.Request.Path}{query}";
    }
}

public static class CsvSetup
{
    /// <summary>Gives all lists of these items a CSV format.</summary>
    public static void AddCsv<TItem, TRow>(this IServiceCollection services, Func<TItem, TRow> row)
        where TRow : IRow => services.AddSingleton<IOutputFormat>(new CsvFormat<IPage<TItem>, TRow>(page => page.Items.Select(row)));
}
