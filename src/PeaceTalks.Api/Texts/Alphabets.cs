using System.Globalization;
using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>The three alphabets with letters that are mistaken for one another.</summary>
public enum Alphabet
{
    Latin,
    Cyrillic,
    Greek,
}

/// <summary>Checks the alphabets of words.</summary>
public static class Alphabets
{
    /// <summary>
    /// What is wrong if a word mixes letters of two of the alphabets, such as "Ukraine" with a Cyrillic a. Null if no word does.
    /// </summary>
    /// <remarks>
    /// A word ends at anything that is neither a letter nor a mark. Each side of a hyphen or apostrophe may have its own alphabet.
    /// </remarks>
    public static string? Mixed(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in text.EnumerateRunes().Append(new Rune(' ')))
        {
            if (Rune.IsLetter(rune) || IsMark(rune))
            {
                word.Append(rune);
            }
            else
            {
                if (MixedWord(word.ToString()) is { } complaint)
                {
                    return complaint;
                }

                word.Clear();
            }
        }

        return null;
    }

    private static string? MixedWord(string word)
    {
        var letters = word.EnumerateRunes()
            .Select(x => (Letter: x, Alphabet: AlphabetOf(x)))
            .Where(x => x.Alphabet is not null)
            .GroupBy(x => x.Alphabet!.Value)
            .OrderByDescending(x => x.Count())
            .ToList();
        if (letters.Count < 2)
        {
            return null;
        }

        var odd = letters[1].First().Letter;
        return $"mixes alphabets: in '{word}' the '{odd}' is {letters[1].Key} (U+{odd.Value:X4}), "
            + $"and other letters are {letters[0].Key}; write a word in one alphabet";
    }

    private static Alphabet? AlphabetOf(Rune letter) =>
        letter.Value switch
        {
            (>= 'A' and <= 'Z')
            or (>= 'a' and <= 'z')
            or (>= 0xC0 and <= 0x2AF and not (0xD7 or 0xF7))
            or (>= 0x1E00 and <= 0x1EFF)
            or (>= 0x2C60 and <= 0x2C7F)
            or (>= 0xA722 and <= 0xA7FF)
            or (>= 0xAB30 and <= 0xAB6F)
            or (>= 0xFF21 and <= 0xFF3A)
            or (>= 0xFF41 and <= 0xFF5A) => Alphabet.Latin,
            (>= 0x400 and <= 0x52F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0xA640 and <= 0xA69F) => Alphabet.Cyrillic,
            (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF) => Alphabet.Greek,
            _ => null,
        };

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;
}
