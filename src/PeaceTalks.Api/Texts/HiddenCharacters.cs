using System.Globalization;
using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>Characters that nobody sees, or that look like a space and are none: with them, two texts look the same and are not.</summary>
public static class HiddenCharacters
{
    private static readonly Rune Joiner = new('\u200D');
    private static readonly Rune NonJoiner = new('\u200C');

    /// <summary>What is wrong with a name, a title or another text of one line; null where nothing is.</summary>
    /// <remarks>
    /// Joiners are taken between letters of the scripts from Arabic to Sinhala, where they are part of the spelling (Persian, Sinhala); nowhere else.
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
                return $"holds {Code(rune)}, a space that is not the plain one; write a plain one";
            }

            if (IsHidden(rune) || IsBlank(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse)
            {
                return $"holds {Code(rune)}, which is not seen; leave it out";
            }
        }

        return null;
    }

    /// <summary>What is wrong with a text of sentences, in any language; null where nothing is.</summary>
    /// <remarks>
    /// Line ends and tabs are taken, spaces of all kinds, joiners, and the marks that tell punctuation between Arabic and Latin words its direction. Not taken
    /// are the controls that turn whole stretches of text around: with them a quote can show other words than it holds.
    /// </remarks>
    public static string? InRunningText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune) && rune.Value is not ('\t' or '\n' or '\r' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\u061C'))
            {
                return rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
                    ? $"holds {Code(rune)}, which turns the direction of the text; leave it out"
                    : $"holds {Code(rune)}, which is not seen; leave it out";
            }
        }

        return null;
    }

    private static bool IsHidden(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            // Signs that stand over or under the digits that follow are seen.
            UnicodeCategory.Format => rune.Value
                is not ((>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD),
            _ => false,
        };

    /// <summary>Letters, marks and symbols by their category, of which nothing is seen: fillers, variation selectors, the blank of Braille.</summary>
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
