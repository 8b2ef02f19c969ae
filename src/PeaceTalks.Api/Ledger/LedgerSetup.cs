using Microsoft.AspNetCore.Mvc;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Ledger;

public static class LedgerSetup
{
    public static void AddLedger(this IServiceCollection services)
    {
        services.AddSingleton<ReferenceNouns>();
        services.AddSingleton<ReferenceSnapshotCache>();
        services.AddScoped<PinReader>();
        services.AddScoped<LedgerWriter>();
        services.AddScoped<ReferenceWriter>();
        services.AddSettings<HeadWatchSettings>("HeadWatch", settings => settings.Complaint);
        services.AddSingleton<HeadListener>();
        services.AddHostedService(provider => provider.GetRequiredService<HeadListener>());
        services.Configure<MvcOptions>(options =>
        {
            options.Filters.Add<ReadYourWritesFilter>();
            options.Filters.Add<ConditionalGetFilter>();
        });
    }
}
