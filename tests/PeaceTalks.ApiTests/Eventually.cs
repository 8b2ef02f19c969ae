using System.Diagnostics;

namespace PeaceTalks.ApiTests;

/// <summary>For what happens in a moment, by itself.</summary>
public static class Eventually
{
    /// <summary>Asks again and again, for five seconds where nothing else is said.</summary>
    public static async Task<bool> BecomesAsync(Func<Task<bool>> condition, TimeSpan? atMost = null)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < (atMost ?? TimeSpan.FromSeconds(5)); await Task.Delay(20))
        {
            if (await condition())
            {
                return true;
            }
        }

        return false;
    }
}
