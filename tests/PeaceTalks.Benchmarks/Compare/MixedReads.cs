using System.Diagnostics;
using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;

namespace PeaceTalks.Benchmarks.Compare;

/// <summary>Reads of all kinds for a long time, to see whether memory grows.</summary>
internal static class MixedReads
{
    private const int Clients = 8;

    public static async Task RunAsync(Contender service, LedgerSize size, int minutes)
    {
        var watch = Stopwatch.StartNew();
        var (requests, end) = (0L, TimeSpan.FromMinutes(minutes));
        var clients = Enumerable.Range(0, Clients).Select(ReadAsync).ToList();
        Console.WriteLine("minute, requests, resident MB");
        while (watch.Elapsed < end)
        {
            Console.WriteLine(
                $"{watch.Elapsed.TotalMinutes:0.0}, {Interlocked.Read(ref requests)}, {ProcessCost.Resident(service.ProcessId):0}"
            );
            service.ForgetLog();
            await Task.Delay(TimeSpan.FromSeconds(30));
        }

        await Task.WhenAll(clients);
        Console.WriteLine($"{watch.Elapsed.TotalMinutes:0.0}, {requests}, {ProcessCost.Resident(service.ProcessId):0}");

        async Task ReadAsync(int client)
        {
            var seed = client;
            while (watch.Elapsed < end)
            {
                foreach (
                    var path in (string[])
                        [.. new VariedQuestions(size, seed += Clients).Take(64), .. Question.All(size).Select(x => x.Path)]
                )
                {
                    await service.GetAsync(path);
                    Interlocked.Increment(ref requests);
                }
            }
        }
    }
}
