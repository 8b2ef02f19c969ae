using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Http.RateLimiting;

public static class RateLimitingSetup
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSettings<LimitSettings>("Limits", settings => settings.Complaint, allKnown: true);
        return services.AddSingleton<RateLimitingMiddleware>().AddSingleton<FailedKeys>();
    }

    /// <summary>After authentication, before authorization.</summary>
    public static void UseLimits(this WebApplication app) => app.UseMiddleware<RateLimitingMiddleware>();
}
