using static System.Environment;

namespace PeaceTalks.LocalPostgres;

/// <summary>
/// The default folders. Root gets those of the system, because the server runs as another user, who cannot enter root's home.
/// </summary>
internal static class UserFolders
{
    private const string Name = "peacetalks";

    public static string Data() =>
        ServerAccount.IsRoot
            ? $"/var/lib/{Name}"
            : Path.Combine(GetFolderPath(SpecialFolder.LocalApplicationData, SpecialFolderOption.DoNotVerify), Name);

    public static string Cache()
    {
        if (ServerAccount.IsRoot)
        {
            return $"/var/cache/{Name}";
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(GetFolderPath(SpecialFolder.LocalApplicationData, SpecialFolderOption.DoNotVerify), Name, "cache");
        }

        var home = GetFolderPath(SpecialFolder.UserProfile, SpecialFolderOption.DoNotVerify);
        if (OperatingSystem.IsMacOS())
        {
            return Path.Combine(home, "Library", "Caches", Name);
        }

        // The XDG specification says that relative paths are to be ignored.
        return GetEnvironmentVariable("XDG_CACHE_HOME") is { } cache && Path.IsPathRooted(cache)
            ? Path.Combine(cache, Name)
            : Path.Combine(home, ".cache", Name);
    }
}
