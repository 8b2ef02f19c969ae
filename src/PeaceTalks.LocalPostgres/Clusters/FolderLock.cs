using System.Globalization;

namespace PeaceTalks.LocalPostgres.Clusters;

/// <summary>
/// A lock that lets only one service use a data folder. The operating system releases it when the process ends, however it ends. Child
/// processes do not inherit it.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <returns>Null if another service holds the lock.</returns>
    public static FolderLock? TryTake(ServiceFolder folder)
    {
        FileStream file;
        try
        {
            file = new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException) when (File.Exists(folder.LockFile))
        {
            return null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw folder.Unusable(failure);
        }

        folder.Write(HolderFile(folder), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new FolderLock(file);
    }

    /// <summary>The exception to throw if <see cref="TryTake"/> gave null.</summary>
    public static LocalPostgresException Held(ServiceFolder folder)
    {
        // A separate file, because .NET cannot read one that is locked.
        var holder = File.Exists(HolderFile(folder)) ? $" (process {File.ReadAllText(HolderFile(folder))})" : "";
        return new LocalPostgresException(
            $"Another PeaceTalks service{holder} uses the data folder {folder.Path}. "
                + "Stop it first, or set LocalPostgres__DataFolder to another folder for this one."
        );
    }

    public void Dispose() => file.Dispose();

    private static string HolderFile(ServiceFolder folder) => Path.Combine(folder.Path, "lock-holder");
}
