namespace PeaceTalks.Api.Keys;

/// <summary>The section <c>Reads</c>.</summary>
public sealed class ReadSettings
{
    /// <summary>Whether reads need no key. True by default.</summary>
    public bool Open { get; set; } = true;
}
