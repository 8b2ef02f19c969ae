using System.Diagnostics;
using PeaceTalks.Benchmarks.Ledgers;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;
using PeaceTalks.Benchmarks.Writes;

namespace PeaceTalks.Benchmarks.Compare;

/// <summary>Reads of all kinds and writes for a long time, to see whether memory grows.</summary>
internal static class MixedLoad
{
    private const int Readers = 8;

    /// <summary>Each so many writes, one adds a party, so that reference data changes.</summary>
    private const int WritesForAParty = 10;

    public static async Task RunAsync(Contender service, LedgerSize size, int minutes)
    {
        var watch = Stopwatch.StartNew();
        var (reads, writes, end) = (0L, 0L, TimeSpan.FromMinutes(minutes));
        using var writer = new ServiceWriter(service);
        var clients = Enumerable.Range(0, Readers).Select(ReadAsync).Append(WriteAsync()).ToList();
        Console.WriteLine("minute, reads, writes, resident MB");
        while (watch.Elapsed < end)
        {
            Tell();
            service.ForgetLog();
            await Task.Delay(TimeSpan.FromSeconds(30));
        }

        await Task.WhenAll(clients);
        Tell();

        void Tell() =>
            Console.WriteLine(
                $"{watch.Elapsed.TotalMinutes:0.0}, {Interlocked.Read(ref reads)}, {Interlocked.Read(ref writes)}, "
                    + $"{ProcessCost.Resident(service.ProcessId):0}"
            );

        async Task ReadAsync(int client)
        {
            var seed = client;
            while (watch.Elapsed < end)
            {
                foreach (
                    var path in (string[])
                        [.. new VariedQuestions(size, seed += Readers).Take(64), .. Question.All(size).Select(x => x.Path)]
                )
                {
                    await service.GetAsync(path);
                    Interlocked.Increment(ref reads);
                }
            }
        }

        async Task WriteAsync()
        {
            for (var i = 1; watch.Elapsed < end; i++)
            {
                await (
                    i % WritesForAParty == 0
                        ? writer.SendAsync("/api/v1/parties", GeneratedPosition.NewParty(i))
                        : writer.SendAsync("/api/v1/positions", new GeneratedPosition(size, i).Body)
                );
                Interlocked.Increment(ref writes);
                await Task.Delay(50);
            }
        }
    }
}
