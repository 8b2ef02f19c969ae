using System.Globalization;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Ledger;

/// <summary>Something that an answer is about, as its page for people shows it.</summary>
/// <remarks>Its members are implemented explicitly, so that they stay out of the JSON.</remarks>
public interface IShown
{
    /// <summary>What it says in a list.</summary>
    ShownLine Line { get; }

    /// <summary>What it says where it stands alone: at the head of its page, and in its citation.</summary>
    string Headline => Line.Text;

    /// <summary>What its own page says, line by line.</summary>
    IEnumerable<ShownLine> Lines => [Line];

    /// <summary>What else its own page says of it, such as the party that holds a position.</summary>
    IEnumerable<ShownFact> Facts => [];

    /// <summary>What it corrects. Null if it is no record, or corrects none.</summary>
    Correction? Correction => null;
}

/// <summary>An answer that has a page for people.</summary>
/// <remarks>Its members are implemented explicitly, so that they stay out of the JSON.</remarks>
public interface IShownAnswer
{
    /// <summary>What it says, if it is about one thing. Null for a list.</summary>
    string? Headline => null;

    /// <summary>What its page says, line by line. Empty for an answer that is empty, and for one that is a table.</summary>
    IEnumerable<ShownLine> Lines { get; }

    /// <summary>What its page says of the whole.</summary>
    IEnumerable<ShownFact> Facts => [];

    /// <summary>The tables of its page.</summary>
    IEnumerable<ShownTable> Tables => [];
}

/// <summary>A line of a page.</summary>
/// <param name="Path">Where it leads, such as <c>/api/v1/parties/ukraine</c>. Null if it has no address of its own.</param>
public sealed record ShownLine(string Text, string? Path = null)
{
    /// <summary>What it rests on.</summary>
    public IEnumerable<CitedRecord> Records { get; init; } = [];

    /// <summary>Null for what is in force.</summary>
    public Supersession? Superseded { get; init; }

    public static ShownLine FromRecord(CitedRecord record) => new(record.Headline) { Records = [record] };
}

/// <summary>Something that a page says of the whole answer.</summary>
/// <param name="Path">Where it leads. Null if it has no address of its own.</param>
public sealed record ShownFact(string Name, string Text, string? Path = null)
{
    public static ShownFact FromReference(string name, Noun noun, Reference to) => new(name, to.Name, noun.Path(to.Slug));

    /// <summary>Where its page leads to what belongs to it.</summary>
    public static ShownFact SeeAlso(string text, string path) => new("See also", text, path);

    public static ShownFact FromCount(string name, int count) => new(name, count.ToString(CultureInfo.InvariantCulture));
}

/// <summary>A table of a page.</summary>
/// <param name="Caption">Null if there is only one table.</param>
/// <param name="Columns">The heads of the columns, without that of the rows' heads.</param>
/// <param name="Rows">Each with its head, and a cell for each column.</param>
public sealed record ShownTable(string? Caption, IReadOnlyList<ShownLine> Columns, IReadOnlyList<ShownRow> Rows);

/// <summary>A row of a table of a page.</summary>
public sealed record ShownRow(ShownLine Head, IReadOnlyList<ShownLine> Cells);

/// <summary>What became of a record that is no longer in force.</summary>
/// <param name="Revision">The revision that corrected or retracted it.</param>
/// <param name="Successor">The path of the record that corrects it. Null if it was retracted.</param>
public sealed record Supersession(long Revision, string? Successor)
{
    /// <summary><c>Retracted in revision 5</c></summary>
    public string InWords() =>
        $"{(Successor is null ? "Retracted" : "Corrected")} in revision {Revision.ToString(CultureInfo.InvariantCulture)}";

    /// <param name="revision">Null for a record in force.</param>
    public static Supersession? FromRecord(long? revision, Noun noun, Guid? successor) =>
        revision is { } number ? new(number, successor is { } id ? noun.Path(id.ToString()) : null) : null;
}

/// <summary>What a record corrects.</summary>
/// <param name="Revision">The revision that corrected it.</param>
/// <param name="Corrected">The path of the record that was corrected.</param>
public sealed record Correction(long Revision, string Corrected)
{
    /// <summary><c>in revision 5</c></summary>
    public string InWords() => $"in revision {Revision.ToString(CultureInfo.InvariantCulture)}";

    /// <param name="corrected">Null for a record that corrects none.</param>
    public static Correction? FromRecord(long revision, Noun noun, Guid? corrected) =>
        corrected is { } id ? new(revision, noun.Path(id.ToString())) : null;
}

public static class ShownPages
{
    /// <summary>The lines of a list: one for each item.</summary>
    public static IEnumerable<ShownLine> ItemLines<T>(this IPage<T> page)
        where T : IShown => page.Items.Select(x => x.Line);
}
