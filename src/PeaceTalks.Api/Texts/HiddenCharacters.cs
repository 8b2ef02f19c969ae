using System.Globalization;
using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>
/// Finds characters that are invisible, or that look like a space but are none. They make two different texts look the same.
/// </summary>
public static class HiddenCharacters
{
    private static readonly Rune Joiner = new('\u200D');
    private static readonly Rune NonJoiner = new('\u200C');

    /// <summary>What is wrong with a name, a title or another text of one line. Null if nothing is.</summary>
    /// <remarks>
    /// Joiners are allowed between letters of the scripts from Arabic to Sinhala, where they are part of the spelling (Persian, Sinhala),
    /// and nowhere else.
    /// </remarks>
    public static string? InName(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            var rune = runes[i];
            var isSpelling =
                (rune == Joiner || rune == NonJoiner)
                && i > 0
                && i < runes.Length - 1
                && TakesJoiners(runes[i - 1])
                && TakesJoiners(runes[i + 1]);
            if (isSpelling)
            {
                continue;
            }

            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator && rune.Value != ' ')
            {
                return $"holds {Code(rune)}, which is not a plain space; write a plain space";
            }

            if (IsHidden(rune) || IsBlank(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse)
            {
                return $"holds {Code(rune)}, which is invisible; leave it out";
            }
        }

        return null;
    }

    /// <summary>What is wrong with running text, in any language. Null if nothing is.</summary>
    /// <remarks>
    /// Allowed are line ends and tabs, all kinds of spaces, joiners, and the marks that give punctuation its direction between Arabic and
    /// Latin words. Not allowed are the controls that reverse whole stretches of text: with them, a quote can display other words than it
    /// contains.
    /// </remarks>
    public static string? InRunningText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune) && rune.Value is not ('\t' or '\n' or '\r' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u061C'))
            {
                return rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
                    ? $"holds {Code(rune)}, which changes the direction of the text; leave it out"
                    : $"holds {Code(rune)}, which is invisible; leave it out";
            }
        }

        return null;
    }

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            // Signs that enclose or underline the digits after them are visible.
            UnicodeCategory.Format => rune.Value
                is not ((>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD),
            _ => false,
        };

    /// <summary>
    /// Characters that count as letters, marks or symbols but are invisible: fillers, variation selectors, the blank Braille pattern.
    /// </summary>
    private static bool IsBlank(Rune rune) =>
        rune.Value
            is 0x34F
                or 0x115F
                or 0x1160
                or 0x17B4
                or 0x17B5
                or (>= 0x180B and <= 0x180F)
                or 0x2800
                or 0x3164
                or (>= 0xFE00 and <= 0xFE0F)
                or 0xFFA0
                or (>= 0xE0100 and <= 0xE01EF);

    private static bool TakesJoiners(Rune rune) => rune.Value is >= 0x600 and <= 0xDFF;

    private static string Code(Rune rune) => $"U+{rune.Value:X4}";
}
