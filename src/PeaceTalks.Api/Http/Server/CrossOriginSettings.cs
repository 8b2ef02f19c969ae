namespace PeaceTalks.Api.Http.Server;

/// <summary>The section <c>Cors</c>.</summary>
public sealed class CrossOriginSettings
{
    /// <summary>The origins whose web pages may ask, as browsers write them (<c>https://app.example.org</c>). None by default.</summary>
    public IReadOnlyList<string> Origins { get; internal set; } = [];
}
