using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Http;

namespace PeaceTalks.Api.Idempotency;

public static class IdempotencySetup
{
    public static void AddIdempotency(this IServiceCollection services)
    {
        services.AddHostedService<IdempotentResponseCleanup>();
        // The last of the resource filters, so that the transaction is open no longer than necessary.
        services.Configure<MvcOptions>(options =>
            options.Conventions.Add(new MethodFilter<IdempotencyFilter>(HttpMethods.Post, int.MaxValue))
        );
    }
}
