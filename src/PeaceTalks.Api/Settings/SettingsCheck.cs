namespace PeaceTalks.Api.Settings;

/// <summary>Finds settings with wrong values, and names that are no settings, before the service makes anything.</summary>
public static class SettingsCheck
{
    /// <summary>Checks these sections, and no others.</summary>
    /// <exception cref="WrongSettingsException">With everything that is wrong.</exception>
    public static void Require(IReadOnlyList<SettingsSection> sections, IConfiguration configuration) =>
        Throw([.. Wrong(sections, configuration)]);

    /// <summary>Checks all sections of the service, and that no other name looks like one of its settings.</summary>
    /// <inheritdoc cref="Require" path="/exception"/>
    public static void RequireAll(IReadOnlyList<SettingsSection> sections, IConfigurationRoot configuration) =>
        Throw([.. Wrong(sections, configuration), .. new StraySettings(sections, configuration).Findings()]);

    private static void Throw(IReadOnlyList<string> findings)
    {
        if (findings.Count > 0)
        {
            throw new WrongSettingsException(findings);
        }
    }

    private static IEnumerable<string> Wrong(IReadOnlyList<SettingsSection> sections, IConfiguration configuration) =>
        sections.SelectMany(section =>
            section
                .Settings.SelectMany(setting => WrongValues(setting, configuration))
                .Concat(section.Roots.SelectMany(root => Unknown(section, configuration.GetSection(root), configuration)))
        );

    private static IEnumerable<string> WrongValues(Setting setting, IConfiguration configuration)
    {
        var values = setting.IsList ? configuration.Several(setting.Key) : [.. new[] { configuration[setting.Key] }.OfType<string>()];
        return values
            .Select(setting.Complaint)
            .OfType<string>()
            .Select(wrong => $"{configuration.PlaceOf(setting.Key)} {wrong}{(wrong.EndsWith('?') ? "" : ".")}");
    }

    /// <summary>What is set at this place or below it, and is no setting of the section.</summary>
    private static IEnumerable<string> Unknown(SettingsSection section, IConfigurationSection place, IConfiguration configuration)
    {
        var setting = section.Settings.FirstOrDefault(x => x.Key.Equals(place.Path, StringComparison.OrdinalIgnoreCase));
        if (setting is { IsList: true } or { IsTable: true })
        {
            return [];
        }

        var below = place.GetChildren().SelectMany(child => Unknown(section, child, configuration));
        return setting is not null || place.Value is null or ""
            ? below
            : below.Prepend(configuration.NoSetting(place.Path, section.Settings.Select(x => x.Key)));
    }
}
