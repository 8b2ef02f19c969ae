using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Http.Server;

/// <summary>The section <c>Cors</c>.</summary>
public sealed class CrossOriginSettings : IConsistentSettings
{
    private const string Every = "*";

    /// <summary>Origins, separated by commas, whose web pages may call the API. `*` stands for every origin.</summary>
    [OriginForm]
    public IReadOnlyList<string> Origins { get; set; } = [];

    /// <summary>Whether the pages of every origin may call the API.</summary>
    internal bool IsForEveryone => Origins is [Every];

    string? IConsistentSettings.Inconsistency =>
        Origins.Count > 1 && Origins.Contains(Every)
            ? $"Cors:Origins has {Every}, which stands for every origin, beside others. Leave out one or the other."
            : null;

    private sealed class OriginFormAttribute : SettingFormAttribute
    {
        /// <summary>An origin is written exactly as browsers send it.</summary>
        public override string? Complaint(string text)
        {
            if (text == Every)
            {
                return null;
            }

            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", Host.Length: > 0 })
            {
                return "it takes origins such as https://app.example.org, separated by commas, or * for every origin";
            }

            var host = address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.Host;
            var origin = $"{address.Scheme}://{host}{(address.IsDefaultPort ? "" : $":{address.Port}")}";
            return origin == text ? null : $"browsers write this origin as {origin}";
        }
    }
}
