using System.Reflection;

namespace PeaceTalks.Api.Http;

/// <summary>Which build this is.</summary>
public static class Release
{
    private static readonly string[] Parts = typeof(Release)
        .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
        .InformationalVersion.Split('+', 2);

    /// <summary>The version, such as <c>0.1.0</c>.</summary>
    public static string Version => Parts[0];

    /// <summary>The commit that it was built from. Null if it was not built from a git repository.</summary>
    public static string? Commit => Parts.ElementAtOrDefault(1);

    /// <summary>For people: <c>0.1.0 (ba95814)</c>.</summary>
    public static string Text => Commit is { Length: >= 7 } commit ? $"{Version} ({commit[..7]})" : Version;
}
