using System.Globalization;
using System.Reflection;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Binding;

/// <summary>Reads one value from the text of an address. It is strict, and its complaints say what would be right.</summary>
public static class ScalarText
{
    /// <summary>The maximum length, in Unicode characters, of any text in an address. The attribute of a member may allow less.</summary>
    public const int MaxLength = 1000;

    /// <summary>How many values a parameter can have.</summary>
    public const int MaxValues = 200;

    private const NumberStyles Signed = NumberStyles.AllowLeadingSign;
    private const string UuidExample = "019b3c6e-5a00-7000-8000-000000000001";

    /// <summary>
    /// What a parameter of this type consists of: the type of one value (without its <c>?</c>), and whether it takes several values by
    /// repetition. Null for types that are not read from text, such as a class of parameters.
    /// </summary>
    public static (Type Scalar, bool Many)? Shape(Type type)
    {
        if (IsScalar(type))
        {
            return (Nullable.GetUnderlyingType(type) ?? type, false);
        }

        var element =
            type.IsArray ? type.GetElementType()
            : type is { IsInterface: true, GenericTypeArguments: [var only] } ? only
            : null;
        if (element is null || Nullable.GetUnderlyingType(element) is not null || !IsScalar(element))
        {
            return null;
        }

        return type.IsAssignableFrom(element.MakeArrayType()) ? (element, true) : null;
    }

    /// <param name="scalar">
    /// A type that <see cref="Shape"/> gave. Your own types take part if they implement <see cref="IParsable{TSelf}"/>; the message of a
    /// FormatException that their Parse throws is shown to the sender.
    /// </param>
    /// <param name="text">The text, in NFC but otherwise unchanged. Nothing is trimmed.</param>
    /// <param name="complaint">Null if the text was read.</param>
    public static object? Read(Type scalar, string text, out string? complaint)
    {
        text = CleanText.Clean(text, out complaint);
        if (TextLength.CharactersIn(text) is > MaxLength and var length)
        {
            complaint ??= $"has {length} characters; at most {MaxLength} are allowed";
        }

        if (complaint is not null)
        {
            return null;
        }

        if (scalar.IsEnum)
        {
            if (!EnumNames.TryParse(scalar, text, out var member))
            {
                complaint = EnumNames.Complaint(scalar, text);
            }

            return member;
        }
        if (!Readers.TryGetValue(scalar, out var reader))
        {
            return ReadOwn(scalar, text, out complaint);
        }

        var value = reader.Read(text);
        if (value is null)
        {
            complaint = reader.Complaint(text);
        }

        return value;
    }

    /// <summary>An example of a value. Null if no single value is typical, as for text.</summary>
    public static string? Example(Type scalar) =>
        scalar == typeof(DateOnly) ? DayText.Example
        : scalar == typeof(DateTimeOffset) ? InstantText.Example
        : scalar == typeof(Guid) ? UuidExample
        : scalar == typeof(bool) ? "true"
        : scalar == typeof(int) || scalar == typeof(long) || scalar == typeof(decimal) ? "12"
        : scalar.IsEnum ? EnumNames.All(scalar)[0]
        : null;

    private static bool IsScalar(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string)
            || type.IsEnum
            || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>));
    }

    /// <summary>As in JSON, a number has no plus sign.</summary>
    private static bool HasNoPlus(string text) => !text.StartsWith('+');

    private sealed record Reader(Func<string, object?> Read, Func<string, string> Complaint);

    private static readonly Dictionary<Type, Reader> Readers = new()
    {
        [typeof(string)] = new(text => text, _ => ""),
        [typeof(bool)] = new(
            text =>
                text switch
                {
                    "true" => true,
                    "false" => false,
                    _ => null,
                },
            text => $"{Spelling.Quoted(text)} is neither true nor false"
        ),
        [typeof(int)] = new(
            text => HasNoPlus(text) && int.TryParse(text, Signed, CultureInfo.InvariantCulture, out var number) ? number : null,
            NotWhole
        ),
        [typeof(long)] = new(
            text => HasNoPlus(text) && long.TryParse(text, Signed, CultureInfo.InvariantCulture, out var number) ? number : null,
            NotWhole
        ),
        [typeof(decimal)] = new(
            text =>
                HasNoPlus(text)
                && decimal.TryParse(text, Signed | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : null,
            text => $"{Spelling.Quoted(text)} is not a number; write it like 12.5"
        ),
        [typeof(Guid)] = new(
            text => Guid.TryParseExact(text, "D", out var id) ? id : null,
            text => $"{Spelling.Quoted(text)} is not a UUID; write it like {UuidExample}"
        ),
        [typeof(DateOnly)] = new(text => DayText.TryRead(text, out var day) ? day : null, DayText.Complaint),
        [typeof(DateTimeOffset)] = new(text => InstantText.TryRead(text, out var instant) ? instant : null, InstantText.Complaint),
    };

    private static string NotWhole(string text)
    {
        var isBelow = text.StartsWith('-');
        var digits = text[(isBelow ? 1 : 0)..];
        var what =
            digits.Length == 0 || !digits.All(char.IsAsciiDigit) ? "is not a whole number"
            : isBelow ? "is too small"
            : "is too large";
        return $"{Spelling.Quoted(text)} {what}; write it like 12";
    }

    private static object? ReadOwn(Type scalar, string text, out string? complaint)
    {
        complaint = null;
        try
        {
            return ParseMethod.MakeGenericMethod(scalar).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [text], null);
        }
        catch (Exception refusal) when (refusal is FormatException or OverflowException)
        {
            complaint = refusal.Message;
            return null;
        }
    }

    private static readonly MethodInfo ParseMethod = typeof(ScalarText).GetMethod(
        nameof(Parse),
        BindingFlags.NonPublic | BindingFlags.Static
    )!;

    private static T Parse<T>(string text)
        where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);
}
