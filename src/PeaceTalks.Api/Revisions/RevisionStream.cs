using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Revisions;

/// <summary>Tells clients what the ledger learns as it learns it.</summary>
/// <remarks>
/// A client costs a connection to the database only while a page is read for it, and all of them together no more than a few: the rest of the pool
/// is for others.
/// </remarks>
public sealed class RevisionStream(
    IServiceScopeFactory scopes,
    HeadListener watch,
    IHostApplicationLifetime lifetime,
    IOptions<StreamSettings> settings,
    IOptions<ReadSettings> reading
) : IDisposable
{
    private const int PageSize = 100;
    private const int ReadsAtOnce = 4;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <summary>Where reads need a key: then the client asks again, with its key, which may be revoked by now.</summary>
    private static readonly TimeSpan ClosedLife = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan PauseWhileAway = TimeSpan.FromSeconds(1);
    private static readonly ConstraintMessages NoMessages = new();

    private readonly int maxClients = settings.Value.MaxClients;
    private readonly TimeSpan heartbeat = TimeSpan.FromSeconds(settings.Value.HeartbeatSeconds);
    private readonly bool readsOpen = reading.Value.Open;
    private readonly SemaphoreSlim reads = new(ReadsAtOnce);
    private int clients;

    /// <summary>Writes until the client has gone, the service stops, or another epoch has begun.</summary>
    /// <param name="after">Null for what is committed from now on.</param>
    /// <param name="parameter">Where the cursor was given.</param>
    /// <exception cref="ProblemException">410 and 422 as the pages of the history have them; 503 where there are too many clients.</exception>
    public async Task WriteAsync(HttpContext http, RevisionCursor? after, string parameter)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        if (!readsOpen)
        {
            end.CancelAfter(ClosedLife);
        }

        try
        {
            if (Interlocked.Increment(ref clients) > maxClients)
            {
                throw Problems.Unavailable(
                    $"All {maxClients} places at the stream are taken. Ask again later, or ask for pages of /api/v1/revisions."
                );
            }

            var start = await ReadAsync(revisions => revisions.StartAsync(after, parameter, end.Token));
            using var events = new ServerSentEvents(http.Response, heartbeat);
            await events.BeginAsync(Retry, end.Token);
            await FollowAsync(events, start, end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client asks again, here or where the service has started anew.
        }
        finally
        {
            Interlocked.Decrement(ref clients);
        }
    }

    public void Dispose() => reads.Dispose();

    private async Task FollowAsync(ServerSentEvents events, RevisionReader.Start start, CancellationToken end)
    {
        // At once, so that a client which is cut off before the first change knows where to go on.
        var at = start.After;
        await events.SendAsync($"{at}", "start", new StreamStart(start.Epoch, start.Head, $"{at}"), end);
        try
        {
            while (true)
            {
                var page = await events.WhileAsync(PatientlyReadAsync(at, end), end);
                foreach (var (revision, change) in page.Items.SelectMany(x => x.Changes, (revision, change) => (revision, change)))
                {
                    at = new RevisionCursor(page.Epoch, revision.Number, change.Place);
                    await events.SendAsync($"{at}", "change", StreamedChange.FromChange(revision, change), end);
                }

                if (page.Items.Count == 0)
                {
                    await events.WhileAsync(
                        watch.WaitAsync(head => head.Epoch != page.Epoch || head.Revision > page.Head, Timeout.InfiniteTimeSpan, end),
                        end
                    );
                }
            }
        }
        catch (ProblemException gone)
        {
            await events.SendAsync($"{at}", "gone", gone.ToProblemDetails(), end);
        }
    }

    /// <summary>The page after the cursor; while the database is away, tries again and again.</summary>
    private async Task<RevisionPage> PatientlyReadAsync(RevisionCursor at, CancellationToken end)
    {
        while (true)
        {
            try
            {
                return await PageAsync(at, end);
            }
            catch (Exception away)
                when (!end.IsCancellationRequested && ExceptionProblems.FromException(away, NoMessages)?.Kind == ProblemKind.Unavailable)
            {
                await Task.Delay(PauseWhileAway, end);
            }
        }
    }

    private async Task<RevisionPage> PageAsync(RevisionCursor at, CancellationToken end)
    {
        await reads.WaitAsync(end);
        try
        {
            return await ReadAsync(async revisions =>
                await revisions.PageAsync(await revisions.StartAsync(at, "after", end), PageSize, end)
            );
        }
        finally
        {
            reads.Release();
        }
    }

    private async Task<T> ReadAsync<T>(Func<RevisionReader, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<RevisionReader>());
    }
}
