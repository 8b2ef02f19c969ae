using System.Text.Json;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.ApiTests.Diffs;

/// <summary>What is held, out of an answer.</summary>
/// <param name="Evidence">Where the record is cited, as the answer knows it.</param>
internal sealed record Held(TrackState State, Guid Record, Guid? Silence, string Evidence)
{
    public string Line => Silence is null ? $"{Record}" : $"{Record}, then {Silence}";

    /// <summary>One side of a change.</summary>
    public static string LineOf(JsonElement change, string side) => change.Inner(side) is { } held ? Of(held).Line : "nothing";

    public static string EvidenceOf(JsonElement change, string side) => change.Inner(side) is { } held ? Of(held).Evidence : "none";

    public static Held Of(JsonElement held)
    {
        var silence = held.Inner("silence");
        var record = held.GetProperty("position").GetGuid();
        var state = StateOf(
            held,
            silence?.GetProperty("position").GetGuid() == record ? null : Name<Stance>(held, "stance"),
            silence is { } value ? Name<Stance>(value, "value") : null
        );
        var evidence = new[] { held, silence }
            .OfType<JsonElement>()
            .SelectMany(x => x.GetProperty("citations").EnumerateArray())
            .Select(x =>
                $"{x.GetProperty("article").Text("title")} {x.GetProperty("article").Text("outlet")} {x.GetProperty("paragraph").GetInt32()} {x.GetProperty("recordedIn").GetInt64()}"
            );
        return new Held(state, record, silence?.GetProperty("position").GetGuid(), string.Join("; ", evidence));
    }

    /// <summary>What a record says, beside a silence.</summary>
    public static TrackState StateOf(JsonElement held, Stance? stance, Stance? silence) =>
        new(
            stance,
            silence,
            [
                .. held.GetProperty("conditions")
                    .EnumerateArray()
                    .Select(x => new Condition(
                        Name<ConditionKind>(x, "kind")!.Value,
                        x.Slug("by"),
                        x.Text("key")!,
                        x.Text("text")!,
                        false
                    )),
            ],
            [
                .. held.GetProperty("terms")
                    .EnumerateArray()
                    .Select(x => new Term(
                        x.Text("key")!,
                        Name<Comparator>(x, "comparator")!.Value,
                        x.Decimal("value"),
                        x.Text("unit"),
                        false
                    )),
            ],
            held.Text("attribution") == "SELF",
            held.Text("summary")!
        );

    public static Stance? StanceOf(JsonElement record) => Name<Stance>(record, "stance");

    private static T? Name<T>(JsonElement item, string member)
        where T : struct, Enum => EnumNames.TryParse<T>(item.Text(member), out var value) ? value : null;
}
