using Microsoft.AspNetCore.Mvc;

namespace PeaceTalks.Api.Idempotency;

public static class IdempotencySetup
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddHostedService<KeptAnswerCleaning>();
        services.Configure<MvcOptions>(options => options.Filters.Add<Idempotent>());
    }
}
