using System.Globalization;
using System.Security.Cryptography;

namespace PeaceTalks.LocalPostgres.Clusters;

/// <summary>
/// The data folder. It contains <c>postgres-15/</c> (the cluster, named after its major version), <c>password</c>, <c>postgres.log</c>,
/// <c>socket/</c> and <c>lock</c>. Only the server's user and root can enter it.
/// </summary>
internal sealed class ServiceFolder
{
    private const string ClusterPrefix = "postgres-";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly ServerAccount? account;

    private ServiceFolder(string path, ServerAccount? account) => (Path, this.account) = (path, account);

    public string Path { get; }

    public string LogFile => System.IO.Path.Combine(Path, "postgres.log");

    public string SocketFolder => System.IO.Path.Combine(Path, "socket");

    public string LockFile => System.IO.Path.Combine(Path, "lock");

    public string PasswordFile => System.IO.Path.Combine(Path, "password");

    public static async Task<ServiceFolder> OpenAsync(string path, ServerAccount? account, CancellationToken cancellation)
    {
        var folder = new ServiceFolder(path, account);
        try
        {
            folder.CreateWayTo(path);
            folder.CreateOwned(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw folder.Unusable(failure);
        }

        if (account is not null)
        {
            var entering = await new ChildProcess("/bin/sh", ["-c", "cd -- \"$0\"", path]) { Account = account }.RunAsync(cancellation);
            if (!entering.Succeeded)
            {
                throw new LocalPostgresException(
                    $"PostgreSQL refuses to run as root, so it runs as the user {account.Name}, who cannot enter the data "
                        + $"folder {path}: a folder on the way is closed. Set LocalPostgres__DataFolder to another folder, or "
                        + "start the service as a user other than root."
                );
            }
        }

        return folder;
    }

    public LocalPostgresException Unusable(Exception failure) =>
        new(
            $"The user {Environment.UserName} cannot use the data folder {Path}: {failure.Message} Set "
                + "LocalPostgres__DataFolder to another folder.",
            failure
        );

    public string ClusterFolder(int major) => System.IO.Path.Combine(Path, ClusterPrefix + major.ToString(CultureInfo.InvariantCulture));

    /// <summary>The complete clusters in the folder, newest major version first. Normally there is at most one.</summary>
    public IReadOnlyList<int> ClusterMajors() =>
        [
            .. Directory
                .EnumerateDirectories(Path, ClusterPrefix + "*")
                .Where(folder => File.Exists(System.IO.Path.Combine(folder, "PG_VERSION")))
                .Select(folder =>
                    int.TryParse(System.IO.Path.GetFileName(folder)[ClusterPrefix.Length..], CultureInfo.InvariantCulture, out var major)
                        ? major
                        : 0
                )
                .Where(major => major > 0)
                .OrderDescending(),
        ];

    /// <summary>A folder name for a new cluster. It removes what interrupted attempts left behind.</summary>
    public string UnfinishedClusterFolder()
    {
        const string Prefix = "unfinished-";
        foreach (var left in Directory.EnumerateDirectories(Path, Prefix + "*"))
        {
            try
            {
                Directory.Delete(left, recursive: true);
            }
            catch (IOException)
            {
                // An initdb whose service was killed may still be writing there. Its name is unique, so it is in nobody's way.
            }
        }

        return System.IO.Path.Combine(Path, Prefix + Guid.NewGuid().ToString("N"));
    }

    /// <summary>The password of the clusters in the folder. Created if there is none.</summary>
    public string Password(bool clusterExists)
    {
        if (File.Exists(PasswordFile))
        {
            return File.ReadAllText(PasswordFile).Trim();
        }

        if (clusterExists)
        {
            throw new LocalPostgresException(
                $"{PasswordFile} is missing, and without it the database in {Path} cannot be opened. "
                    + "Put the file back, or set LocalPostgres__DataFolder to another folder to begin with an empty database."
            );
        }

        var password = RandomNumberGenerator.GetHexString(48, lowercase: true);
        Write(PasswordFile, password);
        return password;
    }

    /// <summary>
    /// Replaces the whole file, readable only by the server's user. It never writes through a link: as root, that would let the server's
    /// user have any file overwritten.
    /// </summary>
    public void Write(string path, string text)
    {
        var unfinished = $"{path}.{Guid.NewGuid():N}";
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            creation.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new StreamWriter(unfinished, creation))
        {
            file.Write(text);
        }

        account?.TakeOver(unfinished);
        File.Move(unfinished, path, overwrite: true);
    }

    public void CreateSocketFolder() => CreateOwned(SocketFolder);

    // Whatever root's umask is, the server's user has to pass through this folder, but need not see what else is in it.
    private void CreateWayTo(string folder)
    {
        if (System.IO.Path.GetDirectoryName(folder) is not { } parent || Directory.Exists(parent))
        {
            return;
        }

        CreateWayTo(parent);
        Directory.CreateDirectory(parent);
        if (account is not null && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(parent, OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }

    private void CreateOwned(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, OwnerOnly);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            File.SetUnixFileMode(folder, OwnerOnly);
            account?.TakeOver(folder);
        }
        else if (account is not null && folder == Path && !File.Exists(LockFile))
        {
            // Root must not give away a folder with other contents.
            throw new LocalPostgresException(
                $"The data folder {Path} holds other files. Set LocalPostgres__DataFolder to a folder of its own, which need not exist yet."
            );
        }
    }
}
