using System.Text.Json;
using PeaceTalks.Benchmarks.Baseline;
using PeaceTalks.Benchmarks.Checks;
using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;
using PeaceTalks.Benchmarks.Rivals;

namespace PeaceTalks.Benchmarks.Compare;

/// <summary>Measures the questions on one ledger.</summary>
/// <param name="services">Builds of the service, each running on this ledger and keeping no answers. The last is the newest.</param>
/// <param name="keeping">The same builds, keeping answers.</param>
/// <param name="smallest">The first build on the smallest ledger, to which growth is compared. Null if this is the smallest.</param>
internal sealed class LedgerRun(
    ComparisonOptions options,
    BenchmarkServer server,
    Rounds rounds,
    LedgerSize size,
    string database,
    IReadOnlyList<Contender> services,
    IReadOnlyList<Contender> keeping,
    Contender? smallest
)
{
    public const string PgBenchName = "pgbench";

    /// <param name="inFull">Whether to measure what is not about growth, too.</param>
    public async Task<MeasuredLedger> MeasureAsync(bool inFull)
    {
        await using var baseline = await OwnServers.BaselineAsync(server.ConnectionStringTo(database));
        var questions = Question.All(size).Where(x => options.Questions.Contains(x.Name)).ToList();
        foreach (var service in services)
        {
            string[] paths = [.. questions.Where(x => x.HasBaseline).Select(x => x.Path), .. new VariedQuestions(size, seed: 2).Take(80)];
            await SameAnswers.RequireAsync(service, baseline, paths, butEpoch: service != services[^1]);
        }

        var answers = Directory.CreateTempSubdirectory("peacetalks-answers-");
        try
        {
            foreach (var question in questions)
            {
                var (_, body) = await services[0].GetAsync(question.Path);
                await File.WriteAllBytesAsync(Path.Combine(answers.FullName, question.Name), body);
            }

            await using var bare = await OwnServers.BareAsync(answers.FullName);
            await using var rival = inFull && options.PostGraphile ? await PostGraphile.StartAsync(server, database) : null;
            List<MeasuredQuestion> measured = [];
            foreach (var question in questions)
            {
                measured.Add(await MeasureAsync(question, inFull, baseline, bare, rival));
            }

            return new MeasuredLedger(size, inFull, measured);
        }
        finally
        {
            answers.Delete(recursive: true);
        }
    }

    private async Task<MeasuredQuestion> MeasureAsync(
        Question question,
        bool inFull,
        Contender baseline,
        Contender bare,
        PostGraphile? rival
    )
    {
        Console.WriteLine($"{size.Name}: {question.Name}");
        List<Lane> lanes = [.. services.Select(x => Lane.Http(x, question.Path))];
        if (question.HasBaseline)
        {
            lanes.Add(Lane.Http(baseline, question.Path));
        }

        if (smallest is not null)
        {
            lanes.Add(Lane.Http(smallest, question.Path));
        }

        if (inFull)
        {
            lanes.Add(Lane.Http(bare, $"/{question.Name}"));
            if (question.HasBaseline && await PgBench.FindAsync(server) is { } program)
            {
                var asked = Asked.FromPath(question.Path);
                lanes.Add(new Lane(PgBenchName, seconds => PgBench.RunAsync(program, server, database, asked, seconds), null));
            }
        }

        if (rival is not null && await rival.LaneAsync(question) is { } lane)
        {
            lanes.Add(lane);
        }

        var (_, body) = await services[0].GetAsync(question.Path);
        var fresh = await rounds.RunAsync(lanes);
        var (pinned, notModified) = inFull ? await PinnedAsync(question, bare) : ([], []);
        return new MeasuredQuestion(question, body.Length, fresh, pinned, notModified);
    }

    private async Task<(IReadOnlyList<Series> Pinned, IReadOnlyList<Series> NotModified)> PinnedAsync(Question question, Contender bare)
    {
        List<Lane> pinned = [];
        List<Lane> notModified = [];
        foreach (var service in keeping)
        {
            // Each names in its own link all that pins the answer.
            var (_, body) = await service.GetAsync(question.Path);
            var self = JsonDocument.Parse(body).RootElement.GetProperty("links").GetProperty("self").GetString()!;
            var (response, _) = await service.GetAsync(self);
            pinned.Add(Lane.Http(service, self));
            notModified.Add(Lane.Http(service, self, $"If-None-Match: {response.Headers.ETag}"));
        }

        pinned.Add(Lane.Http(bare, $"/{question.Name}"));
        notModified.Add(Lane.Http(bare, "/", "If-None-Match: \"any\""));
        return (await rounds.RunAsync(pinned), await rounds.RunAsync(notModified));
    }
}
