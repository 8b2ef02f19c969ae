using Microsoft.EntityFrameworkCore;

namespace PeaceTalks.Api.Data;

public static class DatabaseSetup
{
    public static void AddDatabase(this IServiceCollection services)
    {
        services.AddSingleton(provider => DatabaseLimits.Of(provider.GetRequiredService<IConfiguration>()));
        services.AddSingleton<LedgerDatabase>();
        services.AddSingleton<WriterPlaces>();
        services.AddSingleton<SharedReadiness>();

        // No execution strategy that retries: a write whose answer was lost may have succeeded. Only the client knows what it may send
        // twice.
        services.AddDbContext<PeaceTalksDb>(
            (provider, options) =>
                options.UseNpgsql(provider.GetRequiredService<LedgerDatabase>().ConnectionString).AddInterceptors(CommitWatch.Instance)
        );
    }
}
