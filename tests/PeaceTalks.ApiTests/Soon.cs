using System.Diagnostics;

namespace PeaceTalks.ApiTests;

/// <summary>For what happens in a moment, by itself.</summary>
public static class Soon
{
    /// <summary>Asks again and again, for five seconds at most.</summary>
    public static async Task<bool> BecomesAsync(Func<Task<bool>> condition)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < TimeSpan.FromSeconds(5); await Task.Delay(20))
        {
            if (await condition())
            {
                return true;
            }
        }

        return false;
    }
}
