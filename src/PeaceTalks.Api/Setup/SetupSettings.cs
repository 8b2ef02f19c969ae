using PeaceTalks.Api.Settings;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Setup;

/// <summary>What a first start sets up.</summary>
public sealed class SetupSettings
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Datasets");

    /// <summary>The data set that is loaded into an empty ledger; if this is empty, the ledger stays empty.</summary>
    [DatasetForm]
    public string? Dataset { get; set; }

    /// <summary>The folder of the data set. Null if none is configured.</summary>
    internal string? DatasetFolder => Dataset is { Length: > 0 } name ? Path.Combine(Folder, name) : null;

    private sealed class DatasetFormAttribute : SettingFormAttribute
    {
        public override string? Complaint(string text)
        {
            string[] known = [.. Directory.EnumerateDirectories(Folder).Select(x => Path.GetFileName(x)).Order(StringComparer.Ordinal)];
            return known.Contains(text, StringComparer.Ordinal) ? null
                : Spelling.Nearest(text, known) is { } meant ? $"there is no such data set; did you mean {meant}?"
                : $"there is no such data set; there is {string.Join(", ", known)}. Leave it empty to load none";
        }
    }
}
