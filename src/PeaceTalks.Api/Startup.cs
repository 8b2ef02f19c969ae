using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Codings;
using PeaceTalks.Api.Comparisons;
using PeaceTalks.Api.Coverage;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Explorer;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Http.Tables;
using PeaceTalks.Api.Idempotency;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Matrix;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.OpenApi;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Reconciliation;
using PeaceTalks.Api.References;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Revisions;
using PeaceTalks.Api.Search;
using PeaceTalks.Api.Settings;
using PeaceTalks.Api.Setup;
using PeaceTalks.Api.Speakers;
using PeaceTalks.Api.Texts;
using PeaceTalks.Api.Timelines;
using PeaceTalks.LocalPostgres;
using Serilog.Extensions.Logging;
using ILogger = Microsoft.Extensions.Logging.ILogger;

namespace PeaceTalks.Api;

/// <summary>Composes the service, and runs it from start to stop.</summary>
public static class Startup
{
    private static bool IsOwnProcess => Assembly.GetEntryAssembly() == typeof(Startup).Assembly;

    /// <summary>Checks the settings before it makes anything, then runs the service until it is stopped.</summary>
    /// <returns>The exit code.</returns>
    public static Task<int> RunAsync(string[] args) =>
        WithServiceAsync(
            args,
            app =>
            {
                UsePipeline(app);
                return app.RunUntilStoppedAsync();
            }
        );

    /// <summary>Says whether the settings are right.</summary>
    /// <inheritdoc cref="RunAsync" path="/returns"/>
    public static Task<int> CheckSettingsAsync(string[] args) =>
        WithServiceAsync(
            args,
            app =>
            {
                app.Services.GetRequiredService<IStartupValidator>().Validate();
                Console.WriteLine("The settings are right.");
                return Task.FromResult(0);
            }
        );

    public static WebApplicationBuilder NewBuilder(string[] args)
    {
        // appsettings.json is beside the program, from whatever folder it is started.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.AddSerilogConsole();
        builder.AddTelemetry();
        builder.Services.AddStrictHttp();
        builder.Services.AddLimits();
        builder.Services.AddTables();
        builder.Services.AddPeaceTalks();
        builder.Services.AddOpenApiDocument();
        builder.Services.AddHealthChecks().AddCheck<CachedReadinessCheck>("database", tags: ["ready"]);
        return builder;
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseTelemetry();
        app.UseStrictHttp();
        app.UseAuthentication();
        app.UseLimits();
        app.UseAuthorization();
        app.UseMiddleware<EncodedTagMiddleware>();
        app.UseAnswerCache();
        app.UseCompression();
        app.UseOpenApiDocument();
        app.MapHealth();
        app.MapMetrics();
        app.MapReconciliation();
        app.MapExplorer();
        app.MapControllers();
    }

    /// <summary>Adds everything behind the API's edge, from the database up. Register a new noun here.</summary>
    public static void AddPeaceTalks(this IServiceCollection services)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddDatabase();
        services.AddDatabaseStart();
        services.AddKeys();
        services.AddLedger();
        services.AddIdempotency();
        services.AddScoped<ReferenceEndpoints>();

        services.AddProcesses();
        services.AddParties();
        services.AddSpeakers();
        services.AddIssues();
        services.AddProposals();
        services.AddArticles();
        services.AddPositions();
        services.AddMilestones();
        services.AddMeetings();
        services.AddRemarks();

        services.AddHeldPositions();
        services.AddCoverage();
        services.AddDiffs();
        services.AddComparisons();
        services.AddMatrix();
        services.AddTimelines();
        services.AddCodings();
        services.AddRevisions();
        services.AddBibliography();
        services.AddSearch();
        services.AddExplorer();
    }

    private static void MapHealth(this WebApplication app)
    {
        // Monitoring must see the state of the service even while clients are refused.
        var health = app.MapGroup("/health")
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]))
            .AllowAnonymous()
            .DisableRateLimiting();
        health.MapHealthChecks("/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = HealthAnswer.WriteAsync });
        health.MapHealthChecks(
            "/ready",
            new HealthCheckOptions { Predicate = check => check.Tags.Contains("ready"), ResponseWriter = HealthAnswer.WriteAsync }
        );
    }

    /// <summary>
    /// Checks the settings, builds the service and does something with it. A failure before the service has a logger is one log entry too.
    /// If a test or a tool started the service in its own process, it gets the exception.
    /// </summary>
    private static async Task<int> WithServiceAsync(string[] args, Func<WebApplication, Task<int>> run)
    {
        WebApplicationBuilder? builder = null;
        try
        {
            builder = NewBuilder(args);
            SettingsCheck.RequireAll(builder.Services.SettingsSections(), builder.Configuration);
            await using var app = builder.Build();
            return await run(app);
        }
        catch (Exception failure) when (IsOwnProcess)
        {
            await using var logger = SerilogConsole.ForStart(builder?.Configuration);
            using var factory = new SerilogLoggerFactory(logger);
            return Report(factory.CreateLogger(nameof(Startup)), failure, failure.Message);
        }
    }

    /// <summary>A failure to start is one log entry, with the stack only if the message is not enough.</summary>
    private static async Task<int> RunUntilStoppedAsync(this WebApplication app)
    {
        try
        {
            if (!UnicodeData.IsThere)
            {
                throw new CannotStartException(
                    "This runtime has no Unicode data, so the service cannot normalize texts. Unset "
                        + "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT, and install ICU (libicu)."
                );
            }

            app.Logger.LogInformation("PeaceTalks {Release:l} starts", Release.Text);
            await app.StartAsync();
            app.LogAddresses();
            await app.WaitForShutdownAsync();
            return 0;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            app.Logger.LogInformation("Stopped before the start was complete");
            return 0;
        }
        catch (Exception failure) when (IsOwnProcess)
        {
            var code = Report(app.Logger, failure, app.Why(failure));
            // What has started already must end before its services are gone.
            await app.StopAsync();
            return code;
        }
    }

    /// <returns>The exit code.</returns>
    private static int Report(ILogger logger, Exception failure, string why)
    {
        logger.LogCritical(SaysEnough(failure) ? null : failure, "{Why:l}", why);
        return failure is WrongSettingsException ? ExitCodes.WrongSettings : ExitCodes.CannotStart;
    }

    private static void LogAddresses(this WebApplication app)
    {
        foreach (var address in app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            // This means all addresses of the machine, which no browser accepts.
            var reachable = address.Replace("://[::]:", "://localhost:").Replace("://0.0.0.0:", "://localhost:");
            if (app.Services.GetRequiredService<IOptions<SwaggerUiSettings>>().Value.Enabled)
            {
                app.Logger.LogInformation("Swagger UI is at {Address:l}/swagger - stop with Ctrl-C", reachable);
            }
            else
            {
                app.Logger.LogInformation("The service is at {Address:l} - stop with Ctrl-C", reachable);
            }
        }
    }

    private static string Why(this WebApplication app, Exception failure) =>
        CannotListen(failure)
            ? $"Cannot listen on {app.Configuration["Urls"]}: {failure.Message.TrimEnd('.')}. Set Urls to another address."
            : failure.Message;

    private static bool SaysEnough(Exception failure) =>
        CannotListen(failure) || failure is CannotStartException or LocalPostgresException or InvalidDataException;

    private static bool CannotListen(Exception failure) =>
        failure is SocketException or IOException { InnerException: AddressInUseException };
}
