using System.Globalization;
using System.Text.RegularExpressions;

namespace PeaceTalks.LocalPostgres.Binaries;

/// <summary>A folder of binaries that was tried and answers.</summary>
internal sealed partial record PostgresBinaries(string Folder, string Version)
{
    /// <summary>What the service's migrations are tested with; older ones miss SQL that they use.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["initdb", "postgres", "pg_ctl"];

    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>The outcome of looking into one folder: binaries, or why there are none.</summary>
    public sealed record Finding(PostgresBinaries? Binaries, string Problem);

    public static async Task<Finding> ProbeAsync(string folder, ServerAccount? account, CancellationToken cancellation)
    {
        var missing = Needed.Where(name => !File.Exists(PathOf(folder, name))).ToList();
        if (missing.Count > 0)
        {
            return new Finding(null, $"{folder} has no {string.Join(", no ", missing)}");
        }

        // Asked as the user who will run it, so that a folder which that user cannot enter is found out here.
        var answer = await new ChildProcess(PathOf(folder, "postgres"), ["--version"])
        {
            Account = account,
            Variables = VariablesFor(folder),
        }.RunAsync(cancellation);
        var version = VersionPattern().Match(answer.Output);
        if (!answer.Succeeded || !version.Success)
        {
            var asWhom = account is null ? "" : $" as the user {account.Name}";
            return new Finding(null, $"{PathOf(folder, "postgres")} does not run{asWhom}: {answer.Output}");
        }

        var binaries = new PostgresBinaries(folder, version.Groups[1].Value);
        return binaries.Major < OldestMajor
            ? new Finding(null, $"{folder} is PostgreSQL {binaries.Version}, and {OldestMajor} is the oldest that works")
            : new Finding(binaries, "");
    }

    public ChildProcess Command(string program, params string[] arguments) =>
        new(PathOf(Folder, program), arguments) { Variables = VariablesFor(Folder) };

    public static string PathOf(string folder, string program) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program);

    private static Dictionary<string, string> VariablesFor(string folder)
    {
        // Messages in English, which is what is searched for in them and on the web.
        var variables = new Dictionary<string, string> { ["LC_ALL"] = "C" };

        // npm's libraries find each other only this way; other packages must not get it, they have their own.
        var package = Path.GetDirectoryName(folder);
        if (package is not null && File.Exists(Path.Combine(package, NpmPackage.LinksFile)))
        {
            variables[OperatingSystem.IsMacOS() ? "DYLD_LIBRARY_PATH" : "LD_LIBRARY_PATH"] = Path.Combine(package, "lib");
        }

        return variables;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+(\.\d+)?)")]
    private static partial Regex VersionPattern();
}
