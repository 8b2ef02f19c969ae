using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>Text as it is kept, from wherever it comes: in NFC, of characters that PostgreSQL and everybody else can hold.</summary>
public static class CleanText
{
    /// <param name="given">As it was sent.</param>
    /// <param name="complaint">Null where it is clean.</param>
    /// <returns>In NFC; where there is a complaint, as it was.</returns>
    public static string Clean(string given, out string? complaint)
    {
        complaint = Complaint(given);
        return complaint is null ? given.Normalize() : given;
    }

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

            // Unicode keeps them free for programs' own use: no text has them, and they have no form to be brought into.
            if ((rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF)
            {
                return $"holds U+{rune.Value:X4}, which is no character; leave it out";
            }

            i += rune.Utf16SequenceLength - 1;
        }

        return null;
    }
}
