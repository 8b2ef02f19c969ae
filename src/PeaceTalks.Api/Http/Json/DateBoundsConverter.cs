using System.Text.Json;
using System.Text.Json.Serialization;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Json;

/// <summary>Reads days in the world from <c>{"edtf", "basis"}</c>, and writes them with their bounds.</summary>
internal sealed class DateBoundsConverter : JsonConverter<DateBounds>
{
    public override DateBounds Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var said = ReadChecked<Said>(ref reader, options);
        if (TextLength.CharactersIn(said.Edtf) > Edtf.MaxLength)
        {
            throw new InvalidJsonValueException($"must have at most {Edtf.MaxLength} characters; {Edtf.Forms}", "/edtf");
        }

        if (!Edtf.TryRead(said.Edtf, out var earliest, out var latest))
        {
            throw new InvalidJsonValueException($"'{said.Edtf}' is not a day; {Edtf.Forms}");
        }

        return IsEndOfCalendar(earliest) || IsEndOfCalendar(latest)
            ? throw new InvalidJsonValueException(
                $"'{said.Edtf}' is not a day in history; if the earliest day is unknown, leave it out: [..2026-01-08]"
            )
            : new DateBounds(earliest, latest, said.Basis);
    }

    public override void Write(Utf8JsonWriter writer, DateBounds value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Written(value.ToEdtf(), value.Earliest, value.Latest, value.Basis), options);

    /// <summary>Days that people write for "never" and "always". The database driver takes them for infinite ones.</summary>
    private static bool IsEndOfCalendar(DateOnly? day) => day == DateOnly.MinValue || day == DateOnly.MaxValue;

    /// <summary>Reads a whole value, as strictly as a body.</summary>
    internal static T ReadChecked<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (JsonContractValidator.Find(document.RootElement, typeof(T), options) is [var first, ..])
        {
            throw new InvalidJsonValueException(first.Message, first.Place);
        }

        return document.Deserialize<T>(options)!;
    }

    private sealed record Said(string Edtf, DateBasis Basis);

    private sealed record Written(string Edtf, DateOnly? Earliest, DateOnly Latest, DateBasis Basis);
}
