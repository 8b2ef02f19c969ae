using System.Text.RegularExpressions;
using DiffPlex;
using DiffPlex.Model;

namespace PeaceTalks.Api.Diffs;

public enum WordChange
{
    /// <summary>The words are in both texts.</summary>
    Same,

    /// <summary>The words are only in the earlier text.</summary>
    Deleted,

    /// <summary>The words are only in the later text.</summary>
    Inserted,
}

/// <summary>Consecutive words that changed in the same way, with the spaces between them.</summary>
public sealed record WordRun(WordChange Change, string Text);

/// <summary>Finds the words of a text that have changed.</summary>
public static partial class WordDiff
{
    /// <summary>
    /// The runs in order. All except the insertions make up the earlier text, and all except the deletions the later one.
    /// </summary>
    public static IReadOnlyList<WordRun> Between(string before, string after)
    {
        var diff = new Differ().CreateCustomDiffs(
            before,
            after,
            ignoreWhiteSpace: false,
            text => [.. Piece().Matches(text).Select(x => x.Value)]
        );
        string[] pieces = [.. diff.PiecesOld];
        List<WordRun> runs = [];
        var place = 0;
        foreach (var (start, deleted, inserted) in Phrases(pieces, [.. diff.PiecesNew], diff.DiffBlocks))
        {
            Add(WordChange.Same, pieces[place..start]);
            Add(WordChange.Deleted, deleted);
            Add(WordChange.Inserted, inserted);
            place = start + deleted.Length;
        }

        Add(WordChange.Same, pieces[place..]);
        return runs;

        void Add(WordChange change, string[] run)
        {
            if (run.Length > 0)
            {
                runs.Add(new WordRun(change, string.Concat(run)));
            }
        }
    }

    /// <summary>
    /// What is replaced by what, and where. Changes with only spaces in between are merged, so that phrases are not broken up word by word.
    /// </summary>
    private static IEnumerable<(int Start, string[] Deleted, string[] Inserted)> Phrases(
        string[] before,
        string[] after,
        IList<DiffBlock> blocks
    )
    {
        for (var (first, last) = (0, 0); first < blocks.Count; first = last = last + 1)
        {
            while (last + 1 < blocks.Count && before[End(blocks[last])..blocks[last + 1].DeleteStartA].All(string.IsNullOrWhiteSpace))
            {
                last++;
            }

            var start = blocks[first].DeleteStartA;
            var deleted = before[start..End(blocks[last])];
            var inserted = after[blocks[first].InsertStartB..(blocks[last].InsertStartB + blocks[last].InsertCountB)];
            var head = Alike(deleted, inserted);
            var tail = Alike(deleted.Skip(head).Reverse(), inserted.Skip(head).Reverse());
            yield return (start + head, deleted[head..^tail], inserted[head..^tail]);
        }

        static int End(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;
    }

    /// <summary>The number of pieces that both have in common at their beginning.</summary>
    private static int Alike(IEnumerable<string> one, IEnumerable<string> other) =>
        one.Zip(other).TakeWhile(x => x.First == x.Second).Count();

    /// <summary>A word or number, a run of spaces, or a single sign. Never half of a character.</summary>
    [GeneratedRegex(@"(?:[\w'’-]|(?<=\d)[.,](?=\d))+|\s+|\p{Cs}+|.")]
    private static partial Regex Piece();
}
