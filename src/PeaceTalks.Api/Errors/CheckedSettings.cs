namespace PeaceTalks.Api.Errors;

/// <summary>Settings as options classes: read once, and checked before the service starts.</summary>
public static class CheckedSettings
{
    /// <param name="section">Empty for settings that are in no section.</param>
    /// <param name="complaint">What is wrong with the settings, as a sentence; null where nothing is.</param>
    /// <param name="allKnown">Whether a name in the section that is no setting stops the start.</param>
    /// <remarks>A value that cannot be read, or that is complained about, is a <see cref="CannotStartException"/>.</remarks>
    public static void AddSettings<T>(
        this IServiceCollection services,
        string section,
        Func<T, string?>? complaint = null,
        bool allKnown = false
    )
        where T : class =>
        services
            .AddOptions<T>()
            .Configure<IConfiguration>(
                (settings, configuration) =>
                {
                    try
                    {
                        var part = section.Length == 0 ? configuration : configuration.GetSection(section);
                        part.Bind(settings, options => options.ErrorOnUnknownConfiguration = allKnown);
                    }
                    catch (InvalidOperationException failure)
                    {
                        throw new CannotStartException($"{Which(section)} cannot be used: {failure.Message}", failure);
                    }

                    if (complaint?.Invoke(settings) is { } wrong)
                    {
                        throw new CannotStartException($"{Which(section)} cannot be used: {wrong}");
                    }
                }
            )
            .ValidateOnStart();

    private static string Which(string section) => section.Length == 0 ? "The settings" : $"The settings of {section}";
}
