using PeaceTalks.Benchmarks.Costs;
using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;

namespace PeaceTalks.Benchmarks.Checks;

/// <summary>The small form for CI. It fails on wrong answers, on statements and on buffers, and never on time.</summary>
internal static class CheckVerb
{
    public static readonly string[] Known = ["ledger", "data"];

    /// <summary>The head is not asked for at its own time, which would count as well.</summary>
    private static readonly Dictionary<string, string> Settings = new() { ["HeadWatch__PollSeconds"] = "3600" };

    public static async Task<int> RunAsync(VerbOptions options)
    {
        var size = LedgerSize.Named(options.Text("ledger", "10000"));
        await using var server = await BenchmarkServer.StartAsync(options.Find("data"), StatementCounts.Setting);
        var build = ServiceBuild.Beside(Settings).WithoutCache();
        var database = await new LedgerMaker(server).MakeAsync(size, build);
        await using var service = await build.StartAsync(server.ConnectionStringTo(database));
        await using (var baseline = await OwnServers.BaselineAsync(server.ConnectionStringTo(database)))
        {
            var asked = Question.All(size).Where(x => x.HasBaseline).Select(x => x.Path);
            await SameAnswers.RequireAsync(service, baseline, [.. asked, .. new VariedQuestions(size, seed: 1).Take(400)]);
        }

        var counts = new StatementCounts(server, database);
        await counts.PrepareAsync();
        var broken = 0;
        Console.WriteLine($"{"question", -10}{"statements", 18}{"resets", 18}{"buffers", 18}");
        foreach (var spent in await SpentAsync(counts, service, Question.All(size)))
        {
            var budget = Budget.All.Single(x => x.Question == spent.Question);
            Console.WriteLine(
                $"{spent.Question, -10}"
                    + Cell(spent.Statements, budget.Statements, ref broken)
                    + Cell(spent.Resets, budget.Resets, ref broken)
                    + Cell(spent.Buffers, budget.Buffers, ref broken)
            );
        }

        if (broken > 0)
        {
            throw new CheckFailedException($"{broken} counts are above their budgets (marked with !), which are in Checks/Budget.cs.");
        }

        var costs = await CostsVerb.AllAsync(server, database, service);
        var dear = costs.Where(x => x.Status >= 500 || x.Buffers > Budget.OfAnyRead(x.Address)).ToList();
        Console.WriteLine($"{costs.Count} reads with all filters; the dearest look at {costs.Max(x => x.Buffers):N0} buffers.");
        return dear.Count == 0
            ? 0
            : throw new CheckFailedException($"These fail or are above the budget of any read:\n{CostsVerb.Text(dear)}");
    }

    private static async Task<IReadOnlyList<Budget>> SpentAsync(
        StatementCounts counts,
        Contender service,
        IReadOnlyList<Question> questions
    )
    {
        List<Budget> spent = [];
        foreach (var question in questions)
        {
            spent.Add(await counts.CountAsync(question.Name, service, question.Path));
        }

        var (response, _) = await service.GetAsync(questions[0].Path);
        spent.Add(await counts.CountAsync("304", service, questions[0].Path, response.Headers.ETag!.ToString()));
        return spent;
    }

    private static string Cell(double spent, double budget, ref int broken)
    {
        var isAbove = spent > budget;
        broken += isAbove ? 1 : 0;
        return $"{spent:0.0}{(isAbove ? "!" : " ")} of {budget:0}".PadLeft(18);
    }
}
