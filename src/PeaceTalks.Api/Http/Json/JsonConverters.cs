using System.Text.Json;
using System.Text.Json.Serialization;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Json;

/// <summary>A converter refuses a JSON value. The message is for the sender: what is wrong, and what would be right.</summary>
/// <param name="place">The JSON pointer to what is wrong, within the value that the converter reads.</param>
/// <remarks>Any converter may throw it. The messages of other <see cref="JsonException"/>s name .NET types and are never shown.</remarks>
public sealed class InvalidJsonValueException(string message, string place = "") : JsonException(message)
{
    public string Place => place;
}

/// <summary>Reads and writes every enum by its name in <see cref="EnumNames"/>, as a value and as a key.</summary>
internal sealed class EnumNameConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(EnumNameConverter<>).MakeGenericType(typeToConvert))!;

    private sealed class EnumNameConverter<T> : JsonConverter<T>
        where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String
                ? Parse(CleanTextConverter.Text(ref reader))
                : throw new InvalidJsonValueException($"must be one of {string.Join(", ", EnumNames.All<T>())}, in double quotes");

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(CleanTextConverter.Text(ref reader));

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(EnumNames.NameOf(value));

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(EnumNames.NameOf(value));

        private static T Parse(string text) =>
            EnumNames.TryParse(text, out T value) ? value : throw new InvalidJsonValueException(EnumNames.Complaint(typeof(T), text));
    }
}

/// <summary>Reads text that PostgreSQL can hold: without NUL characters and halves of surrogate pairs, and normalized to NFC.</summary>
internal sealed class CleanTextConverter : JsonConverter<string>
{
    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String ? Text(ref reader) : throw new InvalidJsonValueException("must be text in double quotes");

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Text(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    internal static string Text(ref Utf8JsonReader reader)
    {
        string text;
        try
        {
            text = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The reader's exception for an escaped half of a pair ("\ud800") and for bytes that are not UTF-8.
            throw new InvalidJsonValueException("holds half of a surrogate pair; write the whole character");
        }
        var clean = CleanText.Clean(text, out var complaint);
        return complaint is null ? clean : throw new InvalidJsonValueException(complaint);
    }
}

/// <summary>Instants as RFC 3339. They are written in UTC with <c>Z</c>, and read with any offset, but never without one.</summary>
internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new InvalidJsonValueException($"must be an instant such as \"{InstantText.Example}\", in double quotes");
        }

        var text = CleanTextConverter.Text(ref reader);
        return InstantText.TryRead(text, out var instant) ? instant : throw new InvalidJsonValueException(InstantText.Complaint(text));
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(InstantText.Write(value));
}
