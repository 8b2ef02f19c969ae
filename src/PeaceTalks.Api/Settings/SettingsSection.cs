using System.Reflection;

namespace PeaceTalks.Api.Settings;

/// <summary>An options class and the section that it is bound to.</summary>
/// <param name="Path">Empty for settings that are in no section.</param>
public sealed record SettingsSection(string Path, Type Options)
{
    /// <summary>Every setting of the section, in the order of the class.</summary>
    public IReadOnlyList<Setting> Settings { get; } = [.. SettingsOf(Path, Activator.CreateInstance(Options)!)];

    /// <summary>The names at the top of the configuration below which its settings are.</summary>
    public IEnumerable<string> Roots => Path.Length > 0 ? [Path] : Settings.Select(x => x.Key);

    private static IEnumerable<Setting> SettingsOf(string path, object options)
    {
        foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var key = path.Length == 0 ? property.Name : $"{path}:{property.Name}";
            var value = property.GetValue(options);
            if (property.SetMethod is { IsPublic: true })
            {
                yield return new Setting(key, property, value);
            }
            else if (
                property.PropertyType is { IsClass: true, Namespace: { } space }
                && space.StartsWith("PeaceTalks", StringComparison.Ordinal)
            )
            {
                foreach (var setting in SettingsOf(key, value!))
                {
                    yield return setting;
                }
            }
        }
    }
}
