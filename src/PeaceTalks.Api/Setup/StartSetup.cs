using PeaceTalks.Api.Datasets;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Setup;

public static class StartSetup
{
    /// <summary>Registered before all other hosted services: they need the database.</summary>
    public static void AddDatabaseStart(this IServiceCollection services)
    {
        services.AddSettings<SetupSettings>("");
        services.AddScoped<DatasetLoader>();
        services.AddScoped<DatabaseUpdate>();
        services.AddHostedService<DatabaseStart>();
    }
}
