using BenchmarkDotNet.Attributes;
using PeaceTalks.Api.Diffs;

namespace PeaceTalks.Benchmarks.Pure.Diffs;

/// <summary>The words of two summaries. The longest has 500 characters.</summary>
public class WordDiffBenchmarks
{
    private const string Before = "Ukraine gives up none of its land, and asks for guarantees before it withdraws from any line. ";
    private const string After = "Ukraine gives up no land that it holds, and asks for guarantees before it withdraws. ";

    private string before = "";
    private string after = "";

    [Params(1, 5)]
    public int Sentences { get; set; }

    [GlobalSetup]
    public void MakeTexts() =>
        (before, after) = (string.Concat(Enumerable.Repeat(Before, Sentences)), string.Concat(Enumerable.Repeat(After, Sentences)));

    [Benchmark]
    public IReadOnlyList<WordRun> Between() => WordDiff.Between(before, after);
}
