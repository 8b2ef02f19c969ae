using System.Runtime.CompilerServices;
using PeaceTalks.Api.Http.RateLimiting;

namespace PeaceTalks.ApiTests.Http.RateLimiting;

public sealed class TokenBucketTests
{
    private const int Clients = 20_000;

    [Fact]
    [Trait("Category", "Endurance")]
    public async Task Clients_that_are_away_take_no_memory()
    {
        using var budget = new TokenBucket(perSecond: 50);
        var names = Asked(budget);
        Kept(names).ShouldBe(Clients);

        (await Eventually.BecomesAsync(() => Task.FromResult(Kept(names) == 0), TimeSpan.FromSeconds(60))).ShouldBeTrue();
    }

    /// <summary>The names, which nothing but the budget knows any more.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static List<WeakReference> Asked(TokenBucket budget)
    {
        List<WeakReference> names = [];
        for (var client = 0; client < Clients; client++)
        {
            var name = $"client {client}";
            budget.TryTake(name).ShouldBeTrue();
            names.Add(new WeakReference(name));
        }

        return names;
    }

    private static int Kept(List<WeakReference> names)
    {
        GC.Collect();
        return names.Count(x => x.IsAlive);
    }
}
