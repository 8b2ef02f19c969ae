namespace PeaceTalks.Api.Settings;

/// <summary>Settings as options classes: read once, and checked before the service starts.</summary>
public static class SettingsSetup
{
    /// <summary>
    /// Binds an options class to a section. Its public properties are the settings; their documentation says what they mean, and
    /// <c>[Range]</c> and <see cref="SettingFormAttribute"/> say what they take.
    /// </summary>
    /// <param name="section">Empty for settings that are in no section.</param>
    /// <remarks>A wrong value and an unknown name are a <see cref="WrongSettingsException"/>.</remarks>
    public static void AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        var described = new SettingsSection(section, typeof(T));
        services.AddSingleton(described);
        services
            .AddOptions<T>()
            .Configure<IConfiguration>(
                (settings, configuration) =>
                {
                    SettingsCheck.Require([described], configuration);
                    var part = section.Length == 0 ? configuration : configuration.GetSection(section);
                    part.Bind(settings);
                    foreach (var list in described.Settings.Where(x => x.IsList))
                    {
                        list.Property.SetValue(settings, configuration.Several(list.Key));
                    }

                    if (settings is IConsistentSettings { Inconsistency: { } wrong })
                    {
                        throw new WrongSettingsException([wrong]);
                    }
                }
            )
            .ValidateOnStart();
    }

    /// <summary>The sections that have been added so far.</summary>
    public static IReadOnlyList<SettingsSection> SettingsSections(this IServiceCollection services) =>
        [.. services.Select(x => x.ImplementationInstance).OfType<SettingsSection>()];

    /// <summary>A list in a JSON file, or one text with commas, as in environment variables.</summary>
    internal static string[] Several(this IConfiguration configuration, string key)
    {
        var section = configuration.GetSection(key);
        var texts = section.GetChildren().Select(child => child.Value).Prepend(section.Value);
        return
        [
            .. texts.SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        ];
    }
}
