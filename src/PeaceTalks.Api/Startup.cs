using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Datasets;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.Api;

/// <summary>What happens from the start of the process until the first request.</summary>
public static class Startup
{
    private const string ConnectionName = "PeaceTalks";

    public static IServiceCollection AddLedger(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<CatalogueCache>();
        services.AddScoped<PinReader>();
        services.AddScoped<LedgerWriter>();
        services.AddScoped<ReferenceWriter>();
        services.AddScoped<CodingWriter>();
        services.AddScoped<HeldPositionReader>();
        services.AddScoped<DiffReader>();
        services.AddScoped<ArticleReader>();
        services.AddScoped<DatasetLoader>();
        services.Configure<ConstraintMessages>(LedgerConstraints.Explain);
        return services.AddDbContext<PeaceTalksDb>((provider, options) => options.UseNpgsql(
            provider.GetRequiredService<IConfiguration>().GetConnectionString(ConnectionName)));
    }

    /// <summary>Uses the server of <c>ConnectionStrings:PeaceTalks</c>; where there is none, starts a private one.</summary>
    /// <returns>The private server, to be stopped last; or null.</returns>
    public static async Task<LocalPostgresServer?> AddDatabaseAsync(this WebApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(builder.Configuration.GetConnectionString(ConnectionName)))
        {
            return null;
        }

        var options = builder.Configuration.GetSection("LocalPostgres").Get<LocalPostgresOptions>() ?? new LocalPostgresOptions();
        var server = await LocalPostgresServer.StartAsync(options, Console.WriteLine, CancellationToken.None);
        builder.Configuration.AddInMemoryCollection([new($"ConnectionStrings:{ConnectionName}", server.ConnectionString)]);
        return server;
    }

    /// <summary>Brings the database up to date and, where it is empty, loads the data set that <c>Dataset</c> names; an empty name leaves it out.</summary>
    public static async Task PrepareLedgerAsync(this WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PeaceTalksDb>();
        await db.Database.MigrateAsync();
        if (app.Configuration["Dataset"] is not { Length: > 0 } name)
        {
            app.Logger.LogInformation("No data set is to be loaded");
            return;
        }

        var dataset = Dataset.Read(Path.Combine(AppContext.BaseDirectory, "Datasets", name));
        var loaded = await scope.ServiceProvider.GetRequiredService<DatasetLoader>().LoadIntoEmptyAsync(dataset, CancellationToken.None);
        app.Logger.LogInformation(
            loaded ? "Loaded data set {Dataset}: {Positions} positions and {Milestones} milestones from {Articles} articles" : "Data set {Dataset} is not loaded: the ledger has revisions already",
            name, dataset.Articles.Sum(x => x.Positions.Count), dataset.Articles.Sum(x => x.Milestones.Count), dataset.Articles.Count);
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready") });
    }

    /// <summary>The lines for the person who started it.</summary>
    public static void TellWhereItIs(this WebApplication app, LocalPostgresServer? ownServer)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var data = ownServer is null ? "in the database of ConnectionStrings:PeaceTalks" : $"in {ownServer.DataFolder} (PostgreSQL {ownServer.Version})";
        app.Logger.LogInformation("The ledger lives {Data}", data);
        if (app.Configuration.GetValue<bool>(WritesGate.Setting))
        {
            app.Logger.LogWarning("Writes are open to everybody who reaches this address ({Setting})", WritesGate.Setting);
        }

        foreach (var address in addresses)
        {
            app.Logger.LogInformation("Swagger UI is at {Address}/swagger - stop with Ctrl-C", address);
        }
    }

    /// <summary>Whether a failure to start is one that the person who started it can mend, so that its message is enough.</summary>
    public static bool IsForTheOperator(Exception failure) =>
        failure is LocalPostgresException or InvalidDataException or NpgsqlException or IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException };
}
