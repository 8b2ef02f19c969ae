using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.Json;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Settings;

/// <summary>
/// Finds names outside our sections that were meant for the service. In a JSON file and on the command line, that is every name that
/// nobody reads. The environment belongs to other programs too, so there it is a name that is one edit away from ours, or that has
/// single underscores.
/// </summary>
internal sealed class StraySettings(IReadOnlyList<SettingsSection> sections, IConfigurationRoot configuration)
{
    private const int LongName = 8;

    /// <summary>The names below which other libraries read settings, and the names there; without any, they are not checked.</summary>
    private static readonly Dictionary<string, string[]> OfOthers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Serilog"] =
        [
            "Using",
            "MinimumLevel",
            "WriteTo",
            "AuditTo",
            "Enrich",
            "Filter",
            "Destructure",
            "Properties",
            "LevelSwitches",
            "FilterSwitches",
        ],
        ["Serilog:MinimumLevel"] = ["Default", "Override", "ControlledBy"],
        ["Kestrel"] = [],
        ["AllowedHosts"] = [],
        ["Environment"] = [],
        ["ContentRoot"] = [],
        ["ApplicationName"] = [],
        ["ForwardedHeaders_Enabled"] = [],
        ["Http_Ports"] = [],
        ["Https_Ports"] = [],
    };

    private readonly IReadOnlyList<string> rootSettings =
    [
        .. sections.Where(x => x.Path.Length == 0).SelectMany(x => x.Settings).Select(x => x.Key),
    ];

    private readonly IReadOnlyList<string> sectionNames =
    [
        .. sections
            .Where(x => x.Path.Length > 0)
            .Select(x => x.Path)
            .Concat(OfOthers.Keys.Where(x => OfOthers[x].Length > 0 && !x.Contains(':'))),
    ];

    public IEnumerable<string> Findings() =>
        configuration.GetChildren().Where(x => !IsKnown(x.Key)).Select(Stray).OfType<string>().Concat(InOthers());

    private bool IsKnown(string name) =>
        rootSettings.Concat(sectionNames).Concat(OfOthers.Keys).Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <returns>Null if the name is somebody else's.</returns>
    private string? Stray(IConfigurationSection place)
    {
        if (configuration.ProviderOf(place.Path) is JsonConfigurationProvider or CommandLineConfigurationProvider)
        {
            return configuration.NoSetting(place.Path, [.. rootSettings, .. sectionNames]);
        }

        var isSection = place.GetChildren().Any();
        var meant = isSection
            ? sectionNames.FirstOrDefault(x => Spelling.EditsBetween(place.Key, x, x.Length < LongName ? 1 : 2) is not null)
            : rootSettings.FirstOrDefault(x => Spelling.EditsBetween(place.Key, x, 1) is not null) ?? WithOneUnderscore(place.Key);
        return meant is null ? null : configuration.NoSetting(place.Path, [meant]);
    }

    /// <summary>The setting that <c>Reads_Open</c> or <c>READS_OPEN</c> was meant to set.</summary>
    private string? WithOneUnderscore(string name) =>
        sections
            .SelectMany(x => x.Settings)
            .Select(x => x.Key)
            .FirstOrDefault(x => x.Contains(':') && x.Replace(':', '_').Equals(name, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> InOthers() =>
        from other in OfOthers
        where other.Value.Length > 0
        from child in configuration.GetSection(other.Key).GetChildren()
        where !other.Value.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
        select configuration.NoSetting(child.Path, other.Value.Select(x => $"{other.Key}:{x}"));
}
