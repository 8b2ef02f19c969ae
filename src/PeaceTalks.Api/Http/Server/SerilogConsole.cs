using Microsoft.Extensions.Options;
using PeaceTalks.Api.Settings;
using Serilog;
using Serilog.Configuration;
using Serilog.Events;
using Serilog.Formatting.Compact;

namespace PeaceTalks.Api.Http.Server;

public static class SerilogConsole
{
    private const string Template = "{UtcTimestamp:yyyy-MM-dd HH:mm:ss.fff}Z {Level:u3} {Message:lj}{NewLine}{Exception}";

    /// <summary>
    /// Uses Serilog instead of the default providers. The section <c>Serilog</c> overrides these defaults. If it has sinks of its own, they
    /// replace the console.
    /// </summary>
    public static WebApplicationBuilder AddSerilogConsole(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<LogSettings>("Logs");
        // The static logger stays as it is: one process may run several services, as tests do.
        builder.Services.AddSerilog(
            (services, logger) => Set(logger, services.GetRequiredService<IOptions<LogSettings>>().Value, builder.Configuration),
            preserveStaticLogger: true
        );
        return builder;
    }

    /// <summary>For a start that fails before the service has its logger. The settings may be wrong.</summary>
    public static Serilog.Core.Logger ForStart(IConfiguration? configuration) =>
        new LoggerConfiguration()
            .WriteTo.Text(
                Enum.TryParse<LogFormat>(configuration?["Logs:Format"], ignoreCase: true, out var format) ? format : LogFormat.Text
            )
            .CreateLogger();

    private static void Set(LoggerConfiguration logger, LogSettings settings, IConfiguration configuration)
    {
        logger
            .MinimumLevel.Is(settings.Level)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            // A failed statement is reported where it is handled. It may be what somebody sent, or expected (the first look for
            // migrations).
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
            // This entry has the stack, whatever the reason. Startup reports the failure again, for the person who has to fix it.
            .Filter.ByExcluding(entry => entry.MessageTemplate.Text == "Hosting failed to start")
            .Enrich.FromLogContext()
            .Enrich.With<WithoutNoise>()
            .Enrich.With<BoundedValues>();
        if (!configuration.GetSection("Serilog:WriteTo").Exists())
        {
            logger.WriteTo.Text(settings.Format);
        }

        try
        {
            logger.ReadFrom.Configuration(configuration);
        }
        catch (Exception failure) when (failure is InvalidOperationException or ArgumentException or FormatException)
        {
            throw new WrongSettingsException([$"Serilog cannot use its section: {failure.Message.TrimEnd('.')}."]);
        }
    }

    private static LoggerConfiguration Text(this LoggerSinkConfiguration sinks, LogFormat format) =>
        format == LogFormat.Json ? sinks.Console(new RenderedCompactJsonFormatter()) : sinks.Console(outputTemplate: Template);
}
