using PeaceTalks.Api.Datasets;
using PeaceTalks.Api.Settings;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Setup;

/// <summary>What a first start sets up.</summary>
public sealed class SetupSettings
{
    /// <summary>The data set that is loaded into an empty ledger; if this is empty, the ledger stays empty.</summary>
    [DatasetForm]
    public string? Dataset { get; set; }

    private sealed class DatasetFormAttribute : SettingFormAttribute
    {
        public override string? Complaint(string text)
        {
            var known = DatasetFolder.OfRelease.Names;
            return known.Contains(text, StringComparer.Ordinal) ? null
                : Spelling.Nearest(text, known) is { } meant ? $"there is no such data set; did you mean {meant}?"
                : $"there is no such data set; there is {string.Join(", ", known)}. Leave it empty to load none";
        }
    }
}
