namespace PeaceTalks.Api.Http;

/// <param name="Items">In the order of the list; empty where there is nothing.</param>
/// <param name="NextCursor">Give it as <c>cursor</c> with the same filters; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
