using System.Text.RegularExpressions;

namespace PeaceTalks.ApiTests.Upgrade;

/// <summary>Today's answers as the first releases gave them: without what answers have gained, and with what has another name now.</summary>
public static partial class AnswerOfToday
{
    /// <param name="file">The name of the answer.</param>
    public static string AsBefore(string answer, string file) =>
        file.EndsWith(".csv", StringComparison.Ordinal) ? WithoutColumns(answer)
        : file.StartsWith("comparisons", StringComparison.Ordinal) ? BesideEachOther(WithoutMembers(answer))
        : WithoutMembers(answer);

    private static string WithoutMembers(string answer) => GainedMember().Replace(answer, "");

    private static string WithoutColumns(string answer)
    {
        var rows = answer
            .TrimStart('\uFEFF')
            .Split("\r\n")
            .Select(row => Cell().Matches(row).Select(x => x.Groups[1].Value).ToList())
            .ToList();
        var kept = Enumerable.Range(0, rows[0].Count).Where(i => !GainedColumn().IsMatch(rows[0][i])).ToList();
        return answer[..answer.IndexOf(rows[0][0], StringComparison.Ordinal)]
            + string.Join("\r\n", rows.Select(row => row.Count < rows[0].Count ? "" : string.Join(',', kept.Select(i => row[i]))));
    }

    /// <summary>Comparisons told agreement by the scores alone, and no day.</summary>
    private static string BesideEachOther(string answer) =>
        Headline()
            .Replace(
                answer.Replace("\"relation\":\"REPORTED_", "\"relation\":\"", StringComparison.Ordinal),
                headline =>
                    ToldOn()
                        .Replace(OwnWord().Replace(headline.Value, x => x.Value[0] == ';' ? ")" : ""), ")")
                        .Replace("reported to agree", "agree", StringComparison.Ordinal)
                        .Replace("reported to be apart", "apart", StringComparison.Ordinal)
            );

    [GeneratedRegex(
        """
            "word":\{"attribution":"\w+","assertedBy":(null|\{[^{}]*\}),"position":"[^"]*","statedOn":\{[^{}]*\}\},|"daysApart":(null|\{[^{}]*\}),
            """
    )]
    private static partial Regex GainedMember();

    [GeneratedRegex("^heldWord[A-Z]")]
    private static partial Regex GainedColumn();

    [GeneratedRegex("(?<=^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)")]
    private static partial Regex Cell();

    /// <summary>That of a comparison: those of positions have no two sides.</summary>
    [GeneratedRegex(
        """
            "headline":"[^"]* \| [^"]*"
            """
    )]
    private static partial Regex Headline();

    [GeneratedRegex(@"(; | \()own word, [][\d.-]+\)")]
    private static partial Regex OwnWord();

    [GeneratedRegex(@", [][\d.-]+\)")]
    private static partial Regex ToldOn();
}
