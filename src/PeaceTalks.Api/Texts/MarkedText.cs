namespace PeaceTalks.Api.Texts;

/// <summary>A piece of a text.</summary>
/// <param name="Matched">Whether the piece is what was searched for.</param>
public sealed record TextSegment(string Text, bool Matched);

/// <summary>A text, cut where what was searched for begins and ends.</summary>
public static class MarkedText
{
    /// <summary>The pieces of the text, in order. Together they are the text. Empty if nothing in it was searched for.</summary>
    public static IReadOnlyList<TextSegment> Cut(string text, SearchQuery query)
    {
        var words = FoldedText.WordsIn(text).ToList();
        string[] folded = [.. words.Select(x => x.Folded)];
        List<(int Start, int End)> marks = [];
        for (var i = 0; i < folded.Length; i++)
        {
            var length = query.Terms.Max(term => term.At(folded, i));
            if (length == 0 || marks is [.., var last] && words[i + length - 1].End <= last.End)
            {
                continue;
            }

            var (start, end) = (words[i].Start, words[i + length - 1].End);
            if (marks is [.., var (before, until)] && until > start)
            {
                marks[^1] = (before, end);
            }
            else
            {
                marks.Add((start, end));
            }
        }

        return [.. marks.Count == 0 ? [] : Pieces(text, marks)];
    }

    private static IEnumerable<TextSegment> Pieces(string text, List<(int Start, int End)> marks)
    {
        var done = 0;
        foreach (var (start, end) in marks)
        {
            if (start > done)
            {
                yield return new TextSegment(text[done..start], false);
            }

            yield return new TextSegment(text[start..end], true);
            done = end;
        }

        if (done < text.Length)
        {
            yield return new TextSegment(text[done..], false);
        }
    }
}
