namespace PeaceTalks.ApiTests.Fuzz;

internal static class Chances
{
    public static T Of<T>(this Random random, IReadOnlyList<T> all) => all[random.Next(all.Count)];

    public static bool Chance(this Random random, double probability) => random.NextDouble() < probability;
}
