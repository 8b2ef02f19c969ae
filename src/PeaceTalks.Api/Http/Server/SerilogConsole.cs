using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace PeaceTalks.Api.Http.Server;

public static class SerilogConsole
{
    private const string Template = "{Timestamp:yyyy-MM-dd HH:mm:ss.fff} {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>
    /// Serilog instead of the default providers. The section <c>Serilog</c> overrides; with sinks of its own it replaces the console.
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
            // A statement that fails is told where it is handled: it may be what somebody sent, or expected (the first look for migrations).
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
            // With its stack, whatever the reason. Startup tells it once more, to the person who is to mend it.
            .Filter.ByExcluding(entry => entry.MessageTemplate.Text == "Hosting failed to start")
            .Enrich.FromLogContext()
            .Enrich.With<WithoutNoise>();
        if (!configuration.GetSection("Serilog:WriteTo").Exists())
        {
            settings.WriteTo.Console(outputTemplate: Template);
        }

        settings.ReadFrom.Configuration(configuration);
    }

    /// <summary>What the host adds to each line and the trace id makes superfluous; the path, because it holds what was asked.</summary>
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
