using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Http.RateLimiting;

public static class RateLimitingSetup
{
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddSettings<LimitSettings>("Limits");
        services.AddRequestTimeouts().AddOptions<RequestTimeoutOptions>().Configure<IOptions<LimitSettings>>(ReadTimeLimit.Set);
        services.Configure<MvcOptions>(options =>
        {
            options.Conventions.Add(new ReadTimeLimit());
            options.Conventions.Add(new CostlyReadLimiter.Convention());
        });
        return services
            .AddSingleton<Refusals>()
            .AddSingleton<CostlyReadLimiter>()
            .AddSingleton<RateLimitingMiddleware>()
            .AddSingleton<FailedKeys>();
    }

    /// <summary>After authentication, before authorization.</summary>
    public static void UseLimits(this WebApplication app)
    {
        app.UseMiddleware<RateLimitingMiddleware>();
        app.UseRequestTimeouts();
    }
}
