namespace PeaceTalks.Api.Http.RateLimiting;

/// <summary>An action whose answer takes many times the work of one record's: it has a budget of its own besides that of all requests.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class CostlyAttribute : Attribute;
