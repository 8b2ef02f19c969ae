using System.Collections.Frozen;
using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>
/// Folds texts for searching: the same for spellings that differ in case, accents, apostrophes, quotation marks or other punctuation, or in
/// the alphabet. Cyrillic is written in Latin letters, so that <c>Донбас</c> is <c>donbas</c>.
/// </summary>
/// <remarks>
/// The function <c>search_fold</c> of the database does the same (migration Search). A test compares the two on every character.
/// </remarks>
public static class FoldedText
{
    /// <summary>What stands in a text for what. Null deletes. Letters that are not listed stay as they are.</summary>
    private static readonly FrozenDictionary<char, string?> Table = MakeTable();

    /// <summary>
    /// The text in lower case and Latin letters, its words separated by single spaces. The ending <c>'s</c> is left out, and so are other
    /// apostrophes. <c>y</c> counts as <c>i</c>, and <c>ii</c> as <c>i</c>, because transcriptions differ there: Zelensky, Zelenskiy,
    /// Zelenskyy and Зеленський are all <c>zelenski</c>.
    /// </summary>
    public static string Fold(string text)
    {
        var letters = new StringBuilder(text.Length + 8);
        foreach (var given in text.Normalize(NormalizationForm.FormKD))
        {
            if (Table.TryGetValue(given, out var folded))
            {
                letters.Append(folded);
            }
            else
            {
                letters.Append(given);
            }
        }

        var words = letters.Replace("ii", "i").Replace("ii", "i").Append(' ').Replace("'s ", " ").Replace("'", "").ToString();
        return string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The folded words of a text, each with the place where it stands in the text.</summary>
    public static IEnumerable<(int Start, int End, string Folded)> WordsIn(string text)
    {
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsSeparator(text[i]))
            {
                continue;
            }

            // A character may fold to several words, as in ½.
            foreach (var folded in i > start ? Fold(text[start..i]).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [])
            {
                yield return (start, i, folded);
            }

            start = i + 1;
        }
    }

    private static bool IsSeparator(char given) => Table.TryGetValue(given, out var folded) && folded == " ";

    private static FrozenDictionary<char, string?> MakeTable()
    {
        Dictionary<char, string?> table = [];
        Add(" ", Range('\u0001', ' '), Range('!', '&'), Range('(', '/'), Range(':', '@'), Range('[', '_'), Range('{', '\u00BF'));
        Add(" ", "×÷", Range('\u2010', '\u2017'), Range('\u201C', '\u2027'), Range('\u2030', '\u2031'), Range('\u2033', '\u205E'));
        Add(" ", "\u2028\u2029", Range('\u20A0', '\u20C0'), Range('\u2190', '\u22FF'), "\u3000\u3001\u3002", Range('\u3008', '\u3011'));
        Add("'", "'`\u02B9\u02BB\u02BC\u2018\u2019\u201A\u201B\u2032\u055A");
        Add(null, Range('\u0300', '\u036F'), "\u00AD\u200B\u200C\u200D\u200E\u200F\u2060\uFEFF", Range('\u202A', '\u202E'), "ЬЪьъ");
        for (var letter = 'A'; letter <= 'Z'; letter++)
        {
            table[letter] = letter == 'Y' ? "i" : $"{char.ToLowerInvariant(letter)}";
        }

        table['y'] = "i";
        Letters("аa бb вv гg ґg дd еe зz иi іi јj кk лl мm нn оo пp рr сs тt уu фf ыi эe ђd ћc љl њn џd ѕz");
        Letters("жzh хkh цts чch шsh щshch юiu яia єie");
        Letters("øo łl đd ðd ħh ŧt ŋn œe æe þt ßs");
        table['ı'] = "i";
        table['ς'] = "σ";
        for (var letter = 'Α'; letter <= 'Ω'; letter++)
        {
            table[letter] = $"{char.ToLowerInvariant(letter)}";
        }

        return table.ToFrozenDictionary();

        // Of each pair, the first is a letter in lower case.
        void Letters(string pairs)
        {
            foreach (var pair in pairs.Split(' '))
            {
                table[pair[0]] = pair[1..];
                table[char.ToUpperInvariant(pair[0])] = pair[1..];
            }
        }

        void Add(string? folded, params string[] characters)
        {
            foreach (var character in string.Concat(characters))
            {
                table[character] = folded;
            }
        }
    }

    private static string Range(char first, char last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(x => (char)x));
}
