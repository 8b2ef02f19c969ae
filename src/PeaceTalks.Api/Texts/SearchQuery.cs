using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace PeaceTalks.Api.Texts;

/// <summary>A word of a query, or a phrase.</summary>
/// <param name="Words">Folded (<see cref="FoldedText"/>). A phrase has its words in their order.</param>
/// <param name="IsQuoted">Whether it stood in quotation marks. Otherwise, a word may be the beginning of a longer one.</param>
/// <param name="Meant">Known words that may have been meant instead.</param>
public sealed record SearchTerm(IReadOnlyList<string> Words, bool IsQuoted, IReadOnlyList<string> Meant)
{
    /// <summary>Shorter words have to be found as they are: us is not the beginning of use.</summary>
    private const int ShortestPrefix = 3;

    /// <summary>Whether longer words that begin like it are found too.</summary>
    public bool IsPrefix => !IsQuoted && Words[0].Length >= ShortestPrefix;

    /// <summary>How many of the words, from the one at the place on, are this term. 0 if they are not.</summary>
    public int At(IReadOnlyList<string> words, int place)
    {
        if (IsQuoted)
        {
            return place + Words.Count <= words.Count && Words.Select((word, i) => words[place + i] == word).All(x => x) ? Words.Count : 0;
        }

        var found = words[place];
        return (IsPrefix ? found.StartsWith(Words[0], StringComparison.Ordinal) : found == Words[0]) || Meant.Contains(found) ? 1 : 0;
    }
}

/// <summary>What a search asks for: all of some words and phrases.</summary>
/// <param name="Terms">At least one.</param>
public sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms) : IParsable<SearchQuery>
{
    public const int MaxLength = 200;
    public const int MaxWords = 12;

    /// <summary>The fewest letters and digits of a query.</summary>
    public const int MinLength = 2;

    private const int MostReadings = 32;
    private const string QuotationMarks = "\"“”„‟«»";

    /// <summary>All words in their order, with single spaces.</summary>
    public string Folded => string.Join(' ', Terms.SelectMany(x => x.Words));

    /// <inheritdoc cref="Read"/>
    /// <exception cref="FormatException">The text is no query. The message says what would be right.</exception>
    public static SearchQuery Parse(string s, IFormatProvider? provider) =>
        Read(s, out var complaint) ?? throw new FormatException(complaint);

    /// <inheritdoc cref="Read"/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out SearchQuery result)
    {
        result = Read(s ?? "", out _);
        return result is not null;
    }

    /// <summary>
    /// As <see cref="Folded"/>, with words that may have been meant in place of others. The first of them, if there are many.
    /// </summary>
    public string[] FoldedAsMeant()
    {
        IEnumerable<string> texts = [""];
        foreach (var term in Terms)
        {
            texts = texts.SelectMany(text => term.Meant.Prepend(string.Join(' ', term.Words)).Select(word => $"{text} {word}".TrimStart()));
        }

        return [.. texts.Take(MostReadings)];
    }

    /// <summary>Words between quotation marks are a phrase.</summary>
    /// <param name="complaint">Null if the text is a query.</param>
    private static SearchQuery? Read(string text, out string? complaint)
    {
        var parts = text.Split(QuotationMarks.ToCharArray());
        List<SearchTerm> terms = [];
        for (var i = 0; i < parts.Length; i++)
        {
            // An emoji is a word to the index. In a question it is none: it says nothing that a text could have.
            string[] words =
            [
                .. FoldedText.WordsIn(parts[i]).Select(x => x.Folded).Where(x => x.EnumerateRunes().Any(Rune.IsLetterOrDigit)),
            ];
            if (i % 2 == 1)
            {
                terms.AddRange(words.Length == 0 ? [] : [new SearchTerm(words, IsQuoted: true, [])]);
            }
            else
            {
                terms.AddRange(words.Select(word => new SearchTerm([word], IsQuoted: false, [])));
            }
        }

        var query = new SearchQuery(terms);
        complaint =
            TextLength.CharactersIn(text) is > MaxLength and var length ? $"has {length} characters; at most {MaxLength} are allowed"
            : query.Folded.Replace(" ", "").Length < MinLength
                ? $"needs at least {MinLength} letters or digits, such as zelensky or \"security guarantees\""
            : parts.Length % 2 == 0 ? "has a quotation mark without its other one; write a phrase as \"security guarantees\""
            : terms.Sum(x => x.Words.Count) > MaxWords ? $"has more than {MaxWords} words; search for fewer"
            : null;
        return complaint is null ? query : null;
    }

    /// <summary>Whether each term is in one of the texts.</summary>
    /// <param name="texts">The folded words of each.</param>
    public bool Matches(IEnumerable<string[]> texts)
    {
        var missing = Terms.ToList();
        foreach (var words in texts)
        {
            missing.RemoveAll(term => Enumerable.Range(0, words.Length).Any(i => term.At(words, i) > 0));
            if (missing.Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// The query for PostgreSQL: a text of type tsquery. Without the words that may have been meant, unless they are wanted.
    /// </summary>
    /// <param name="weights">Only words with one of these weights count. Empty for all.</param>
    public string ToTsQuery(string weights = "", bool withMeant = false)
    {
        var sql = new StringBuilder();
        foreach (var term in Terms)
        {
            var words = term.Words.Select(word => $"'{word}':{(term.IsPrefix ? "*" : "")}{weights}".TrimEnd(':'));
            var meant = withMeant ? term.Meant.Select(word => $"'{word}'") : [];
            sql.Append(sql.Length == 0 ? "(" : " & (").AppendJoin(" | ", [string.Join(" <-> ", words), .. meant]).Append(')');
        }

        return sql.ToString();
    }
}
