using System.Globalization;
using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>Texts that look the same, or nearly, to who reads them quickly.</summary>
public static class LookAlike
{
    /// <summary>By the letter that stands for all: letters of Cyrillic, then of Greek, that look like it, small or capital; digits; signs.</summary>
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
    /// The same for texts that look alike, but for accents, which are kept. Case does not count, nor which of the three alphabets a letter is of, nor a
    /// letter's width; spaces count once, joiners not at all.
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
