using System.Globalization;
using System.Runtime.InteropServices;

namespace PeaceTalks.LocalPostgres;

/// <summary>The user as which the server runs if root starts the service. PostgreSQL refuses to run as root.</summary>
internal sealed record ServerAccount(string Name, uint UserId, uint GroupId)
{
    private static readonly string[] Preferred = ["postgres", "_postgres", "nobody"];

    public static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>
    /// Null to run as the user of this process. An existing cluster keeps its owner, because PostgreSQL only serves a cluster of its own
    /// user.
    /// </summary>
    public static async Task<ServerAccount?> ForAsync(string dataFolder, CancellationToken cancellation)
    {
        if (!IsRoot)
        {
            return null;
        }

        var accounts = (await File.ReadAllLinesAsync("/etc/passwd", cancellation)).Select(Parse).OfType<ServerAccount>().ToList();
        var owner = Directory.Exists(dataFolder) ? await OwnerOfAsync(dataFolder, cancellation) : 0;
        return accounts.Find(a => a.UserId == owner && a.UserId != 0)
            ?? Preferred.Select(name => accounts.Find(a => a.Name == name && a.UserId != 0)).FirstOrDefault(a => a is not null)
            ?? throw new LocalPostgresException(
                "PostgreSQL refuses to run as root, and no user 'postgres' or 'nobody' exists to run it as. "
                    + "Start the service as a user other than root, or add one: useradd --system postgres"
            );
    }

    /// <summary>Gives the file or folder to this user: the link itself, not what it links to.</summary>
    public void TakeOver(string path)
    {
        if (ChangeOwner(path, UserId, GroupId) != 0)
        {
            throw new LocalPostgresException($"Cannot give {path} to the user {Name}: {Marshal.GetLastPInvokeErrorMessage()}.");
        }
    }

    private static ServerAccount? Parse(string line)
    {
        var fields = line.Split(':');
        return
            fields.Length >= 4
            && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out var user)
            && uint.TryParse(fields[3], CultureInfo.InvariantCulture, out var group)
            ? new ServerAccount(fields[0], user, group)
            : null;
    }

    // .NET has no API for the owner of a file. The third field of `ls -ldn` is defined by POSIX, unlike the options of stat.
    private static async Task<uint> OwnerOfAsync(string folder, CancellationToken cancellation)
    {
        var listing = await new ChildProcess("/bin/ls", ["-ldn", folder]).RunAsync(cancellation);
        var fields = listing.Output.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 2 && uint.TryParse(fields[2], CultureInfo.InvariantCulture, out var owner) ? owner : 0;
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    private static extern int ChangeOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint owner, uint group);
}
