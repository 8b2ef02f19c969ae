using System.Globalization;

namespace PeaceTalks.LocalPostgres.Binaries;

/// <summary>Folders that may have binaries, in the order of the search. npm's package comes between the second and the third.</summary>
internal sealed record SearchPlaces(
    IReadOnlyList<string> PathFolders,
    IReadOnlyList<string> DebianFolders,
    IReadOnlyList<string> OtherFolders
)
{
    public static SearchPlaces OfThisSystem() =>
        new(
            (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
            Versions("/usr/lib/postgresql", "bin"),
            [
                .. Versions("/opt/homebrew/opt", "bin", "postgresql@*"),
                .. Versions("/usr/local/opt", "bin", "postgresql@*"),
                .. Versions("/Applications/Postgres.app/Contents/Versions", "bin"),
                .. OperatingSystem.IsWindows()
                    ? Versions(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "bin")
                    : [],
                .. Versions("/usr", "bin", "pgsql-*"),
                "/usr/local/pgsql/bin",
            ]
        );

    /// <summary>
    /// The folder that really holds the binaries of a PATH entry. A link to one program of a package stands for the whole package. Null if
    /// the entry has no <c>initdb</c>, or only a link that leads nowhere.
    /// </summary>
    public static string? BehindLinks(string folder)
    {
        var initdb = new FileInfo(PostgresBinaries.PathOf(folder, "initdb"));
        if (!initdb.Exists)
        {
            return null;
        }

        return initdb.ResolveLinkTarget(returnFinalTarget: true) switch
        {
            null => folder,
            { Exists: true } target => Path.GetDirectoryName(target.FullName),
            _ => null,
        };
    }

    // Newest first, by number: 9 is older than 15. Names without a number ("latest") come last.
    private static IReadOnlyList<string> Versions(string parent, string binaries, string pattern = "*") =>
        !Directory.Exists(parent)
            ? []
            :
            [
                .. Directory
                    .EnumerateDirectories(parent, pattern)
                    .OrderByDescending(NumberIn)
                    .Select(version => Path.Combine(version, binaries))
                    .Where(Directory.Exists),
            ];

    private static double NumberIn(string folder)
    {
        var digits = string.Concat(Path.GetFileName(folder).SkipWhile(c => !char.IsAsciiDigit(c)));
        return double.TryParse(digits, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
