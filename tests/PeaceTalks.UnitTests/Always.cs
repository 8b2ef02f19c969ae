using FsCheck;
using FsCheck.Fluent;

namespace PeaceTalks.UnitTests;

/// <summary>Runs a property. A failure names the smallest counterexample found and the seed that brings it back.</summary>
internal static class Always
{
    public const int Runs = 1000;

    public static void Holds<T>(Arbitrary<T> cases, Action<T> property) =>
        Prop.ForAll(cases, property).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    /// <summary>How many of a fixed sample have a trait: a property is worth what its cases are worth.</summary>
    public static double Share<T>(Arbitrary<T> cases, Func<T, bool> trait) =>
        cases.Generator.Sample(Runs, new Rnd(20260107), 50).Count(trait) / (double)Runs;
}
