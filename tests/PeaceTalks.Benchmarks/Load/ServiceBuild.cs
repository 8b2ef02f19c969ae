using System.Diagnostics;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Benchmarks.Load;

/// <summary>A build of the service, by the folder of its program.</summary>
/// <param name="Settings">Settings in which a run differs from a plain start.</param>
internal sealed record ServiceBuild(string Name, string Folder, IReadOnlyDictionary<string, string> Settings)
{
    private const string Program = "PeaceTalks.Api.dll";

    /// <summary>Keeps no answers, so that each is made anew.</summary>
    public static readonly KeyValuePair<string, string> KeepsNothing = new("AnswerCache__Megabytes", "0");

    public static readonly string AdminKey = Secret.New().Text;

    /// <summary>The one that was built with this project.</summary>
    public static ServiceBuild Beside(IReadOnlyDictionary<string, string> settings) => new("service", AppContext.BaseDirectory, settings);

    /// <summary>The same build, keeping no answers.</summary>
    public ServiceBuild WithoutCache() => this with { Settings = Settings.Append(KeepsNothing).ToDictionary() };

    /// <summary>Publishes the sources that this project belongs to, in Release.</summary>
    public static async Task<ServiceBuild> PublishAsync(string folder, IReadOnlyDictionary<string, string> settings)
    {
        var project = Path.Combine(Repository.Folder, "src", "PeaceTalks.Api");
        using var publish = Process.Start(
            "dotnet",
            ["publish", "-c", "Release", "--use-current-runtime", "--no-self-contained", "-v", "quiet", "-o", folder, project]
        );
        await publish.WaitForExitAsync();
        return publish.ExitCode == 0
            ? new ServiceBuild("service", folder, settings)
            : throw new InvalidOperationException($"{project} was not published.");
    }

    /// <summary>Starts it as it would run, on a database that exists, without limits unless its settings say otherwise.</summary>
    /// <param name="ready">The path that is answered once it has started.</param>
    public Task<Contender> StartAsync(string connectionString, string ready = "/health/live")
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__PeaceTalks"] = connectionString,
            ["Dataset"] = "",
            ["Limits__Enabled"] = "false",
            // So that no key is written into the folder of whoever runs this.
            ["Keys__Admin"] = AdminKey,
        };
        foreach (var (name, value) in Settings)
        {
            settings[name] = value;
        }

        return Contender.StartAsync(Name, ready, [Path.Combine(Folder, Program)], settings);
    }
}
