using System.Collections.Immutable;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>The words of the texts of items, folded (<see cref="FoldedText"/>), with the number of times that each is used.</summary>
/// <remarks>An index never changes. Those of two revisions share the parts that are the same in both.</remarks>
public sealed class WordIndex
{
    public static readonly WordIndex Empty = new(ImmutableDictionary.Create<string, int>(StringComparer.Ordinal));

    private readonly ImmutableDictionary<string, int> uses;

    private WordIndex(ImmutableDictionary<string, int> uses) => this.uses = uses;

    public IEnumerable<string> Words => uses.Keys;

    /// <summary>Adds all words of the items.</summary>
    public WordIndex With(IEnumerable<ReferenceVersion> items) => Changed(items, 1);

    /// <summary>Removes all words of the items.</summary>
    public WordIndex Without(IEnumerable<ReferenceVersion> items) => Changed(items, -1);

    private WordIndex Changed(IEnumerable<ReferenceVersion> items, int by)
    {
        var all = uses.ToBuilder();
        foreach (var word in items.SelectMany(x => x.SearchedTexts()).SelectMany(x => FoldedText.WordsIn(x.Text)).Select(x => x.Folded))
        {
            if ((all.GetValueOrDefault(word) + by) is > 0 and var count)
            {
                all[word] = count;
            }
            else
            {
                all.Remove(word);
            }
        }

        return new(all.ToImmutable());
    }
}

public static class MisspeltWords
{
    /// <summary>Shorter words have too many neighbours.</summary>
    private const int ShortestLength = 5;

    private const int MostMeant = 4;

    /// <summary>
    /// The query with the words that may have been meant, where a word is neither a word of the reference data nor the beginning of one:
    /// those at the smallest edit distance.
    /// </summary>
    public static SearchQuery WithMeant(this SearchQuery query, ReferenceSnapshot snapshot) =>
        query with
        {
            Terms = [.. query.Terms.Select(term => term.IsQuoted ? term : term with { Meant = Meant(term.Words[0], snapshot) })],
        };

    private static IReadOnlyList<string> Meant(string word, ReferenceSnapshot snapshot)
    {
        if (word.Length < ShortestLength || word.Any(char.IsAsciiDigit))
        {
            return [];
        }

        List<string> nearest = [];
        var fewest = MostEdits(word.Length);
        foreach (var known in snapshot.Indexes.SelectMany(x => x.Words.Words))
        {
            if (known.StartsWith(word, StringComparison.Ordinal))
            {
                return [];
            }

            var most = Math.Min(fewest, MostEdits(known.Length));
            if (Math.Abs(known.Length - word.Length) > most || Spelling.EditsBetween(word, known, most) is not { } edits)
            {
                continue;
            }

            if (edits < fewest)
            {
                nearest.Clear();
                fewest = edits;
            }

            nearest.Add(known);
        }

        return [.. nearest.Distinct().Order(StringComparer.Ordinal).Take(MostMeant)];
    }

    private static int MostEdits(int length) =>
        length switch
        {
            < 6 => 1,
            < 10 => 2,
            _ => 3,
        };
}
