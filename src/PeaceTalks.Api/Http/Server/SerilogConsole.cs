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
        // The static logger stays as it is: one process may run several services, as tests do.
        builder.Services.AddSerilog((_, settings) => Set(settings, builder.Configuration), preserveStaticLogger: true);
        return builder;
    }

    private static void Set(LoggerConfiguration settings, IConfiguration configuration)
    {
        settings
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
        if (!configuration.GetSection("Serilog:WriteTo").Exists())
        {
            settings.WriteTo.Console(outputTemplate: Template);
        }

        settings.ReadFrom.Configuration(configuration);
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
