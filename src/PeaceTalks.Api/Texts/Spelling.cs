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

        var ranked = known
            .Select(candidate => (Candidate: candidate, Edits: Edits(text.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(x => x.Edits)
            .ThenBy(x => x.Candidate, StringComparer.Ordinal)
            .ToList();
        if (ranked.Count > 0 && ranked[0].Edits <= MostEdits(text, ranked[0].Candidate))
        {
            return ranked[0].Candidate;
        }

        return ranked.Select(x => x.Candidate).Where(candidate => StartsOther(text, candidate)).MaxBy(candidate => candidate.Length);
    }

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

    /// <summary>Counts insertions, deletions, replacements and swaps of neighbours.</summary>
    private static int Edits(string a, string b)
    {
        var beforeLast = new int[b.Length + 1];
        var last = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], beforeLast[j - 2] + 1);
                }
            }
            (beforeLast, last) = (last, current);
        }
        return last[b.Length];
    }
}
