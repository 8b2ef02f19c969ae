using System.Reflection;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>
/// The columns that a table has unless others are asked for: what most people want of it, in this order. A row class without the attribute
/// shows all its columns.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShortColumnsAttribute(params string[] names) : Attribute
{
    public IReadOnlyList<string> Names => names;
}

/// <summary>The columns that were asked for, and how to make rows of a page.</summary>
public sealed record TableView(IReadOnlyList<Column> Columns, Func<object, IEnumerable<object>> Rows);

/// <summary>How answers of a type become a table.</summary>
public abstract class Table
{
    /// <summary>The parameter that chooses columns by their names.</summary>
    public const string ColumnsParameter = "columns";

    /// <summary>The parameter that chooses the layout.</summary>
    public const string LayoutParameter = "layout";

    /// <summary>The value of <see cref="ColumnsParameter"/> that chooses all.</summary>
    public const string AllColumns = "all";

    /// <summary>A complaint looks for the nearest name, which costs time.</summary>
    private const int MostComplaints = 5;

    private readonly Lazy<(IReadOnlyList<Column> All, IReadOnlyList<Column> Short)> columns;

    protected Table() => columns = new(() => (Columns.OfRow(Row), ShortOf(Row)));

    /// <summary>The class of the rows.</summary>
    public abstract Type Row { get; }

    /// <summary>The layouts, if there are several. The first is the default.</summary>
    public virtual IReadOnlyList<string> Layouts => [];

    public IReadOnlyList<FormatParameter> Parameters =>
        [
            new(
                ColumnsParameter,
                $"For tables: the columns by their names, with commas in between, in the order that you want; `{AllColumns}` for all "
                    + $"{columns.Value.All.Count}. Defaults to `{string.Join(',', columns.Value.Short.Select(x => x.Name))}`."
            ),
            .. Layouts.Count == 0 ? (FormatParameter[])[] : [LayoutOf()],
        ];

    public abstract bool Suits(Type answer);

    /// <summary>What is wrong with the columns or the layout that a request asks for.</summary>
    public IEnumerable<(string Parameter, string Complaint)> Findings(HttpRequest request)
    {
        var (names, layout) = (Asked(request, ColumnsParameter), Asked(request, LayoutParameter));
        if (layout is not null && Layouts.Count > 0 && !Layouts.Contains(layout))
        {
            yield return (LayoutParameter, NotOneOf(layout, Layouts));
        }
        else if (names is not null && layout is not null && layout != Layouts[0])
        {
            yield return (ColumnsParameter, $"is not for {LayoutParameter}={layout}, whose columns follow from the answer");
        }

        if (names is null or AllColumns)
        {
            yield break;
        }

        string[] known = [AllColumns, .. columns.Value.All.Select(x => x.Name)];
        foreach (var name in names.Split(',').Where(x => Array.IndexOf(known, x, 1) < 0).Take(MostComplaints))
        {
            yield return (
                ColumnsParameter,
                name == AllColumns
                    ? $"has {AllColumns} and others; write {AllColumns} alone"
                    : $"{Spelling.Quoted(name)} is not a column{Nearest(name, known)}; {AllColumns} gives all {known.Length - 1}"
            );
        }

        if (names.Split(',').GroupBy(x => x).FirstOrDefault(x => x.Count() > 1) is { Key: var twice })
        {
            yield return (ColumnsParameter, $"names {Spelling.Quoted(twice)} twice; name it once");
        }
    }

    /// <summary>The columns that a valid request asks for.</summary>
    /// <param name="first">The first page of the answer.</param>
    public virtual TableView View(object first, HttpRequest request) =>
        new(
            Asked(request, ColumnsParameter) switch
            {
                null => columns.Value.Short,
                AllColumns => columns.Value.All,
                var names => [.. names.Split(',').Select(name => columns.Value.All.First(x => x.Name == name))],
            },
            RowsOf
        );

    protected abstract IEnumerable<object> RowsOf(object answer);

    /// <summary>The value of a parameter. Null if it is not given, or is reported where all parameters are checked.</summary>
    protected static string? Asked(HttpRequest request, string parameter) =>
        request.Query[parameter] is [{ Length: > 0 } value] ? value : null;

    /// <summary>What a table says of a value that it does not know.</summary>
    public static string NotOneOf(string value, IReadOnlyList<string> known) =>
        $"{Spelling.Quoted(value)} is not one of {string.Join(", ", known)}{Nearest(value, known)}";

    private FormatParameter LayoutOf() =>
        new(
            LayoutParameter,
            $"For tables: whether a row is one cell of the grid, or a row of it with a column for each party. Defaults to `{Layouts[0]}`.",
            Layouts
        );

    private static string Nearest(string name, IReadOnlyList<string> known) =>
        Spelling.Nearest(name, known) is { } meant ? $"; did you mean {meant}?" : "";

    private static IReadOnlyList<Column> ShortOf(Type row)
    {
        var all = Columns.OfRow(row);
        return row.GetCustomAttribute<ShortColumnsAttribute>() is { } @short
            ? [.. @short.Names.Select(name => all.FirstOrDefault(x => x.Name == name) ?? throw Missing(row, name))]
            : all;
    }

    private static InvalidOperationException Missing(Type row, string name) => new($"{row.Name} has no column {name}.");
}

/// <inheritdoc/>
/// <param name="rows">Makes the rows of an answer.</param>
public class Table<TAnswer, TRow>(Func<TAnswer, IEnumerable<TRow>> rows) : Table
    where TRow : class, IRow
{
    public override Type Row => typeof(TRow);

    public override bool Suits(Type answer) => answer.IsAssignableTo(typeof(TAnswer));

    protected override IEnumerable<object> RowsOf(object answer) => rows((TAnswer)answer);
}
