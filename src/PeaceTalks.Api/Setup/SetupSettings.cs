namespace PeaceTalks.Api.Setup;

/// <summary>What a first start sets up.</summary>
public sealed class SetupSettings
{
    /// <summary>What an empty ledger is filled with: a folder of <c>Datasets</c>. <c>appsettings.json</c> names one; an empty one loads none.</summary>
    public string? Dataset { get; set; }
}
