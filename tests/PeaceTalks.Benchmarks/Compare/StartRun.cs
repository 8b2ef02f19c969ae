using System.Diagnostics;
using PeaceTalks.Benchmarks.Load;
using PeaceTalks.Benchmarks.Questions;

namespace PeaceTalks.Benchmarks.Compare;

/// <summary>Measures how fast a build starts on existing data, and how much memory it takes.</summary>
internal static class StartRun
{
    private const int Starts = 5;

    public static async Task<MeasuredStart> MeasureAsync(ServiceBuild build, string connectionString, IReadOnlyList<Question> questions)
    {
        Console.WriteLine($"start of {build.Name}");
        List<double> seconds = [];
        for (var i = 0; i < Starts; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var started = await build.StartAsync(connectionString, questions[0].Path);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }

        await using var service = await build.StartAsync(connectionString, questions[0].Path);
        await Task.Delay(TimeSpan.FromSeconds(10));
        var idle = ProcessCost.Resident(service.ProcessId);
        foreach (var question in questions)
        {
            await Wrk.RunAsync(service.Address + question.Path, 10);
        }

        return new MeasuredStart(build.Name, Series.MedianOf(seconds), idle, ProcessCost.Resident(service.ProcessId));
    }
}
