namespace PeaceTalks.Api.Keys;

/// <summary>The section <c>Reads</c>.</summary>
public sealed class ReadSettings
{
    /// <summary>Whether anyone can read. If not, reading needs a key.</summary>
    public bool Open { get; set; } = true;
}
