namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>
/// Marks an action whose answer has no end. While a client listens, it takes one of the client's places for streams, not one of those for
/// requests.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EndlessAttribute : Attribute;
