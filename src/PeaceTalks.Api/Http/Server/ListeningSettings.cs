using System.ComponentModel.DataAnnotations;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Http.Server;

/// <summary>What ASP.NET Core itself reads.</summary>
public sealed class ListeningSettings
{
    /// <summary>
    /// Where the service listens; several addresses are separated by semicolons. It takes precedence over <c>ASPNETCORE_URLS</c>.
    /// </summary>
    [UrlsForm]
    public string? Urls { get; set; }

    /// <summary>How many seconds the service waits for running requests when it stops.</summary>
    [Range(0, 24 * 60 * 60)]
    public int ShutdownTimeoutSeconds { get; set; } = 30;

    private sealed class UrlsFormAttribute : SettingFormAttribute
    {
        public override string? Complaint(string text) =>
            text.Split(';').All(IsAddress) ? null : "it takes addresses such as http://localhost:5080, separated by semicolons";

        private static bool IsAddress(string text)
        {
            try
            {
                return BindingAddress.Parse(text) is { Scheme: "http" or "https", PathBase: "" };
            }
            catch (FormatException)
            {
                return false;
            }
        }
    }
}
