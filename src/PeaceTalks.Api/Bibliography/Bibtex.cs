using System.Globalization;
using System.Text;

namespace PeaceTalks.Api.Bibliography;

/// <summary>A bibliography in BibTeX, in UTF-8. It escapes whatever LaTeX would take for commands.</summary>
public static class Bibtex
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<char, string> Escapes = new()
    {
        ['\\'] = @"\textbackslash{}",
        // Not \{, because BibTeX counts braces whether they are escaped or not.
        ['{'] = @"\textbraceleft{}",
        ['}'] = @"\textbraceright{}",
        ['~'] = @"\textasciitilde{}",
        ['^'] = @"\textasciicircum{}",
        ['<'] = @"\textless{}",
        ['>'] = @"\textgreater{}",
        ['$'] = @"\$",
        ['&'] = @"\&",
        ['#'] = @"\#",
        ['%'] = @"\%",
        ['_'] = @"\_",
    };

    public static string ToBibtex(IEnumerable<BibliographyEntry> works) => string.Join("\n", works.Select(Entry));

    private static string Entry(BibliographyEntry work)
    {
        var parts = work.IssuedParts();
        (string Name, string? Value)[] fields =
        [
            // An extra pair of braces keeps a name whole, and keeps the case of a title.
            (
                "author",
                work.Authors.Count == 0 ? null : $"{{{string.Join(" and ", work.Authors.Select(author => $"{{{Escaped(author)}}}"))}}}"
            ),
            ("title", $"{{{{{Escaped(work.Title)}}}}}"),
            (work.IsAnswer ? "howpublished" : "journal", Braced(work.Container)),
            ("version", Braced(work.Version)),
            ("year", parts is [var year, ..] ? year.ToString(CultureInfo.InvariantCulture) : null),
            ("month", parts is [_, var month, ..] ? Months[month - 1] : null),
            ("day", parts is [_, _, var day] ? day.ToString(CultureInfo.InvariantCulture) : null),
            ("url", work.Url is null ? null : $"{{{Address(work.Url)}}}"),
            ("language", Braced(work.Language)),
            ("note", Braced(work.Note)),
        ];
        var text = new StringBuilder($"@{(work.IsAnswer || work.Container is null ? "misc" : "article")}{{{work.Key}");
        foreach (var (name, value) in fields.Where(x => x.Value is not null))
        {
            text.Append(CultureInfo.InvariantCulture, $",\n  {name} = {value}");
        }

        return text.Append("\n}\n").ToString();
    }

    private static string? Braced(string? text) => text is null ? null : $"{{{Escaped(text)}}}";

    private static string Escaped(string text) => string.Concat(OneLine(text).Select(c => Escapes.GetValueOrDefault(c) ?? c.ToString()));

    /// <summary>The address unchanged, for LaTeX's <c>\url</c>. Only characters that would end the command are percent-encoded.</summary>
    private static string Address(string url) =>
        string.Concat(
            url.Select(c =>
                c is '{' or '}' or '\\' or '"' or '^' or '`' or '<' or '>' or '|' || char.IsWhiteSpace(c)
                    ? Uri.EscapeDataString(c.ToString())
                    : c.ToString()
            )
        );

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
