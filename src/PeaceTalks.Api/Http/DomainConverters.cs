using System.Text.Json;
using System.Text.Json.Serialization;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http;

/// <summary>Days in the world: read from <c>{"edtf", "basis"}</c>, written with the bounds beside.</summary>
internal sealed class DateBoundsConverter : JsonConverter<DateBounds>
{
    public override DateBounds Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var said = ReadChecked<Said>(ref reader, options);
        if (TextLength.Of(said.Edtf) > Edtf.MaxLength)
        {
            throw new InvalidJsonValueException($"edtf: must have at most {Edtf.MaxLength} characters; {Edtf.Forms}");
        }

        if (!Edtf.TryRead(said.Edtf, out var earliest, out var latest))
        {
            throw new InvalidJsonValueException($"'{said.Edtf}' is not a day; {Edtf.Forms}");
        }

        return IsEndOfCalendar(earliest) || IsEndOfCalendar(latest)
            ? throw new InvalidJsonValueException($"'{said.Edtf}' is not a day of history; where no day is known, leave the earliest out: [..2026-01-08]")
            : new DateBounds(earliest, latest, said.Basis);
    }

    public override void Write(Utf8JsonWriter writer, DateBounds value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Written(value.ToEdtf(), value.Earliest, value.Latest, value.Basis), options);

    /// <summary>Days that people write for "never" and "always", and that the database's driver takes for infinite ones.</summary>
    private static bool IsEndOfCalendar(DateOnly? day) => day == DateOnly.MinValue || day == DateOnly.MaxValue;

    /// <summary>Reads a value whole and as strictly as a body.</summary>
    internal static T ReadChecked<T>(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (BodyCheck.Find(document.RootElement, typeof(T), options) is [var first, ..])
        {
            throw new InvalidJsonValueException(first.Place.Length == 0 ? first.Message : $"{first.Place.TrimStart('/')}: {first.Message}");
        }

        return document.Deserialize<T>(options)!;
    }

    private sealed record Said(string Edtf, DateBasis Basis);

    private sealed record Written(string Edtf, DateOnly? Earliest, DateOnly Latest, DateBasis Basis);
}

/// <summary>Figures: read from an object or from a text such as <c>withdrawalDistance &lt;= 40 km</c>, written as an object.</summary>
internal sealed class TermConverter : JsonConverter<Term>
{
    public override Term Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = CleanTextConverter.Text(ref reader);
            if (TextLength.Of(text) > Term.TextMaxLength)
            {
                throw new InvalidJsonValueException($"must have at most {Term.TextMaxLength} characters");
            }

            return Term.Read(text) ?? throw new InvalidJsonValueException($"{Spelling.Quoted(text)} is not a term; {Term.Forms}");
        }

        var said = DateBoundsConverter.ReadChecked<Said>(ref reader, options);
        return new Term(said.Key, said.Comparator, said.Value, said.Unit, said.Carried);
    }

    public override void Write(Utf8JsonWriter writer, Term value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new Said(value.Key, value.Comparator, value.Value, value.Unit, value.Carried), options);

    private sealed record Said(string Key, Comparator Comparator, decimal? Value = null, string? Unit = null, bool Carried = false);
}
