using Microsoft.EntityFrameworkCore;

namespace PeaceTalks.Api.Data;

public static class DatabaseSetup
{
    public static void AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton(provider => DatabaseLimits.FromConfiguration(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<LedgerDatabase>();
        services.AddSingleton<WriteLimiter>();
        services.AddSingleton<CachedReadinessCheck>();

        // No execution strategy that tries again: what was lost with the answer may be written. A client knows what it may send twice.
        services.AddDbContext<PeaceTalksDb>(
            (provider, options) =>
                options
                    .UseNpgsql(provider.GetRequiredService<LedgerDatabase>().ConnectionString)
                    .AddInterceptors(CommitInterceptor.Instance)
        );
    }
}
