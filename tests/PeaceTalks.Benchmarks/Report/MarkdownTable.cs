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

    public static string Ratio(double value) => value.ToString("0.000", CultureInfo.InvariantCulture)[..(value < 10 ? 4 : 5)];

    private static string Line(string[] cells) => $"| {string.Join(" | ", cells)} |\n";
}
