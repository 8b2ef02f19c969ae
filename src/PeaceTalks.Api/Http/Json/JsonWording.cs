using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Json;

/// <summary>
/// Words the serializer's complaints for the sender: what is there and what belongs there, without the names of .NET types.
/// </summary>
internal static class JsonWording
{
    /// <summary>Continues "it takes ...".</summary>
    /// <param name="least">The least whole number that the member takes.</param>
    public static string Expected(JsonTypeInfo contract, int least)
    {
        var type = Nullable.GetUnderlyingType(contract.Type) ?? contract.Type;
        return contract.Kind switch
        {
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => "an object {...}",
            JsonTypeInfoKind.Enumerable => "a list [...]",
            _ when type == typeof(string) => "text in double quotes",
            _ when type == typeof(bool) => "true or false",
            _ when type.IsEnum => $"one of {string.Join(", ", EnumNames.All(type))}, in double quotes",
            _ when type == typeof(DateOnly) => $"a day such as \"{DayText.Example}\"",
            _ when type == typeof(DateTimeOffset) => $"an instant such as \"{InstantText.Example}\"",
            _ when type == typeof(Guid) => $"a UUID such as \"{ScalarText.Example(type)}\"",
            _ when type == typeof(int) => $"a whole number from {least} to {int.MaxValue}",
            _ when type == typeof(long) || type == typeof(short) || type == typeof(byte) => "a whole number",
            _ when type == typeof(decimal) || type == typeof(double) => "a number",
            _ => "another form",
        };
    }

    /// <inheritdoc cref="Expected" path="/param"/>
    public static string WrongValue(JsonElement value, JsonTypeInfo contract, int least)
    {
        var type = Nullable.GetUnderlyingType(contract.Type) ?? contract.Type;
        // For "31.01.2026" in place of a day, the reader of addresses knows what was meant.
        if (
            value.ValueKind == JsonValueKind.String
            && (type == typeof(DateOnly) || type == typeof(Guid))
            && ScalarText.Read(type, value.GetString()!, out var complaint) is null
        )
        {
            return complaint!;
        }

        var number = value.ValueKind == JsonValueKind.Number && value.GetRawText() is { Length: <= 40 } text ? text : "this number";
        if (value.ValueKind == JsonValueKind.Number && type == typeof(decimal))
        {
            return $"takes {Expected(contract, least)}, but {number} is too large";
        }

        var given = value.ValueKind switch
        {
            JsonValueKind.String => "text",
            JsonValueKind.Number => number,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Array => "a list",
            _ => "an object",
        };
        return $"takes {Expected(contract, least)}, not {given}";
    }

    public static string UnknownMember(string name, IReadOnlyCollection<string> known)
    {
        var meant = Spelling.Nearest(name, known);
        return (meant is null ? "is unknown; known: " : $"is unknown; did you mean {meant}? Known: ") + string.Join(", ", known);
    }

    /// <summary>Lines and positions count from one, as in editors.</summary>
    public static string Malformed(JsonException error)
    {
        var reason = error.Message.Contains("trailing comma", StringComparison.Ordinal)
            ? "there is a comma after the last item; leave it out"
            : error.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
        return $"is not JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}: {reason}";
    }
}
