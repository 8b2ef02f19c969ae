namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>
/// Marks an action that costs many times as much as reading one record. It has a rate limit of its own, in addition to that of all
/// requests.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CostlyAttribute : Attribute;
