using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Http.Server;

/// <summary>The section <c>Cors</c>.</summary>
public sealed class CrossOriginSettings
{
    /// <summary>Origins, separated by commas, whose web pages may call the API.</summary>
    [OriginForm]
    public IReadOnlyList<string> Origins { get; set; } = [];

    private sealed class OriginFormAttribute : SettingFormAttribute
    {
        /// <summary>An origin is written exactly as browsers send it.</summary>
        public override string? Complaint(string text)
        {
            if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address is not { Scheme: "http" or "https", Host.Length: > 0 })
            {
                return "it takes origins such as https://app.example.org, separated by commas";
            }

            var host = address.HostNameType == UriHostNameType.Dns ? address.IdnHost : address.Host;
            var origin = $"{address.Scheme}://{host}{(address.IsDefaultPort ? "" : $":{address.Port}")}";
            return origin == text ? null : $"browsers write this origin as {origin}";
        }
    }
}
