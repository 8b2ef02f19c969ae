namespace PeaceTalks.Api.Http;

/// <summary>The names of the API's own headers, beyond the standard ones.</summary>
public static class ApiHeaders
{
    /// <summary>Response header: the revision that the answer was read at.</summary>
    public const string Revision = "Ledger-Revision";

    /// <summary>Request header: the newest revision that the client has seen.</summary>
    public const string RevisionAtLeast = "Ledger-Revision-At-Least";

    /// <summary>Request header of a POST: the idempotency key, which tells a repeat from a new request.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Response header: this is the stored answer to a repeated request.</summary>
    public const string IdempotencyReplayed = "Idempotency-Replayed";

    /// <summary>Response header: what is left of the client's rate limits.</summary>
    public const string RateLimit = "RateLimit";

    /// <summary>Response header: the client's rate limits.</summary>
    public const string RateLimitPolicy = "RateLimit-Policy";

    /// <summary>Request header of a stream: the last event that the client has seen.</summary>
    public const string LastEventId = "Last-Event-ID";
}
