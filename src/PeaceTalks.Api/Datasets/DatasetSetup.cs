namespace PeaceTalks.Api.Datasets;

public static class DatasetSetup
{
    public static void AddDatasets(this IServiceCollection services)
    {
        services.AddSingleton(DatasetFolder.OfRelease);
        services.AddScoped<DatasetLoader>();
        services.AddScoped<DatasetLedger>();
        services.AddScoped<DatasetRenewer>();
    }
}
