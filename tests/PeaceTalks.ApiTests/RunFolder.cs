using PeaceTalks.LocalPostgres;

namespace PeaceTalks.ApiTests;

/// <summary>The folder of all temporary files of this run. A lock beside it tells later runs whether this one still lives.</summary>
internal static class RunFolder
{
    // macOS' own temporary folder has a path too long for a socket in it.
    private static readonly string Runs = Path.Combine(
        OperatingSystem.IsMacOS() ? "/tmp" : Path.GetTempPath(),
        $"peacetalks-tests-{Environment.UserName}"
    );

    private static readonly Lazy<(string Folder, FileStream Lock)> Own = new(Begin);

    /// <summary>A new folder in it, enterable since as root the servers run as another user.</summary>
    public static string New() => Enterable(Path.Combine(Own.Value.Folder, Guid.NewGuid().ToString("N")[..8]));

    /// <summary>Stops the servers of runs that were killed and deletes their folders.</summary>
    public static async Task ClearKilledRunsAsync()
    {
        foreach (var lockFile in Directory.EnumerateFiles(Enterable(Runs), "*.lock"))
        {
            try
            {
                using var killed = Lock(lockFile);
                await DeleteAsync(Path.ChangeExtension(lockFile, null));
                File.Delete(lockFile);
            }
            catch (IOException)
            {
                // Held: that run goes on, or this is it.
            }
        }
    }

    public static async Task EndAsync()
    {
        if (Own.IsValueCreated)
        {
            await DeleteAsync(Own.Value.Folder);
            Own.Value.Lock.Dispose();
            File.Delete(Own.Value.Lock.Name);
        }
    }

    /// <summary>Deletes the folder and what is in it, servers stopped first.</summary>
    public static async Task DeleteAsync(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var serverLock in Directory.EnumerateFiles(folder, "lock", SearchOption.AllDirectories))
        {
            var options = new LocalPostgresOptions
            {
                DataFolder = Path.GetDirectoryName(serverLock),
                BinariesFolder = TestCluster.BinariesFolder,
            };
            await LocalPostgresServer.StopLeftoverAsync(options, Console.WriteLine, CancellationToken.None);
        }

        // An initdb whose service was killed ends by itself, and until then may add a file while others are deleted.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < 50)
            {
                await Task.Delay(100);
            }
        }
    }

    private static (string Folder, FileStream Lock) Begin()
    {
        var folder = Path.Combine(Enterable(Runs), Guid.NewGuid().ToString("N")[..8]);
        var held = Lock(folder + ".lock");
        return (Enterable(folder), held);
    }

    private static FileStream Lock(string file) => new(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Makes the folder, for other users to pass through whatever the umask is.</summary>
    public static string Enterable(string folder)
    {
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        return folder;
    }
}
