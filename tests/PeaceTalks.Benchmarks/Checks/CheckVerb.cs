using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;

namespace PeaceTalks.Benchmarks.Checks;

/// <summary>The small form for CI. It fails on wrong answers, on statements and on buffers, and never on time.</summary>
internal static class CheckVerb
{
    private const string Folder = "data";

    public static async Task<int> RunAsync(VerbOptions options)
    {
        var size = LedgerSize.Named(options.Text("ledger", "10000"));
        await using var server = await BenchmarkServer.StartAsync(options.Find(Folder), ("shared_preload_libraries", "pg_stat_statements"));
        var build = ServiceBuild.Beside(new Dictionary<string, string> { ["HeadWatch__PollSeconds"] = "3600" });
        var database = await new LedgerMaker(server).MakeAsync(size, build);
        await using var service = await build.StartAsync(server.ConnectionStringTo(database));
        await using var baseline = await OwnServers.BaselineAsync(server.ConnectionStringTo(database));
        var questions = Question.All(size);
        await SameAnswers.RequireAsync(
            service,
            baseline,
            [.. questions.Where(x => x.HasBaseline).Select(x => x.Path), .. new VariedQuestions(size, seed: 1).Take(400)]
        );
        return 0;
    }
}
