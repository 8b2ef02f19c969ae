using System.Globalization;
using System.Text.RegularExpressions;

namespace PeaceTalks.LocalPostgres.Binaries;

/// <summary>A folder of binaries that has been tried and works.</summary>
internal sealed partial record PostgresBinaries(string Folder, string Version)
{
    /// <summary>The oldest version with which the migrations are tested. Older ones lack SQL that the migrations use.</summary>
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["initdb", "postgres", "pg_ctl"];

    public int Major => int.Parse(Version.Split('.')[0], CultureInfo.InvariantCulture);

    /// <summary>The result of looking into one folder: binaries, or the reason why there are none.</summary>
    public sealed record Finding(PostgresBinaries? Binaries, string Problem);

    public static async Task<Finding> ProbeAsync(string folder, ServerAccount? account, CancellationToken cancellation)
    {
        var missing = Needed.Where(name => !File.Exists(PathOf(folder, name))).ToList();
        if (missing.Count > 0)
        {
            return new Finding(null, $"{folder} has no {string.Join(", no ", missing)}");
        }

        // Run as the user who will run the server, so that a folder which that user cannot enter is found out here.
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
            ? new Finding(null, $"{folder} has PostgreSQL {binaries.Version}, but {OldestMajor} is the oldest version that works")
            : new Finding(binaries, "");
    }

    public ChildProcess Command(string program, params string[] arguments) =>
        new(PathOf(Folder, program), arguments) { Variables = VariablesFor(Folder) };

    public static string PathOf(string folder, string program) =>
        Path.Combine(folder, OperatingSystem.IsWindows() ? program + ".exe" : program);

    private static Dictionary<string, string> VariablesFor(string folder)
    {
        // Messages in English: the service searches them for known texts, and people search the web for them.
        var variables = new Dictionary<string, string> { ["LC_ALL"] = "C" };

        // This is the only way for npm's libraries to find each other. Other packages must not get it, because they have their own.
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
