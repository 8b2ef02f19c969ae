using Microsoft.AspNetCore.Mvc;

namespace PeaceTalks.Api.Idempotency;

public static class IdempotencySetup
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddHostedService<IdempotentResponseCleanup>();
        services.Configure<MvcOptions>(options => options.Filters.Add<IdempotencyFilter>());
    }
}
