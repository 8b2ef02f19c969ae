using DiffPlex;

namespace PeaceTalks.Api.Diffs;

public enum WordChange
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>In the earlier text alone.</summary>
    Deleted,

    /// <summary>In the later text alone.</summary>
    Inserted,
}

/// <summary>Words that follow one another and have changed alike, with the spaces between them.</summary>
public sealed record WordRun(WordChange Change, string Text);

/// <summary>Which words of a text have changed.</summary>
public static class WordDiff
{
    /// <summary>Runs in order: those that are no insertion make the earlier text, those that are no deletion the later one.</summary>
    public static IReadOnlyList<WordRun> Between(string before, string after)
    {
        var diff = new Differ().CreateWordDiffs(before, after, ignoreWhitespace: false, [' ', ',', '.', ';', ':', '(', ')', '"']);
        List<WordRun> runs = [];
        var place = 0;
        foreach (var block in diff.DiffBlocks)
        {
            Add(WordChange.Same, diff.PiecesOld, place, block.DeleteStartA - place);
            Add(WordChange.Deleted, diff.PiecesOld, block.DeleteStartA, block.DeleteCountA);
            Add(WordChange.Inserted, diff.PiecesNew, block.InsertStartB, block.InsertCountB);
            place = block.DeleteStartA + block.DeleteCountA;
        }

        Add(WordChange.Same, diff.PiecesOld, place, diff.PiecesOld.Length - place);
        return runs;

        void Add(WordChange change, string[] pieces, int start, int count)
        {
            if (count > 0)
            {
                runs.Add(new WordRun(change, string.Concat(pieces.Skip(start).Take(count))));
            }
        }
    }
}
