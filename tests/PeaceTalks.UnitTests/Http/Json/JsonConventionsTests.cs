using System.Text.Json;
using PeaceTalks.Api.Http.Json;

namespace PeaceTalks.UnitTests.Http.Json;

public sealed class JsonConventionsTests
{
    private enum Kind
    {
        Open,
        TermsChanged,
    }

    private sealed record Line(string Text, Kind Kind, int Count, DateTimeOffset At, string? Nothing);

    private const string Good = """{"text":"“Так” + <b>","kind":"TERMS_CHANGED","count":1,"at":"2026-01-31T10:00:00Z","nothing":null}""";

    [Fact]
    public void What_is_read_is_written_the_same_and_stays_readable() =>
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Line>(Good, JsonConventions.Options), JsonConventions.Options).ShouldBe(Good);

    [Theory]
    [InlineData("\"count\":1", "\"count\":\"1\"")]
    [InlineData("\"count\":1", "\"Count\":1")]
    [InlineData("\"count\":1", "\"count\":1,\"count\":2")]
    [InlineData("\"count\":1", "\"count\":1,\"extra\":2")]
    [InlineData("\"count\":1,", "")]
    [InlineData("\"TERMS_CHANGED\"", "1")]
    [InlineData("\"TERMS_CHANGED\"", "\"TermsChanged\"")]
    [InlineData("\"TERMS_CHANGED\"", "\"OPEN, TERMS_CHANGED\"")]
    [InlineData("\"“Так” + <b>\"", "null")]
    [InlineData("\"“Так” + <b>\"", "\"a\\u0000\"")]
    [InlineData("\"“Так” + <b>\"", "\"\\udc00\"")]
    [InlineData("10:00:00Z", "10:00:00")]
    [InlineData("null}", "null,}")]
    [InlineData("null}", "null /* c */}")]
    [InlineData("null}", "null} x")]
    public void Anything_lenient_is_refused(string right, string wrong)
    {
        Good.ShouldContain(right);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Line>(Good.Replace(right, wrong), JsonConventions.Options));
    }

    [Fact]
    public void Enums_are_keys_by_name_too()
    {
        var json = JsonSerializer.Serialize(new Dictionary<Kind, string> { [Kind.TermsChanged] = "x" }, JsonConventions.Options);
        json.ShouldBe("""{"TERMS_CHANGED":"x"}""");
        JsonSerializer.Deserialize<Dictionary<Kind, string>>(json, JsonConventions.Options)!.Keys.ShouldBe([Kind.TermsChanged]);
        Should.Throw<JsonException>(() =>
            JsonSerializer.Deserialize<Dictionary<Kind, string>>("""{"open":"x"}""", JsonConventions.Options)
        );
        Should.Throw<JsonException>(() =>
            JsonSerializer.Deserialize<Dictionary<string, string>>("""{"a\u0000":"x"}""", JsonConventions.Options)
        );
    }
}
