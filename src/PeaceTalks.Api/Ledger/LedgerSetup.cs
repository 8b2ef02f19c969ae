using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Ledger;

public static class LedgerSetup
{
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<ReferenceNouns>();
        services.AddSingleton<ReferenceSnapshotCache>();
        services.AddScoped<PinReader>();
        services.AddScoped<PinnedReader>();
        services.AddScoped<LedgerWriter>();
        services.AddScoped<ReferenceWriter>();
        services.AddSettings<AnswerCacheSettings>("AnswerCache");
        services.AddSingleton<AnswerCache>();
        services.AddSingleton<LedgerMetrics>();
        services.AddSingleton<UndeclaredParameter, EpochParameter>();
        services.AddSettings<HeadWatchSettings>("HeadWatch");
        services.AddSingleton<HeadListener>();
        services.AddHostedService(provider => provider.GetRequiredService<HeadListener>());
        services.Configure<MvcOptions>(options =>
        {
            options.Conventions.Add(new MethodFilter<ReadYourWritesFilter>(HttpMethods.Get));
            options.Conventions.Add(new MethodFilter<EpochFilter>(HttpMethods.Get));
            options.Conventions.Add(new MethodFilter<ConditionalGetFilter>(HttpMethods.Get));
        });
    }

    public static void UseAnswerCache(this IApplicationBuilder app) => app.UseMiddleware<AnswerCacheMiddleware>();
}
