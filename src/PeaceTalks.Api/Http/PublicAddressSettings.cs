using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Http;

/// <summary>Where clients reach the service.</summary>
public sealed class PublicAddressSettings
{
    /// <summary>The base URL of all links in answers, for use behind a reverse proxy. Without it, links are paths.</summary>
    [BaseUrlForm]
    public string? PublicBaseUrl { get; set; }

    /// <summary>Without the slash at its end. Empty if none is set.</summary>
    internal string Base => PublicBaseUrl?.TrimEnd('/') ?? "";

    private sealed class BaseUrlFormAttribute : SettingFormAttribute
    {
        public override string? Complaint(string text) =>
            Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "http" or "https", Host.Length: > 0, UserInfo: "", Query: "", Fragment: "" }
            && !text.Any(c => c is <= ' ' or > '~')
                ? null
                : "it takes an address such as https://talks.example.org, without a query";
    }
}
