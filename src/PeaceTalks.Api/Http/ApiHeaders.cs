namespace PeaceTalks.Api.Http;

/// <summary>The names of the headers that this API has besides the standard ones.</summary>
public static class ApiHeaders
{
    /// <summary>On a response: the revision that it keeps to.</summary>
    public const string Revision = "Ledger-Revision";

    /// <summary>On a request: the newest revision that the client has seen.</summary>
    public const string RevisionAtLeast = "Ledger-Revision-At-Least";

    /// <summary>On a POST: what tells a repeat of it from another request.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>On the response to a repeat.</summary>
    public const string IdempotencyReplayed = "Idempotency-Replayed";

    /// <summary>What the client has left.</summary>
    public const string RateLimit = "RateLimit";

    /// <summary>What the client has in all.</summary>
    public const string RateLimitPolicy = "RateLimit-Policy";

    /// <summary>On a request for a stream: the last event that the client has seen.</summary>
    public const string LastEventId = "Last-Event-ID";
}
