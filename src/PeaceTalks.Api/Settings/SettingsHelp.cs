using System.Text;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Settings;

/// <summary>What the settings are, what they take and what they mean, from the options classes and their documentation.</summary>
/// <param name="shipped">The settings that come with the program: they are the defaults of those who run it.</param>
public sealed class SettingsHelp(IReadOnlyList<SettingsSection> sections, IConfiguration shipped)
{
    private const int Width = 100;
    private const string Indent = "      ";

    private readonly Dictionary<string, XmlDocs> docs = sections
        .SelectMany(x => x.Settings)
        .Select(x => x.Property.DeclaringType!)
        .DistinctBy(XmlDocs.FileBeside)
        .ToDictionary(XmlDocs.FileBeside, XmlDocs.Beside);

    /// <summary>One setting, as the help tells it.</summary>
    /// <param name="Variable">The name of the environment variable.</param>
    /// <param name="Takes">Null if it takes any text.</param>
    /// <param name="Default">Null if there is none.</param>
    public sealed record Entry(string Variable, string? Takes, string? Default, string Meaning);

    /// <summary>Every setting: first those that are in no section, then section by section.</summary>
    public IEnumerable<Entry> Entries() =>
        from section in sections.OrderBy(x => x.Path, StringComparer.Ordinal)
        from setting in section.Settings
        select new Entry(
            setting.Variable,
            setting.Takes,
            shipped[setting.Key] ?? setting.Default,
            docs[XmlDocs.FileBeside(setting.Property.DeclaringType!)].Of(setting.Property)!
        );

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var entry in Entries())
        {
            string[] notes =
            [
                .. new[] { entry.Takes, entry.Default is { Length: > 0 } value ? $"default {value}" : null }.OfType<string>(),
            ];
            text.Append("  ").Append(entry.Variable).AppendLine(notes is [] ? "" : $" ({string.Join("; ", notes)})");
            foreach (var line in Lines(entry.Meaning.Replace("`", "", StringComparison.Ordinal)))
            {
                text.Append(Indent).AppendLine(line);
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Lines(string text)
    {
        var line = new StringBuilder();
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width - Indent.Length)
            {
                yield return line.ToString();
                line.Clear();
            }

            line.Append(line.Length > 0 ? " " : "").Append(word);
        }

        yield return line.ToString();
    }
}
