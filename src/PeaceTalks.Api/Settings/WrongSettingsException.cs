using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Settings;

/// <summary>Settings that no start can work with. Nothing has been made yet.</summary>
public sealed class WrongSettingsException(IReadOnlyList<string> findings)
    : CannotStartException(findings is [var only] ? only : $"{findings.Count} settings are wrong:\n  {string.Join("\n  ", findings)}")
{
    /// <summary>A sentence for each.</summary>
    public IReadOnlyList<string> Findings => findings;
}
