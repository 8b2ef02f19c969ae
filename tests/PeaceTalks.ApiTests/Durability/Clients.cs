using System.Collections.Concurrent;
using System.Net;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>Eight clients that send each write again and again until it is acknowledged, and remember how they were answered.</summary>
public sealed class Clients(Uri address) : IDisposable
{
    private const int Count = 8;

    /// <summary>Shorter than a service asks for: the trouble is over sooner than it thinks.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<string, int> answers = [];
    private readonly ConcurrentQueue<string> errors = [];
    private readonly ConcurrentBag<Acknowledged> acknowledged = [];

    public IReadOnlyCollection<Acknowledged> Acknowledged => acknowledged;

    /// <summary>For a person.</summary>
    public string Figures =>
        string.Join(", ", answers.OrderBy(x => x.Key).Select(x => $"{x.Key}: {x.Value}"))
        + $"; {acknowledged.Count(x => x.IsRepeat)} acknowledged by a repeat";

    public async Task SendAsync(IEnumerable<Write> writes, CancellationToken end)
    {
        var waiting = new ConcurrentQueue<Write>(writes);
        await Task.WhenAll(
            Enumerable
                .Range(0, Count)
                .Select(_ =>
                    Task.Run(
                        async () =>
                        {
                            while (waiting.TryDequeue(out var write))
                            {
                                await SendAsync(write, end);
                            }
                        },
                        end
                    )
                )
        );
    }

    /// <summary>
    /// Until it is acknowledged; or somebody was told of an error, which nobody should be whatever happens to the service.
    /// </summary>
    public async Task<Acknowledged> SendAsync(Write write, CancellationToken end)
    {
        while (true)
        {
            errors.ShouldBeEmpty();
            var pause = LongestPause;
            try
            {
                using var request = write.Request();
                using var response = await http.SendAsync(request, end);
                if (response.StatusCode == HttpStatusCode.Created)
                {
                    var answer = await Durability.Acknowledged.ReadAsync(write, response, end);
                    Note("201");
                    acknowledged.Add(answer);
                    return answer;
                }

                await NoteAsync(write, response, end);
                pause = response.Headers.RetryAfter?.Delta is { } asked && asked < pause ? asked : pause;
            }
            catch (Exception lost)
                when (lost is HttpRequestException or IOException or TaskCanceledException && !end.IsCancellationRequested)
            {
                Note("no answer");
            }

            await Task.Delay(pause * Random.Shared.NextDouble(), end);
        }
    }

    public void Dispose() => http.Dispose();

    private async Task NoteAsync(Write write, HttpResponseMessage response, CancellationToken end)
    {
        Note($"{(int)response.StatusCode}");
        var body = await response.Content.ReadAsStringAsync(end);
        var isTrouble =
            response.StatusCode == HttpStatusCode.ServiceUnavailable
            || (response.StatusCode == HttpStatusCode.Conflict && body.Contains("/problems/still-running", StringComparison.Ordinal));
        if (!isTrouble)
        {
            errors.Enqueue($"{write.Text}: {(int)response.StatusCode} {body}");
        }
    }

    private void Note(string answer) => answers.AddOrUpdate(answer, 1, (_, count) => count + 1);
}
