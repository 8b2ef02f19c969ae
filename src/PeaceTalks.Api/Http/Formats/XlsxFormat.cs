using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Texts;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>What workbooks say beside their answers.</summary>
public interface IWorkbookNotes
{
    /// <summary>Starts the note of a workbook, before its rows are written.</summary>
    Task<IWorkbookNote> StartAsync(ITablePages pages, HttpContext http);
}

/// <summary>How to cite the answer in a workbook. What that rests on is known only after the last row.</summary>
public interface IWorkbookNote
{
    /// <summary>Takes note of a page whose rows are written.</summary>
    void Add(object page);

    /// <summary>What, and a text.</summary>
    Task<IReadOnlyList<(string What, string Text)>> FinishAsync(CancellationToken cancellation);
}

/// <summary>What columns mean.</summary>
public interface IColumnMeanings
{
    string? Of(Column column);
}

/// <summary>
/// A table as a workbook: the answer on its first sheet, and on the last one how to cite it and what its columns mean. Texts are cells of
/// text, which no spreadsheet computes.
/// </summary>
public sealed class XlsxFormat(Table table) : ITableFormat
{
    /// <summary>What Excel opens.</summary>
    private const int MostRows = 1_048_576;

    /// <summary>What Excel has in one cell.</summary>
    private const int MostText = 32_767;

    private const string IsCut = " [cut off: a cell has no room for more]";
    private const int WidthOfText = 28;

    /// <summary>Before it, Excel has no days.</summary>
    private static readonly DateOnly FirstDay = new(1900, 3, 1);

    public string Name => "xlsx";
    public string MediaType => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public string Extension => "xlsx";
    public bool IsText => false;
    public string Meaning =>
        "A workbook for spreadsheets: the rows on one sheet, and on another how to cite them and what the columns mean.";
    public Type Content => typeof(IReadOnlyList<>).MakeGenericType(table.Row);
    public IReadOnlyList<FormatParameter> Parameters => table.Parameters;

    public bool Suits(Type answer) => table.Suits(answer);

    public IEnumerable<(string Parameter, string Complaint)> Findings(HttpRequest request) => table.Findings(request);

    public async Task WriteAsync(ITablePages pages, TableBody body, HttpContext http)
    {
        var (services, cancellation) = (http.RequestServices, http.RequestAborted);
        var view = table.View(pages.First, http.Request);
        var note = await services.GetRequiredService<IWorkbookNotes>().StartAsync(pages, http);
        await using var book = await Spreadsheet.CreateNewAsync(
            body,
            new SpreadCheetahOptions { PreserveStringWhitespace = true },
            cancellation
        );
        var sheets = new Sheets(book, view);
        await sheets.StartAsync(cancellation);
        while (await sheets.WritePageAsync(pages, note, cancellation))
        {
            await body.SendAsync(cancellation);
        }

        await sheets.WriteNotesAsync(await note.FinishAsync(cancellation), services.GetRequiredService<IColumnMeanings>(), cancellation);
        await book.FinishAsync(cancellation);
    }

    /// <summary>The sheets of a workbook under way.</summary>
    private sealed class Sheets(Spreadsheet book, TableView view)
    {
        private readonly StyleId head = book.AddStyle(new Style { Font = { Bold = true } });
        private readonly StyleId day = book.AddStyle(new Style { Format = NumberFormat.Custom("yyyy-mm-dd") });
        private readonly StyleId wrapped = book.AddStyle(new Style { Alignment = { WrapText = true } });
        private readonly Cell[] cells = new Cell[view.Columns.Count];
        private int started;

        public async Task StartAsync(CancellationToken cancellation)
        {
            var options = new WorksheetOptions { FrozenRows = 1 };
            foreach (var (place, column) in view.Columns.Index().Where(x => x.Item.Type == typeof(string)))
            {
                options.Column(place + 1).Width = WidthOfText;
            }

            started++;
            await book.StartWorksheetAsync(started == 1 ? "Answer" : $"Answer {started}", options, cancellation);
            await book.AddRowAsync(view.Columns.Select(x => new Cell(x.Name, head)).ToArray(), cancellation);
        }

        /// <remarks>Apart, so that nothing holds the page while its bytes wait for the client.</remarks>
        public async Task<bool> WritePageAsync(ITablePages pages, IWorkbookNote note, CancellationToken cancellation)
        {
            if (await pages.NextAsync() is not { } page)
            {
                return false;
            }

            note.Add(page);
            foreach (var row in view.Rows(page))
            {
                if (book.NextRowNumber > MostRows)
                {
                    await StartAsync(cancellation);
                }

                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = CellOf(view.Columns[i].Read(row));
                }

                await book.AddRowAsync(cells, cancellation);
            }

            return true;
        }

        public async Task WriteNotesAsync(
            IReadOnlyList<(string What, string Text)> notes,
            IColumnMeanings meanings,
            CancellationToken cancellation
        )
        {
            var options = new WorksheetOptions();
            options.Column(1).Width = WidthOfText;
            options.Column(2).Width = 4 * WidthOfText;
            await book.StartWorksheetAsync("How to cite", options, cancellation);
            foreach (var (what, text) in notes)
            {
                await book.AddRowAsync([new Cell(what, head), new Cell(Shortened(text), wrapped)], cancellation);
            }

            await book.AddRowAsync([new Cell("Column", head), new Cell("Meaning", head)], cancellation);
            foreach (var column in view.Columns)
            {
                await book.AddRowAsync([new Cell(column.Name), new Cell(Shortened(meanings.Of(column) ?? ""), wrapped)], cancellation);
            }
        }

        private Cell CellOf(object? value) =>
            value switch
            {
                null => default,
                string text => new Cell(Shortened(text)),
                bool flag => new Cell(flag),
                int number => new Cell(number),
                long number => new Cell(number),
                decimal number => new Cell(number),
                DateOnly date when date >= FirstDay => new Cell(date.ToDateTime(TimeOnly.MinValue), day),
                DateOnly date => new Cell($"{date:yyyy-MM-dd}"),
                Enum member => new Cell(EnumNames.NameOf(member)),
                DateTimeOffset instant => new Cell(InstantText.Write(instant)),
                Guid id => new Cell(id.ToString()),
                _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No cell holds it."),
            };

        private static string Shortened(string text) => text.Length <= MostText ? text : text[..(MostText - IsCut.Length)] + IsCut;
    }
}
