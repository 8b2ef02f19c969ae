using System.Globalization;
using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>Compares texts that look the same, or nearly so, to a reader.</summary>
public static class LookAlike
{
    /// <summary>
    /// Maps letters of Cyrillic, then of Greek, digits and signs to the letter that they look like, in upper or lower case.
    /// </summary>
    private static readonly Dictionary<char, char> Plain = Table(
        ('a', "аα"),
        ('b', "вьβ"),
        ('c', "с"),
        ('d', "ԁ"),
        ('e', "еε"),
        ('h', "нһη"),
        ('j', "јϳ"),
        ('k', "кκ"),
        ('l', "1iіӏıι"),
        ('m', "мμ"),
        ('n', "пν"),
        ('o', "0оο"),
        ('p', "рρ"),
        ('q', "ԛ"),
        ('r', "г"),
        ('s', "ѕ"),
        ('t', "тτ"),
        ('u', "υ"),
        ('v', "ѵ"),
        ('w', "ԝω"),
        ('x', "хχ"),
        ('y', "уγ"),
        ('z', "ζ"),
        ('3', "з"),
        ('6', "б"),
        ('σ', "ς"),
        ('\'', "ʼ’‘ʹ`"),
        ('-', "‐‑−–")
    );

    /// <summary>
    /// A key that is the same for texts that look alike. It keeps accents. It ignores case, the width of letters, joiners and which of the
    /// three alphabets a letter belongs to. Consecutive spaces count as one.
    /// </summary>
    public static string Skeleton(string text)
    {
        var skeleton = new StringBuilder(text.Length);
        foreach (var given in text.Normalize(NormalizationForm.FormKD).ToLowerInvariant())
        {
            if (char.GetUnicodeCategory(given) != UnicodeCategory.Format)
            {
                skeleton.Append(Plain.GetValueOrDefault(given, given));
            }
        }

        return string.Join(' ', skeleton.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static Dictionary<char, char> Table(params (char Plain, string LookAlikes)[] rows) =>
        rows.SelectMany(x => x.LookAlikes, (row, other) => (row.Plain, Other: other)).ToDictionary(x => x.Other, x => x.Plain);
}
