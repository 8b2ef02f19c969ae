using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>Clients that read and write, one request after the other, and remember how each was answered.</summary>
public sealed class Load
{
    /// <summary>Far beyond the limits, and far below a client's patience: the machine may be busy.</summary>
    private static readonly TimeSpan AFewSeconds = TimeSpan.FromSeconds(20);

    private static readonly string[] Reads =
    [
        "/api/v1/held-positions?asOf=2026-01-31",
        "/api/v1/parties",
        "/api/v1/positions?limit=5",
        "/api/v1/revisions",
    ];

    private readonly ConcurrentBag<Asked> answers = [];

    public sealed record Asked(bool IsWrite, string Text, int Status, string? Type, TimeSpan Took);

    public IEnumerable<Asked> Answers => answers;

    /// <summary>Each of them by status, for a person: <c>GET 200: 512, GET 503: 13, POST 201: 80</c>.</summary>
    public string Figures =>
        string.Join(
            ", ",
            answers.GroupBy(x => $"{(x.IsWrite ? "POST" : "GET")} {x.Status}").OrderBy(x => x.Key).Select(x => $"{x.Key}: {x.Count()}")
        ) + $"; the slowest took {answers.Max(x => x.Took).TotalSeconds:0.0} s";

    public static HttpContent Remark(string text) =>
        JsonContent.Create(
            new
            {
                note = "In trouble",
                item = new
                {
                    article = "reuters-2026-01-07-zelenskiy-seeks-trump-meeting",
                    paragraph = 1,
                    kind = "CONTEXT",
                    text,
                },
            }
        );

    /// <summary>Goes on while the work does, of which it is a part that nothing stops.</summary>
    /// <param name="size">Of each write, in characters.</param>
    public static async Task<Load> DuringAsync(HttpClient http, Func<Load, Task> work, int readers = 6, int writers = 6, int size = 20)
    {
        var load = new Load();
        using var end = new CancellationTokenSource();
        var clients = Enumerable
            .Range(0, readers + writers)
            .Select(i => Task.Run(() => load.AskAsync(http, i, i < writers, size, end.Token)))
            .ToList();
        try
        {
            await work(load);
        }
        finally
        {
            await end.CancelAsync();
            await Task.WhenAll(clients);
        }

        return load;
    }

    /// <summary>That nothing was worse than a 503, in time, and that there was trouble at all.</summary>
    public void ShouldBeHarmless(bool withTrouble = true)
    {
        answers.Select(x => x.Status).Distinct().ShouldBeSubsetOf([200, 201, 503], Figures);
        answers
            .Where(x => x.Status == 503)
            .ShouldAllBe(x => x.Type == "/problems/unavailable" || (x.IsWrite && x.Type == "/problems/unconfirmed"));
        answers.ShouldAllBe(x => x.Took < AFewSeconds, Figures);
        answers.Any(x => x.Status == 503).ShouldBe(withTrouble, Figures);
        answers.ShouldContain(x => x.Status == 200);
    }

    private async Task AskAsync(HttpClient http, int client, bool isWrite, int size, CancellationToken end)
    {
        for (var i = 0; !end.IsCancellationRequested; i++)
        {
            var text = $"{client}.{i}.".PadRight(size, 'x');
            var clock = Stopwatch.StartNew();
            using var response = isWrite
                ? await http.PostAsync("/api/v1/remarks", Remark(text), CancellationToken.None)
                : await http.GetAsync(Reads[i % Reads.Length], CancellationToken.None);
            var answer = await Answer.OfAsync(response);
            answers.Add(
                new Asked(
                    isWrite,
                    text,
                    answer.Status,
                    answer.Status == 503 ? answer.Json.GetProperty("type").GetString() : null,
                    clock.Elapsed
                )
            );
            if (answer.Status == 503)
            {
                response.Headers.RetryAfter.ShouldNotBeNull();
                await Task.Delay(50, CancellationToken.None);
            }
        }
    }
}
