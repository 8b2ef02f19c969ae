using System.Globalization;
using System.Text;

namespace PeaceTalks.Benchmarks.Report;

/// <summary>A table in Markdown. Every column but the first holds figures.</summary>
internal sealed class MarkdownTable(params string[] heads)
{
    private readonly List<string[]> lines = [];

    public void Add(params string[] cells) => lines.Add(cells);

    public override string ToString()
    {
        if (lines.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        text.Append(Line(heads)).Append(Line([.. heads.Select((_, i) => i == 0 ? "---" : "---:")]));
        foreach (var line in lines)
        {
            text.Append(Line(line));
        }

        return text.Append('\n').ToString();
    }

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>With three digits or so.</summary>
    public static string Figure(double value) =>
        value.ToString(
            value < 10 ? "0.00"
                : value < 100 ? "0.0"
                : "N0",
            CultureInfo.InvariantCulture
        );

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |\n";
}
