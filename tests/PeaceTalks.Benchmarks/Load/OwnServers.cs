namespace PeaceTalks.Benchmarks.Load;

/// <summary>The servers of this program, each in a process of its own.</summary>
internal static class OwnServers
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "PeaceTalks.Benchmarks.dll");

    public static Task<Contender> BaselineAsync(string connectionString) =>
        StartAsync("baseline", new Dictionary<string, string> { ["BASELINE_CONNECTION"] = connectionString });

    /// <param name="folder">Each file in it is the answer at the path of its name.</param>
    public static Task<Contender> BareAsync(string folder) => StartAsync("bare", new Dictionary<string, string>(), "--answers", folder);

    private static Task<Contender> StartAsync(string verb, Dictionary<string, string> settings, params string[] arguments) =>
        Contender.StartAsync(verb, "/", [Program, verb, .. arguments], settings);
}
