using PeaceTalks.Api.Datasets;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Setup;

public static class StartSetup
{
    /// <summary>Call this before any other hosted service is registered, because they need the database.</summary>
    public static void AddDatabaseStart(this IServiceCollection services)
    {
        services.AddSettings<SetupSettings>("");
        services.AddScoped<DatasetLoader>();
        services.AddScoped<DatabaseUpdate>();
        services.AddHostedService<DatabaseStart>();
    }
}
