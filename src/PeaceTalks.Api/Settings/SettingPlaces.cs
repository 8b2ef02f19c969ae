using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Settings;

/// <summary>Says where a setting was set, in the form in which it is written there.</summary>
internal static class SettingPlaces
{
    /// <summary><c>Reads__Open</c> for an environment variable, <c>Reads:Open in appsettings.json</c>, <c>--Reads:Open</c>.</summary>
    public static string PlaceOf(this IConfiguration configuration, string key) => Written(configuration, key, key, withFile: true);

    /// <summary>A sentence: it is no setting, and what was probably meant.</summary>
    /// <param name="known">The keys of the settings that may have been meant.</param>
    public static string NoSetting(this IConfiguration configuration, string key, IEnumerable<string> known)
    {
        var all = known.ToList();
        var advice = Spelling.Nearest(key, all) is { } meant
            ? $"did you mean {Here(meant)}?"
            : $"there {(all.Count == 1 ? "is" : "are")} {string.Join(", ", all.Select(Here))}.";
        return $"{configuration.PlaceOf(key)} is not a setting; {advice}";

        string Here(string other) => Written(configuration, key, other, withFile: false);
    }

    /// <summary>The provider of the value, or of the values below it; within it, the one that it passes on.</summary>
    public static IConfigurationProvider? ProviderOf(this IConfiguration configuration, string key) =>
        (configuration as IConfigurationRoot)?.Providers.LastOrDefault(x => Has(x, key)) switch
        {
            ChainedConfigurationProvider chained => chained.Configuration.ProviderOf(key),
            var provider => provider,
        };

    private static bool Has(IConfigurationProvider provider, string key) =>
        provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any();

    /// <summary>A key as it is written in the place where <paramref name="at"/> was set.</summary>
    private static string Written(IConfiguration configuration, string at, string key, bool withFile) =>
        configuration.ProviderOf(at) switch
        {
            JsonConfigurationProvider json => withFile ? $"{key} in {json.Source.Path}" : key,
            CommandLineConfigurationProvider => $"--{key}",
            _ => key.Replace(":", "__"),
        };
}
