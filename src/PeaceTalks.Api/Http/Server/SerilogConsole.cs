using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace PeaceTalks.Api.Http.Server;

public static class SerilogConsole
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>
    /// Uses Serilog instead of the default providers. The section <c>Serilog</c> overrides these defaults. If it has sinks of its own, they
    /// replace the console.
    /// </summary>
    public static WebApplicationBuilder AddSerilogConsole(this WebApplicationBuilder builder)
    {
        var settings = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            // A failed statement is reported where it is handled. It may be what somebody sent, or expected (the first look for
            // migrations).
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
            // This entry has the stack, whatever the reason. Startup reports the failure again, for the person who has to fix it.
            .Filter.ByExcluding(entry => entry.MessageTemplate.Text == "Hosting failed to start")
            .Enrich.FromLogContext()
            .Enrich.With<WithoutNoise>();
        if (!builder.Configuration.GetSection("Serilog:WriteTo").Exists())
        {
            settings.WriteTo.Console(outputTemplate: Template);
        }

        settings.ReadFrom.Configuration(builder.Configuration);

        builder.Logging.ClearProviders();
        // Serilog alone decides on log levels. Of an activity's ids the trace id is enough, and the lines have it.
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        builder.Logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.None);
        builder.Logging.AddSerilog(settings.CreateLogger(), dispose: true);
        return builder;
    }

    /// <summary>
    /// Removes what the host adds to each line and the trace id makes redundant. Also removes the path, because it contains what was asked
    /// for.
    /// </summary>
    private sealed class WithoutNoise : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            foreach (var name in (string[])["EventId", "RequestId", "ConnectionId", "RequestPath", "SourceContext"])
            {
                logEvent.RemovePropertyIfPresent(name);
            }
        }
    }
}
