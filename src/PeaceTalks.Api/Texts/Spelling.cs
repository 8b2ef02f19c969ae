namespace PeaceTalks.Api.Texts;

/// <summary>Suggests what somebody who wrote something else probably meant.</summary>
public static class Spelling
{
    private const int QuotedLength = 60;
    private const int Stem = 4;

    /// <summary>
    /// The known text at the smallest edit distance, if that is at most a third of the text's length. One edit is allowed for short texts,
    /// and half the length if the first four characters are right. Failing that, the longest known text that starts the text or is started
    /// by it (<c>russian-federation</c>: <c>russia</c>).
    /// </summary>
    /// <remarks>It ignores case. Among equals, the first in ordinal order wins. Null if nothing is near.</remarks>
    public static string? Nearest(string text, IEnumerable<string> known)
    {
        // Bounds the cost, so that an attacker's long text does not cost length times length.
        if (text.Length is 0 or > 200)
        {
            return null;
        }

        var wanted = text.ToUpperInvariant();
        var (nearest, edits) = ((string?)null, Math.Max(1, text.Length / 2));
        var started = (string?)null;
        foreach (var candidate in known)
        {
            var found = Edits(wanted, candidate.ToUpperInvariant(), edits);
            if (found < edits || found == edits && (nearest is null || string.CompareOrdinal(candidate, nearest) < 0))
            {
                (nearest, edits) = (candidate, found.Value);
            }

            if (StartsOther(text, candidate) && (started is null || IsLonger(candidate, started)))
            {
                started = candidate;
            }
        }

        return nearest is not null && edits <= MostEdits(text, nearest) ? nearest : started;
    }

    /// <summary>Counts insertions, deletions, replacements and swaps of neighbours. It ignores case.</summary>
    /// <returns>Null if there are more than <paramref name="most"/>.</returns>
    public static int? EditsBetween(string a, string b, int most) => Edits(a.ToUpperInvariant(), b.ToUpperInvariant(), most);

    /// <summary>The text in quotes and shortened, to be shown back to the sender.</summary>
    public static string Quoted(string text)
    {
        if (text.Length <= QuotedLength)
        {
            return $"'{text}'";
        }

        var end = char.IsHighSurrogate(text[QuotedLength - 1]) ? QuotedLength - 1 : QuotedLength;
        return $"'{text[..end]}...'";
    }

    private static int MostEdits(string text, string candidate) =>
        text.Length > Stem && candidate.StartsWith(text[..Stem], StringComparison.OrdinalIgnoreCase)
            ? text.Length / 2
            : Math.Max(1, text.Length / 3);

    private static bool StartsOther(string a, string b) =>
        Math.Min(a.Length, b.Length) >= Stem
        && (a.StartsWith(b, StringComparison.OrdinalIgnoreCase) || b.StartsWith(a, StringComparison.OrdinalIgnoreCase));

    private static bool IsLonger(string candidate, string other) =>
        candidate.Length > other.Length || candidate.Length == other.Length && string.CompareOrdinal(candidate, other) < 0;

    private static int? Edits(string a, string b, int most)
    {
        if (Math.Abs(a.Length - b.Length) > most)
        {
            return null;
        }

        var (beforeLast, last, current) = (new int[b.Length + 1], new int[b.Length + 1], new int[b.Length + 1]);
        for (var j = 0; j <= b.Length; j++)
        {
            last[j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var fewest = current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }

                fewest = Math.Min(fewest, current[j]);
            }

            // A swap reaches back over one row, and costs one.
            if (fewest > most + 1)
            {
                return null;
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length] <= most ? last[b.Length] : null;
    }
}
