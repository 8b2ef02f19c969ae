using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Sends requests one after the other, and keeps what is wrong with their answers.</summary>
public sealed class FuzzRun
{
    private readonly AnswerCheck check;
    private readonly World world;
    private readonly RawHttp http;
    private readonly Dictionary<(Intent Intent, string Status), int> answers = [];
    private readonly Dictionary<string, (int Sent, int Taken)> valid = [];
    private readonly Stopwatch clock = Stopwatch.StartNew();

    private FuzzRun(AnswerCheck check, World world, RawHttp http) => (this.check, this.world, this.http) = (check, world, http);

    /// <summary>So many requests, made up from what the service says of itself and from what is in the ledger.</summary>
    /// <param name="app">The ledger.</param>
    /// <param name="service">Another instance on it, not yet started.</param>
    /// <param name="seed">The same again makes the same requests up, but for ids and secrets.</param>
    /// <param name="count">How many.</param>
    public static async Task<FuzzRun> OfAsync(LedgerApp app, WebApplicationFactory<Program> service, int seed, int count)
    {
        service.UseKestrel(0);
        service.StartServer();
        var document = JsonNode.Parse(await app.GetTextAsync("/openapi/v1.json"))!;
        var (check, world) = (new AnswerCheck(document), await World.OfAsync(app));
        var run = new FuzzRun(check, world, new RawHttp(service.ClientOptions.BaseAddress.Port));
        await run.SendAsync(new Requests(check, new SchemaCheck(document), world, seed).Take(count), seed);
        return run;
    }

    public List<string> Failures { get; } = [];

    public IEnumerable<string> RarelyTaken =>
        valid.Where(x => x.Value.Sent >= 4 && 2 * x.Value.Taken < x.Value.Sent).Select(x => $"{x.Key}: {x.Value.Taken} of {x.Value.Sent}");

    public IEnumerable<string> Summary =>
        [
            .. answers
                .GroupBy(x => x.Key.Intent)
                .Select(x => $"{x.Key}: {string.Join(", ", x.OrderBy(y => y.Key.Status).Select(y => $"{y.Value} times {y.Key.Status}"))}"),
            $"{answers.Values.Sum()} requests in {clock.Elapsed.TotalSeconds:0} s",
        ];

    private async Task SendAsync(IEnumerable<Draft> requests, int seed)
    {
        var number = 0;
        foreach (var sent in requests)
        {
            number++;
            var answer = await http.SendAsync(sent.Bytes(), sent.Method == "HEAD" && sent.RawRequest is null, sent.IsCutOff);
            var key = (sent.Intent, $"{answer?.Status.ToString() ?? "none"}");
            answers[key] = answers.GetValueOrDefault(key) + 1;
            Count(sent, answer);
            if (check.Find(sent, answer).ToList() is { Count: > 0 } findings)
            {
                Failures.Add($"Seed {seed}, number {number}: {string.Join("\n  ", findings)}\n{sent}\n");
            }

            if (answer is not null)
            {
                world.Learn(sent, answer);
            }
        }
    }

    private void Count(Draft sent, RawAnswer? answer)
    {
        if (sent.Intent == Intent.Valid)
        {
            var (all, taken) = valid.GetValueOrDefault(sent.Operation.Id);
            valid[sent.Operation.Id] = (all + 1, taken + (answer?.Status is >= 200 and < 400 ? 1 : 0));
        }
    }
}
