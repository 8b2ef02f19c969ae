namespace PeaceTalks.Api.Http.RateLimiting;

public static class LimitsSetup
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services
            .AddOptions<LimitSettings>()
            .Configure<IConfiguration>((settings, configuration) => settings.Read(configuration))
            .ValidateOnStart();
        return services.AddSingleton<LimitsGate>().AddSingleton<FailedKeys>();
    }

    /// <summary>Call this after authentication and before authorization.</summary>
    public static void UseLimits(this WebApplication app) => app.UseMiddleware<LimitsGate>();
}
