namespace PeaceTalks.Api.Ledger.Pins;

/// <summary>
/// Marks an action that asks about a window, with the parameters <c>from</c>, <c>to</c> and <c>axis</c>. Its answer is pinned by the end of
/// the window: on the valid axis <c>to</c> is the day and <c>knownAt</c> the revision, on the recorded axis <c>to</c> is the revision and
/// <c>asOf</c> the day.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PinnedByWindowAttribute : Attribute;
