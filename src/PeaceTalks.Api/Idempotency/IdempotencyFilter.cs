using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Idempotency;

/// <summary>
/// Makes a POST with an <c>Idempotency-Key</c> happen once. Its answer is committed in the same transaction as what it writes, and a repeat
/// gets the same bytes (docs/adr/0015).
/// </summary>
/// <remarks>
/// Dry runs write nothing, and nothing is stored for them. An advisory lock, which is tried without waiting, shows whether the first
/// request is still running. It ends with its transaction, however that ends, so a request whose process was killed leaves nothing behind.
/// </remarks>
internal sealed class IdempotencyFilter(PeaceTalksDb db, DatabaseSession session, LedgerWriter writer, TimeProvider clock)
    : IAsyncResourceFilter
{
    private static readonly string[] KeptHeaders = ["Content-Type", "Location", "ETag", ApiHeaders.Revision];

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        var name = http.Request.Headers.ContainsKey(ApiHeaders.IdempotencyKey) ? Name(http.Request) : null;
        if (name is null || http.Request.Query["dryRun"] == "true")
        {
            await next();
            return;
        }

        var fingerprint = await FingerprintAsync(http.Request);
        var holder = http.User.KeyId();
        using var body = new MemoryStream();
        await using (var transaction = await JoinedTransaction.BeginAsync(db, http.RequestAborted))
        {
            if (await FirstAsync(holder, name, http.RequestAborted) is { } first)
            {
                context.Result = Repeated(first, fingerprint, context);
                return;
            }

            if (await AnsweredAsync(http.Response, next, body))
            {
                var isSecret = NeverKept(context) is not null;
                var response = new IdempotentResponse
                {
                    Key = holder,
                    Name = name,
                    Fingerprint = fingerprint,
                    At = clock.GetUtcNow(),
                    Status = http.Response.StatusCode,
                    Headers =
                    [
                        .. KeptHeaders
                            .Where(http.Response.Headers.ContainsKey)
                            .Select(x => new IdempotentResponseHeader(x, http.Response.Headers[x].ToString())),
                    ],
                    Body = isSecret ? null : body.ToArray(),
                };
                await session.WriteAsync([.. TableInsert.Of(db.Model, [response])], http.RequestAborted);
                await transaction.CommitAsync(http.RequestAborted);
                writer.AdvanceHead();
            }
        }

        // Sent after the transaction, so that a slow client keeps no writer waiting.
        body.Position = 0;
        await body.CopyToAsync(http.Response.Body, http.RequestAborted);
    }

    /// <summary>Lets the action write its answer to <paramref name="body"/>, from where it can still be discarded.</summary>
    /// <returns>Whether it succeeded. Exceptions pass through, and the transaction is rolled back.</returns>
    private static async Task<bool> AnsweredAsync(HttpResponse response, ResourceExecutionDelegate next, MemoryStream body)
    {
        var client = response.Body;
        response.Body = body;
        try
        {
            return (await next()).Exception is null && response.StatusCode is >= 200 and <= 299;
        }
        finally
        {
            response.Body = client;
        }
    }

    /// <summary>The stored response, if this is a repeat. Takes the lock and looks it up in one round trip.</summary>
    /// <exception cref="ProblemException">409: the first request is still running.</exception>
    private Task<IdempotentResponse?> FirstAsync(Guid holder, string name, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - IdempotentResponse.Lifetime;
        return session.ReadAllAsync(
            [
                new("SELECT pg_try_advisory_xact_lock(hashtextextended({0}, 0))", [$"{holder} {name}"]),
                // Skips a row that another request is deleting. Otherwise a repeat would wait for the first request.
                new(
                    "DELETE FROM kept_answer WHERE (key, name) IN (SELECT key, name FROM kept_answer "
                        + "WHERE key = {0} AND name = {1} AND at < {2} FOR UPDATE SKIP LOCKED)",
                    [holder, name, since]
                ),
                new(
                    "SELECT fingerprint, at, status, headers, body FROM kept_answer WHERE key = {0} AND name = {1} AND at >= {2}",
                    [holder, name, since]
                ),
            ],
            async (reader, cancelled) =>
            {
                await reader.ReadAsync(cancelled);
                if (!reader.GetBoolean(0))
                {
                    throw Problems.StillRunning();
                }

                await reader.NextResultAsync(cancelled);
                return await reader.ReadAsync(cancelled)
                    ? new IdempotentResponse
                    {
                        Key = holder,
                        Name = name,
                        Fingerprint = reader.GetFieldValue<byte[]>(0),
                        At = reader.GetFieldValue<DateTimeOffset>(1),
                        Status = reader.GetInt32(2),
                        Headers = JsonColumn.Read<IdempotentResponseHeader>(reader.GetString(3)),
                        Body = reader.IsDBNull(4) ? null : reader.GetFieldValue<byte[]>(4),
                    }
                    : null;
            },
            cancellation
        );
    }

    private static IActionResult Repeated(IdempotentResponse first, byte[] fingerprint, ResourceExecutingContext context)
    {
        if (!first.Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            throw Problems.AnotherRequest(ApiHeaders.IdempotencyKey);
        }

        return first.Body is null ? throw Problems.Conflict(NeverKept(context)!.ToRepeats) : new ReplayedResponse(first);
    }

    private static NotReplayedAttribute? NeverKept(FilterContext context) =>
        context.ActionDescriptor.EndpointMetadata.OfType<NotReplayedAttribute>().SingleOrDefault();

    private static string Name(HttpRequest request) =>
        request.Headers[ApiHeaders.IdempotencyKey] is [{ Length: > 0 and <= IdempotentResponse.NameMaxLength } only]
        && only.All(x => x is > ' ' and <= '~')
            ? only
            : throw Problems.Invalid(
                ApiHeaders.IdempotencyKey,
                $"must be a single key of 1 to {IdempotentResponse.NameMaxLength} visible ASCII characters, such as a new UUID for each write"
            );

    private static async Task<byte[]> FingerprintAsync(HttpRequest request)
    {
        request.EnableBuffering(StrictHttp.MaxBodyBytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, request.HttpContext.RequestAborted)) > 0; )
        {
            hash.AppendData(part, 0, read);
        }

        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}

/// <summary>The stored response to the first request.</summary>
internal sealed class ReplayedResponse(IdempotentResponse first) : IActionResult
{
    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = first.Status;
        foreach (var (name, value) in first.Headers)
        {
            response.Headers[name] = value;
        }

        response.Headers[ApiHeaders.IdempotencyReplayed] = "true";
        await response.Body.WriteAsync(first.Body, context.HttpContext.RequestAborted);
    }
}
