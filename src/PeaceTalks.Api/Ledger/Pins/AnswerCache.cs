using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>An answer as it was sent.</summary>
public sealed record KeptAnswer((string Name, StringValues Value)[] Headers, byte[] Body)
{
    /// <summary>What an entry of the cache takes beside the body, in bytes, roughly.</summary>
    private const int Overhead = 2048;

    public long Size => Body.Length + Overhead;

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellation)
    {
        foreach (var (name, value) in Headers)
        {
            response.Headers[name] = value;
        }

        response.ContentLength = Body.Length;
        await response.BodyWriter.WriteAsync(Body, cancellation);
    }
}

/// <summary>
/// Keeps answers in memory, up to a number of bytes. An entry never becomes wrong: everything that its bytes depend on is in its key.
/// </summary>
public sealed class AnswerCache(IOptions<AnswerCacheSettings> settings) : IDisposable
{
    private readonly MemoryCache answers = new(
        new MemoryCacheOptions
        {
            SizeLimit = settings.Value.Megabytes * 1024L * 1024,
            CompactionPercentage = 0.2,
            TrackStatistics = true,
        }
    );

    private readonly ConcurrentDictionary<AnswerKey, Task<bool>> underWay = new();

    /// <summary>What the kept answers take, in bytes.</summary>
    public long Size => answers.GetCurrentStatistics()!.CurrentEstimatedSize!.Value;

    public bool IsOn => settings.Value.Megabytes > 0;

    public int LargestBody => settings.Value.LargestKilobytes * 1024;

    public KeptAnswer? Find(AnswerKey key) => answers.Get<KeptAnswer>(key);

    /// <summary>
    /// Makes the answer, unless another request is making the same one. In that case, it waits for that request, and gets its answer.
    /// </summary>
    /// <param name="make">
    /// Makes the answer. Null if it cannot be kept; then it has been sent. As soon as it knows that, it says so, so that nobody waits for
    /// an answer that may take a slow client hours to read.
    /// </param>
    /// <returns>Null if there is none to keep.</returns>
    public async Task<KeptAnswer?> GetOrMakeAsync(AnswerKey key, Func<Action, Task<KeptAnswer?>> make, CancellationToken cancellation)
    {
        while (true)
        {
            if (Find(key) is { } kept)
            {
                return kept;
            }

            var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            var first = underWay.GetOrAdd(key, done.Task);
            if (first == done.Task)
            {
                return await MakeAsync(key, make, done);
            }

            // False if the answer cannot be kept. Then each request makes its own.
            if (!await first.WaitAsync(cancellation))
            {
                return await make(() => { });
            }
        }
    }

    public void Dispose() => answers.Dispose();

    private async Task<KeptAnswer?> MakeAsync(AnswerKey key, Func<Action, Task<KeptAnswer?>> make, TaskCompletionSource<bool> done)
    {
        // After a failure, the next of those that wait makes it.
        var tryAgain = true;
        try
        {
            var made = await make(() => Release(false));
            if (made is not null)
            {
                answers.Set(key, made, new MemoryCacheEntryOptions { Size = made.Size });
            }

            tryAgain = Find(key) is not null;
            return made;
        }
        finally
        {
            Release(tryAgain);
        }

        void Release(bool isKept)
        {
            underWay.TryRemove(KeyValuePair.Create(key, done.Task));
            done.TrySetResult(isKept);
        }
    }
}
