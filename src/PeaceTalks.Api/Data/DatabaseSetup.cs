using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Settings;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.Api.Data;

public static class DatabaseSetup
{
    public static void AddDatabase(this IServiceCollection services)
    {
        services.AddSettings<ConnectionStrings>("ConnectionStrings");
        services.AddSettings<LocalPostgresOptions>("LocalPostgres");
        services.AddSettings<DatabaseLimits>("Database");
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<DatabaseLimits>>().Value);
        services.AddSingleton<LedgerDatabase>();
        services.AddSingleton<WriteLimiter>();
        services.AddSingleton<CachedReadinessCheck>();
        services.AddScoped<CurrentTransaction>();
        services.AddScoped<DatabaseSession>();

        // No execution strategy that retries: a write whose answer was lost may have succeeded. Only the client knows what it may send
        // twice.
        // The options are the same for all requests. The contexts themselves cannot be pooled: setting up gives its context another
        // connection string, which would stay with it.
        services.AddDbContext<PeaceTalksDb>(
            (provider, options) =>
                options
                    .UseNpgsql(provider.GetRequiredService<LedgerDatabase>().ConnectionString)
                    .AddInterceptors(CommitInterceptor.Instance),
            optionsLifetime: ServiceLifetime.Singleton
        );
    }
}
