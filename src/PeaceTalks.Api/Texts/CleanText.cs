using System.Globalization;
using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>
/// Text as it is stored, wherever it comes from: in NFC, and made of characters that PostgreSQL and everybody else can hold.
/// </summary>
public static class CleanText
{
    /// <summary>
    /// How many combining marks may follow each other. The languages that write the most on one letter (Hebrew with cantillation, Burmese,
    /// Tibetan) need six. Heaps of marks cover the lines above and below.
    /// </summary>
    private const int MaxMarks = 8;

    /// <param name="given">The text as it was sent.</param>
    /// <param name="complaint">Null if it is clean.</param>
    /// <returns>The text in NFC. If there is a complaint, the text unchanged.</returns>
    public static string Clean(string given, out string? complaint)
    {
        complaint = Complaint(given);
        if (complaint is not null)
        {
            return given;
        }

        var text = given.Normalize();
        complaint = HeapOfMarks(text);
        return complaint is null ? text : given;
    }

    private static string? HeapOfMarks(string text)
    {
        var (letter, marks) = ((Rune?)null, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsMark(rune))
            {
                (letter, marks) = (rune, 0);
            }
            else if (++marks > MaxMarks)
            {
                return $"holds more than {MaxMarks} combining marks in a row{(letter is { } after ? $", after '{after}'" : "")}; "
                    + "leave some of them out";
            }
        }

        return null;
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;

    private static string? Complaint(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0')
            {
                return "holds a NUL character; leave it out";
            }

            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                return "holds half of a surrogate pair; write the whole character";
            }

            // Unicode reserves them for internal use of programs. No text has them, and they cannot be normalized.
            if ((rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF)
            {
                return $"holds U+{rune.Value:X4}, which is not a character; leave it out";
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return null;
    }
}
