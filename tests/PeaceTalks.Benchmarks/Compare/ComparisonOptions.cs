using PeaceTalks.Benchmarks.Ledgers;

namespace PeaceTalks.Benchmarks.Compare;

/// <summary>What a comparison measures.</summary>
/// <param name="Ledgers">The largest of them is measured in full, the others only for growth.</param>
/// <param name="Services">Builds of the service by their folders. If there are none, the sources are published.</param>
/// <param name="Settings">Settings of the service.</param>
/// <param name="Data">Where ledgers are kept for the next run. Null keeps none.</param>
/// <param name="Minutes">Only mixed reads and writes for so long, with memory over time. Null for the comparison.</param>
internal sealed record ComparisonOptions(
    IReadOnlyList<LedgerSize> Ledgers,
    IReadOnlyList<string> Questions,
    IReadOnlyList<(string Name, string Folder)> Services,
    IReadOnlyDictionary<string, string> Settings,
    int Seconds,
    int Rounds,
    bool PostGraphile,
    string? Data,
    int? Minutes,
    string Out
)
{
    public static readonly string[] Known =
    [
        "ledgers",
        "questions",
        "service",
        "set",
        "limits",
        "seconds",
        "rounds",
        "postgraphile",
        "data",
        "hour",
        "out",
    ];

    public static ComparisonOptions FromOptions(VerbOptions options) =>
        new(
            [.. Parts(options.Text("ledgers", "10000,100000,1000000,deep,reference")).Select(LedgerSize.Named)],
            Parts(options.Text("questions", "held,matrix,timeline,positions,diff")),
            [.. options.Every("service").Select(x => Pair(x, "service"))],
            SettingsOf(options),
            options.Number("seconds", 4),
            options.Number("rounds", 5),
            options.Has("postgraphile"),
            options.Find("data"),
            options.Has("hour") ? options.Number("hour", 60) : null,
            options.Text("out", Path.Combine(Repository.Folder, "docs", "benchmarks.md"))
        );

    private static Dictionary<string, string> SettingsOf(VerbOptions options)
    {
        var settings = options.Every("set").Select(x => Pair(x, "set")).ToDictionary(x => x.Name, x => x.Value);
        if (options.Has("limits"))
        {
            // On, and so high that nobody meets them.
            settings["Limits__Enabled"] = "true";
            settings["Limits__Address__Requests"] = settings["Limits__Address__Costly"] = settings["Limits__Address__AtOnce"] = "1000000";
        }

        return settings;
    }

    private static string[] Parts(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static (string Name, string Value) Pair(string text, string option) =>
        text.Split('=', 2) is [var name, var value]
            ? (name, value)
            : throw new ArgumentException($"--{option} takes NAME=VALUE, not '{text}'.");
}
