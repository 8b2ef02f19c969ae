using PeaceTalks.Benchmarks.Ledgers;

namespace PeaceTalks.Benchmarks.Questions;

/// <summary>
/// Many addresses that the service and the baseline have to answer with the same bytes. The same seed gives the same ones.
/// </summary>
internal sealed class VariedQuestions(LedgerSize size, int seed)
{
    private readonly Random random = new(seed);

    public IEnumerable<string> Take(int count) => Enumerable.Range(0, count).Select(i => Next(i % 8));

    private string Next(int kind) =>
        kind switch
        {
            0 => $"/api/v1/held-positions?party={Party()}&proposal={Proposal()}{Pin()}",
            1 => $"/api/v1/held-positions?proposal={Proposal()}&proposal={Proposal()}&limit={random.Next(1, 60)}{Pin()}",
            2 => $"/api/v1/held-positions?issue={Issue()}&party={Party()}&certainty={Certainty()}{Pin()}",
            3 => $"/api/v1/held-positions?party={Party()}&party={Party()}&issue={Issue()}&issue={Issue()}&limit=20{Pin()}",
            4 =>
                $"/api/v1/matrix?party={Party()}&party={Party()}&issue={Issue()}&issue={Issue()}&issue={Issue()}&certainty={Certainty()}{Pin()}",
            5 => $"/api/v1/issues/{Issue()}/timeline?party={Party()}&limit={random.Next(1, 60)}{Pin()}",
            6 => $"/api/v1/positions?party={Party()}&limit={random.Next(1, 80)}{Pin()}",
            _ => $"/api/v1/positions?party={Party()}&issue={Issue()}{Pin()}",
        };

    private string Party() => $"party-{random.Next(1, size.Parties + 1)}";

    private string Issue() => $"issue-{random.Next(1, size.Issues + 1)}";

    private string Proposal() => $"proposal-{random.Next(1, size.Issues + 1)}";

    private string Certainty() => random.Next(2) == 0 ? "CERTAIN" : "POSSIBLE";

    private string Pin() =>
        $"&asOf={new DateOnly(2022, 12, 1).AddDays(random.Next(0, 800)):yyyy-MM-dd}"
        + (random.Next(2) == 0 ? "" : $"&knownAt={random.Next(1, LedgerSize.Head + 1)}");
}
