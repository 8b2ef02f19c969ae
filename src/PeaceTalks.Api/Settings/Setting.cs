using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Settings;

/// <summary>One setting: a property of an options class.</summary>
/// <param name="key">The name in configuration, such as <c>Limits:Address:Requests</c>.</param>
/// <param name="standard">The value of the property if nothing is set.</param>
public sealed class Setting(string key, PropertyInfo property, object? standard)
{
    private readonly RangeAttribute? range = property.GetCustomAttribute<RangeAttribute>();
    private readonly SettingFormAttribute? form = property.GetCustomAttribute<SettingFormAttribute>();

    public string Key => key;

    /// <summary>The name of the environment variable.</summary>
    public string Variable => key.Replace(":", "__");

    public PropertyInfo Property => property;

    /// <summary>The value if nothing is set, for people. Null if there is none.</summary>
    public string? Default =>
        property.GetCustomAttribute<DefaultValueAttribute>()?.Value as string
        ?? standard switch
        {
            bool value => value ? "true" : "false",
            IEnumerable<string> => null,
            null or "" => null,
            _ when IsTable => null,
            _ => Convert.ToString(standard, CultureInfo.InvariantCulture),
        };

    /// <summary>Several values: a list in a JSON file, or one text with commas.</summary>
    public bool IsList => property.PropertyType.IsAssignableTo(typeof(IReadOnlyList<string>));

    /// <summary>Names that are not known beforehand, each with a value.</summary>
    public bool IsTable => property.PropertyType.IsAssignableTo(typeof(IReadOnlyDictionary<string, string>));

    /// <summary>What it takes, if its type says so: <c>a whole number from 0 to 10</c>. Null for texts.</summary>
    public string? Takes =>
        Type == typeof(bool) ? "true or false"
        : Type.IsEnum ? string.Join(" or ", Enum.GetNames(Type))
        : Type == typeof(int) ? $"a whole number {Range}"
        : Type == typeof(double) ? $"a number {Range}"
        : null;

    private Type Type => property.PropertyType;

    /// <summary>What is wrong with this value, to follow the name of the setting. Null if nothing is.</summary>
    public string? Complaint(string text) =>
        Takes is { } takes ? (IsOfType(text) ? null : $"is {Spelling.Quoted(text)}: it takes {takes}")
        : text.Length > 0 && form?.Complaint(text) is { } wrong
            ? (form.IsSecret ? $"is wrong: {wrong}" : $"is {Spelling.Quoted(text)}: {wrong}")
        : null;

    private string Range =>
        range is null ? ""
        : range.MinimumIsExclusive ? FormattableString.Invariant($"above {range.Minimum}, at most {range.Maximum}")
        : FormattableString.Invariant($"from {range.Minimum} to {range.Maximum}");

    private bool IsOfType(string text)
    {
        if (Type.IsEnum)
        {
            return Enum.GetNames(Type).Contains(text, StringComparer.OrdinalIgnoreCase);
        }

        try
        {
            var value = TypeDescriptor.GetConverter(Type).ConvertFromInvariantString(text);
            return range?.IsValid(value) ?? true;
        }
        catch (Exception failure) when (failure is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
