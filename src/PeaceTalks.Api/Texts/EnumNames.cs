using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace PeaceTalks.Api.Texts;

/// <summary>
/// How members of enums are spelled outside the code (JSON, query, database): <c>TermsChanged</c> is <c>TERMS_CHANGED</c>, or in lower case
/// if the enum says so (<see cref="InLowerCaseAttribute"/>).
/// </summary>
/// <remarks>They are read exactly: no numbers, no other case, no padding and no combinations.</remarks>
public static class EnumNames
{
    /// <exception cref="ArgumentOutOfRangeException">The value has no member, as a cast number may not.</exception>
    public static string NameOf<T>(T value)
        where T : struct, Enum =>
        Names<T>.ByValue.TryGetValue(value, out var name)
            ? name
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"No member of {typeof(T).Name}.");

    /// <summary><c>TermsChanged</c> is "terms changed".</summary>
    public static string InWords<T>(T value)
        where T : struct, Enum => NameOf(value).Replace('_', ' ').ToLowerInvariant();

    public static bool TryParse<T>([NotNullWhen(true)] string? text, out T value)
        where T : struct, Enum
    {
        value = default;
        return text is not null && Names<T>.ByName.TryGetValue(text, out value);
    }

    /// <summary>For names that the database holds.</summary>
    /// <exception cref="InvalidOperationException">No member has this name.</exception>
    public static T Parse<T>(string name)
        where T : struct, Enum =>
        TryParse<T>(name, out var value) ? value : throw new InvalidOperationException($"'{name}' is not a {typeof(T).Name}.");

    /// <summary>For a member whose type is only known at run time.</summary>
    public static string NameOf(Enum value) => Spell(value.GetType(), value.ToString());

    /// <summary>In the order of declaration.</summary>
    public static IReadOnlyList<string> All<T>()
        where T : struct, Enum => Names<T>.InOrder;

    /// <inheritdoc cref="All{T}"/>
    public static IReadOnlyList<string> All(Type enumType) => [.. Enum.GetNames(enumType).Select(name => Spell(enumType, name))];

    public static bool TryParse(Type enumType, string text, [NotNullWhen(true)] out object? value)
    {
        var member = Enum.GetNames(enumType).FirstOrDefault(name => Spell(enumType, name) == text);
        value = member is null ? null : Enum.Parse(enumType, member);
        return value is not null;
    }

    /// <summary>What is wrong with a text that names no member, and what would be right.</summary>
    public static string Complaint(Type enumType, string text)
    {
        var all = All(enumType);
        var meant = Spelling.Nearest(text.Trim().Replace('-', '_').Replace(' ', '_'), all);
        return $"{Spelling.Quoted(text)} is not one of {string.Join(", ", all)}" + (meant is null ? "" : $"; did you mean {meant}?");
    }

    private static string Spell(Type enumType, string member) =>
        (
            enumType.IsDefined(typeof(InLowerCaseAttribute), false) ? JsonNamingPolicy.SnakeCaseLower : JsonNamingPolicy.SnakeCaseUpper
        ).ConvertName(member);

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly string[] InOrder = [.. Enum.GetNames<T>().Select(name => Spell(typeof(T), name))];

        public static readonly FrozenDictionary<string, T> ByName = Enum.GetNames<T>()
            .ToFrozenDictionary(name => Spell(typeof(T), name), Enum.Parse<T>, StringComparer.Ordinal);

        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToFrozenDictionary(v => v, v => Spell(typeof(T), v.ToString()));
    }
}
