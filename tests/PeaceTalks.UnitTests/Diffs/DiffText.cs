using System.Globalization;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Diffs;

/// <summary>
/// States and diffs as one text each, equal just where they say the same: conditions and terms are sets by key, 40 is 40.0, 1 km is
/// 1000 m, and what was carried along counts as said.
/// </summary>
internal static class DiffText
{
    public static string Text(this TrackState? state) =>
        state is null
            ? "nothing"
            : $"{Name(state.Stance)}, silence {Name(state.Silence)}, {(state.SelfReported ? "self" : "not self")}, \"{state.Summary}\", "
                + $"if {Set(state.Conditions.Select(Text))}, terms {Set(state.Terms.Select(Text))}";

    public static string Text(this StateDiff? diff) =>
        diff is null
            ? "no difference"
            : string.Join(
                "\n",
                new[]
                {
                    $"{diff.Kind}",
                    Line("stance", diff.Stance, stance => Name(stance)),
                    Line("silence", diff.Silence, silence => Name(silence)),
                    Line("self", diff.SelfReported, self => $"{self}"),
                    Line("summary", diff.Summary, summary => summary),
                    $"added {Set(diff.ConditionsAdded.Select(Text))}",
                    $"dropped {Set(diff.ConditionsDropped.Select(Text))}",
                    $"changed {Set(diff.ConditionsChanged.Select(Text))}",
                    $"reworded {Set(diff.ConditionsReworded.Select(Text))}",
                    $"terms {Set(diff.Terms.Select(change => $"{change.Key}: {Text(change.From)} -> {Text(change.To)}"))}",
                }.OfType<string>()
            );

    public static string Text(this Condition? condition) =>
        condition is null ? "none" : $"{condition.Key} {condition.Kind} by {condition.By ?? "none"} \"{condition.Text}\"";

    public static string Text(this Term? term) =>
        term is null
            ? "none"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{term.Key} {term.Comparator} {(term.Unit == "km" ? 1000 : 1) * term.Value:0.######} {(term.Unit == "km" ? "m" : term.Unit)}"
            );

    private static string Text(ConditionChange change) => $"{change.Key}: {Text(change.From)} -> {Text(change.To)}";

    private static string? Line<T>(string what, FromTo<T>? change, Func<T, string> name) =>
        change is null ? null : $"{what} {name(change.From)} -> {name(change.To)}";

    private static string Set(IEnumerable<string> texts) => $"[{string.Join("; ", texts.Order(StringComparer.Ordinal))}]";

    private static string Name(Stance? stance) => stance?.ToString() ?? "none";
}
