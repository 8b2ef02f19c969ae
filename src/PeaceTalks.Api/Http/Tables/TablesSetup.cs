using Microsoft.AspNetCore.Mvc;

namespace PeaceTalks.Api.Http.Tables;

public static class TablesSetup
{
    /// <summary>Needs the limits (<see cref="RateLimiting.RateLimitingSetup.AddLimits"/>).</summary>
    public static IServiceCollection AddTables(this IServiceCollection services) =>
        services.Configure<MvcOptions>(options => options.Filters.Add<TableFilter>());
}
