using System.ComponentModel;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Keys;

/// <summary>The section <c>Keys</c>: how the first ADMIN gets in.</summary>
public sealed class KeySettings
{
    /// <summary>
    /// The secret of an ADMIN key, for the first start or if every ADMIN key is lost. The verb <c>new-key</c> prints a new one. Without
    /// it, the service makes a key if no ADMIN key is valid.
    /// </summary>
    [SecretForm]
    public string? Admin { get; set; }

    /// <summary>
    /// Where the service writes the secret of an ADMIN key that it makes. Only the user of the service may have access to the file (0600),
    /// and it must not be a symbolic link.
    /// </summary>
    [DefaultValue("admin-key beside the private server's data")]
    public string? AdminFile { get; set; }

    private sealed class SecretFormAttribute : SettingFormAttribute
    {
        public override bool IsSecret => true;

        public override string? Complaint(string text) =>
            Secret.TryParse(text, out _, out var complaint) ? null : $"it {complaint}. Make a secret with the verb new-key";
    }
}
