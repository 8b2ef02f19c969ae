using PeaceTalks.Api.Datasets;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Setup;

public static class StartSetup
{
    /// <summary>Call this before any hosted service that needs the database is registered.</summary>
    public static void AddDatabaseStart(this IServiceCollection services)
    {
        services.AddSettings<SetupSettings>("");
        services.AddDatasets();
        services.AddScoped<DatabaseUpdate>();
        services.AddHostedService<DatabaseStart>();
    }
}
