namespace PeaceTalks.Api.Http.Server;

internal static class SettingLists
{
    /// <summary>
    /// A setting with several values: a list in <c>appsettings.json</c>, or one text with commas, as in environment variables.
    /// </summary>
    public static IReadOnlyList<string> Several(this IConfiguration configuration, string name)
    {
        var section = configuration.GetSection(name);
        var texts = section.GetChildren().Select(child => child.Value).Prepend(section.Value);
        return
        [
            .. texts.SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)),
        ];
    }
}
