namespace PeaceTalks.Api.Settings;

/// <summary>Settings that depend on each other.</summary>
public interface IConsistentSettings
{
    /// <summary>What is wrong with them together, as a sentence. Null if nothing is. Each is right by itself.</summary>
    string? Inconsistency { get; }
}
