using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Revisions;

/// <summary>Server-sent events: tells clients what the ledger learns, as it learns it.</summary>
/// <remarks>
/// A client uses a database connection only while a page is read for it. All clients together use only a few, so that the rest of the pool
/// is free for others. Settings: <c>Stream:MaxClients</c>, <c>Stream:HeartbeatSeconds</c>.
/// </remarks>
public sealed class RevisionStream(
    IServiceScopeFactory scopes,
    HeadListener watch,
    IHostApplicationLifetime lifetime,
    KeyWatch keys,
    StreamFollowers followers,
    Refusals refusals,
    IOptions<StreamSettings> settings
) : IDisposable
{
    private const int PageSize = 100;
    private const int ReadsAtOnce = 4;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan PauseWhileAway = TimeSpan.FromSeconds(1);
    private static readonly ConstraintMessages NoMessages = new();

    private readonly int maxClients = settings.Value.MaxClients;
    private readonly TimeSpan heartbeat = TimeSpan.FromSeconds(settings.Value.HeartbeatSeconds);
    private readonly SemaphoreSlim reads = new(ReadsAtOnce);
    private int clients;

    /// <summary>Writes until the client disconnects, its key ends, the service stops, or another epoch begins.</summary>
    /// <param name="after">Null to start with the next commit.</param>
    /// <param name="parameter">The name of the parameter that gave the cursor.</param>
    /// <exception cref="ProblemException">
    /// 410 and 422 as for the pages of the history; 422 too if a filter names something that does not exist; 503 if there are too many
    /// clients.
    /// </exception>
    public async Task WriteAsync(HttpContext http, StreamFilters filters, RevisionCursor? after, string parameter)
    {
        using var key = http.User.HasKey() ? keys.Begin(http.User.KeyId()) : null;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted,
            lifetime.ApplicationStopping,
            key?.Ended ?? CancellationToken.None
        );
        try
        {
            if (Interlocked.Increment(ref clients) > maxClients)
            {
                refusals.Count("stream_clients");
                throw Problems.Unavailable(
                    $"The stream already has {maxClients} clients, which is the limit. Try again later, or read "
                        + "/api/v1/revisions page by page."
                );
            }

            var start = await ReadAsync(async revisions =>
            {
                await revisions.FilterAsync(filters, end.Token);
                return await revisions.StartAsync(after, parameter, end.Token);
            });
            using var events = new ServerSentEvents(http.Response, heartbeat);
            await events.BeginAsync(Retry, end.Token);
            if (!http.IsHead())
            {
                await FollowAsync(events, filters, start, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client reconnects, here or where the service has restarted.
        }
        finally
        {
            Interlocked.Decrement(ref clients);
        }
    }

    public void Dispose() => reads.Dispose();

    private async Task FollowAsync(ServerSentEvents events, StreamFilters filters, RevisionReader.Start start, CancellationToken end)
    {
        // Send it at once, so that a client that is cut off before the first change knows where to continue.
        var at = start.After;
        using var follower = followers.Begin(at.Revision);
        await events.SendAsync($"{at}", "start", new StreamStart(start.Epoch, start.Head, $"{at}"), end);
        try
        {
            while (true)
            {
                var (page, filter) = await events.WhileAsync(PatientlyReadAsync(filters, at, end), end);
                var told = at;
                foreach (var (revision, change) in page.Items.SelectMany(x => x.Changes, (revision, change) => (revision, change)))
                {
                    at = new RevisionCursor(page.Epoch, revision.Number, change.Place);
                    if (filter.Chooses(revision, change))
                    {
                        told = at;
                        await events.SendAsync($"{at}", "change", StreamedChange.FromChange(revision, change), end);
                    }
                }

                if (told != at)
                {
                    // A client that reconnects does not have the others read again.
                    await events.SendIdAsync($"{at}", end);
                }

                follower.Revision = page.Items.Count == 0 ? page.Head : at.Revision;
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

    /// <summary>Reads the page after the cursor. While the database is away, it retries.</summary>
    private async Task<(RevisionPage Page, ChangeFilter Filter)> PatientlyReadAsync(
        StreamFilters filters,
        RevisionCursor at,
        CancellationToken end
    )
    {
        while (true)
        {
            try
            {
                return await PageAsync(filters, at, end);
            }
            catch (Exception away)
                when (!end.IsCancellationRequested && ExceptionProblems.FromException(away, NoMessages)?.Kind == ProblemKind.Unavailable)
            {
                await Task.Delay(PauseWhileAway, end);
            }
        }
    }

    private async Task<(RevisionPage Page, ChangeFilter Filter)> PageAsync(StreamFilters filters, RevisionCursor at, CancellationToken end)
    {
        await reads.WaitAsync(end);
        try
        {
            return await ReadAsync(async revisions =>
                (
                    await revisions.PageAsync(await revisions.StartAsync(at, "after", end), PageSize, end),
                    await revisions.FilterAsync(filters, end)
                )
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
