using System.Text.Json;
using System.Text.Json.Serialization;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Positions;

/// <summary>Reads figures from an object or from text such as <c>withdrawalDistance &lt;= 40 km</c>, and writes them as objects.</summary>
[ApiConverter]
internal sealed class TermConverter : JsonConverter<Term>
{
    public override Term Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            var text = CleanTextConverter.Text(ref reader);
            if (TextLength.CharactersIn(text) > Term.TextMaxLength)
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
