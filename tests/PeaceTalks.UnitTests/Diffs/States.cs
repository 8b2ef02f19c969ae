using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Diffs;

/// <summary>States of one track at successive ends.</summary>
internal sealed record Ends(params IReadOnlyList<TrackState?> States)
{
    public override string ToString() => $"\n{string.Concat(States.Select(state => $"  {state.Text()}\n"))}";
}

/// <summary>
/// Few keys, kinds, parties and values, and each end mostly a variation of the one before: the same in another order, unit, scale or
/// hand, or with one thing changed.
/// </summary>
internal static class States
{
    public static readonly Gen<IReadOnlyList<Condition>> Conditions = ByKey(
        from kind in Gen.Elements(ConditionKind.Reciprocal, ConditionKind.Exchange, ConditionKind.ContingentEvent)
        from party in Gen.Elements<string?>(null, "russia", "ukraine")
        from text in Text
        from carried in Carried
        select new Condition(kind, party, "", text, carried),
        (condition, key) => condition with { Key = key }
    );

    public static readonly Gen<IReadOnlyList<Term>> Terms = ByKey(
        from comparator in Gen.Elements(Comparator.Exactly, Comparator.AtMost, Comparator.SameAsOtherSide)
        from amount in Gen.Elements<(decimal Value, string? Unit)>(
            (15m, null),
            (15m, "km"),
            (40m, "km"),
            (40.0m, "km"),
            (40_000m, "m"),
            (15m, "m"),
            (15m, "troops")
        )
        from carried in Carried
        select comparator == Comparator.SameAsOtherSide
            ? new Term("", comparator, null, null, carried)
            : new Term("", comparator, amount.Value, amount.Unit, carried),
        (term, key) => term with { Key = key }
    );

    public static readonly Gen<string> Summary = Gen.Elements("Wants it.", "Wants it much.");

    /// <summary>A stance, a silence, or both.</summary>
    private static readonly Gen<(Stance? Stance, Stance? Silence)> Voice =
        from stance in Gen.Elements<Stance?>(
            Stance.Supports,
            Stance.Conditional,
            Stance.Open,
            Stance.Neutral,
            Stance.Sceptical,
            Stance.Opposes
        )
        from silence in Gen.Elements<Stance?>(Stance.Undisclosed, Stance.Declined)
        from which in Gen.Choose(0, 5)
        select (which == 0 ? null : stance, which < 2 ? silence : null);

    private static readonly Gen<TrackState> Fresh =
        from voice in Voice
        from conditions in Conditions
        from terms in Terms
        from self in Gen.Elements(true, false)
        from summary in Summary
        select new TrackState(voice.Stance, voice.Silence, conditions, terms, self, summary);

    public static readonly Arbitrary<Ends> Two = Smaller(from first in Any from second in Next(first) select new Ends(first, second));

    public static readonly Arbitrary<Ends> Three = Smaller(
        from first in Any
        from second in Next(first)
        from third in Gen.OneOf(Next(second), Next(first))
        select new Ends(first, second, third)
    );

    private static Gen<string> Text => Gen.Elements("if it does the same", "in return");

    private static Gen<bool> Carried => Gen.Elements(true, false);

    private static Gen<TrackState?> Any =>
        Gen.Frequency((1, Gen.Constant<TrackState?>(null)), (7, from state in Fresh select (TrackState?)state));

    private static Gen<TrackState?> Next(TrackState? state) =>
        state is null
            ? Any
            : Gen.Frequency(
                (2, Any),
                (
                    2,
                    from conditions in Gen.Shuffle(state.Conditions.AsEnumerable())
                    from terms in Gen.Shuffle(state.Terms.AsEnumerable())
                    from carried in Carried
                    select SameAs(state, conditions, terms, carried)
                ),
                (
                    1,
                    from text in Text
                    select (TrackState?)(state with { Conditions = [.. state.Conditions.Select(x => x with { Text = text })] })
                ),
                (
                    8,
                    from fresh in Fresh
                    from what in Gen.Choose(0, 31)
                    select (TrackState?)
                        new TrackState(
                            what % 8 == 0 ? fresh.Stance : state.Stance,
                            what % 8 == 0 ? fresh.Silence : state.Silence,
                            what % 4 < 2 ? Varied(state.Conditions, fresh.Conditions, x => x.Key) : state.Conditions,
                            what % 3 == 0 ? Varied(state.Terms, fresh.Terms, x => x.Key) : state.Terms,
                            what > 20 ? fresh.SelfReported : state.SelfReported,
                            what > 26 ? fresh.Summary : state.Summary
                        )
                )
            );

    /// <summary>The same state in other clothes.</summary>
    private static TrackState? SameAs(TrackState state, Condition[] conditions, Term[] terms, bool carried) =>
        state with
        {
            Conditions = [.. conditions.Select(condition => condition with { Carried = carried })],
            Terms = [.. terms.Select(term => InOtherUnit(term) with { Carried = carried })],
        };

    private static Term InOtherUnit(Term term) =>
        term.Unit switch
        {
            "km" => term with { Value = term.Value * 1000, Unit = "m" },
            "m" => term with { Value = term.Value / 1000, Unit = "km" },
            _ => term with { Value = term.Value * 1.0m },
        };

    /// <summary>Some of the one, and the other where it has the same key.</summary>
    private static IReadOnlyList<T> Varied<T>(IReadOnlyList<T> some, IReadOnlyList<T> other, Func<T, string> key) =>
        [.. other.Take(2).UnionBy(some, key).Take(2)];

    private static Gen<IReadOnlyList<T>> ByKey<T>(Gen<T> one, Func<T, string, T> under) =>
        from keys in Gen.SubListOf("a", "b", "c")
        from items in one.ListOf(keys.Count)
        select (IReadOnlyList<T>)[.. items.Zip(keys, under)];

    /// <summary>A counterexample is made smaller by leaving out a condition or a term on one side, then a whole state.</summary>
    private static Arbitrary<Ends> Smaller(Gen<Ends> cases) =>
        Arb.From(
            cases,
            ends =>
                from at in Enumerable.Range(0, ends.States.Count)
                let state = ends.States[at]
                where state is not null
                from less in state
                    .Conditions.Select(x => state with { Conditions = [.. state.Conditions.Where(other => other != x)] })
                    .Concat(state.Terms.Select(x => state with { Terms = [.. state.Terms.Where(other => other != x)] }))
                    .Append<TrackState?>(null)
                select new Ends([.. ends.States.Take(at), less, .. ends.States.Skip(at + 1)])
        );
}
