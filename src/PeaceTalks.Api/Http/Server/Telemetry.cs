using System.Diagnostics;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Instrumentation.AspNetCore;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Http.Server;

/// <summary>
/// OpenTelemetry: traces and metrics go to a collector if one of OpenTelemetry's own variables names it, and <c>/metrics</c> serves metrics
/// to Prometheus if a setting says so. Otherwise nothing is collected. Neither holds secrets, or what was asked for.
/// </summary>
public static class Telemetry
{
    /// <summary>The meter of the service itself. Whatever has something to count makes its instruments there.</summary>
    public const string Meter = "PeaceTalks";

    private const string ScrapePath = "/metrics";

    private static readonly string[] Meters =
    [
        Meter,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Npgsql",
        "System.Runtime",
    ];

    /// <summary>What is in them may be secret, endlessly long, or what somebody asked for.</summary>
    private static readonly string[] LeftOut = ["url.path", "url.query", "user_agent.original", "http.request.method_original"];

    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<MetricsSettings>("Metrics");
        var isExported = Endpoints.Any(x => builder.Configuration[x] is { Length: > 0 });
        var isScraped = bool.TryParse(builder.Configuration["Metrics:Prometheus"], out var wanted) && wanted;
        if (!isExported && !isScraped)
        {
            return;
        }

        var telemetry = builder
            .Services.AddOpenTelemetry()
            // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last, so they take precedence.
            .ConfigureResource(x => x.AddService("peacetalks", serviceVersion: Release.Version).AddEnvironmentVariableDetector())
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Meters);
                if (isScraped)
                {
                    metrics.AddPrometheusExporter();
                }
            });
        if (isExported)
        {
            telemetry.WithTracing(traces => traces.AddAspNetCoreInstrumentation(Set).AddSource("Npgsql")).UseOtlpExporter();
        }
    }

    public static void MapMetrics(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<MetricsSettings>>().Value.Prometheus)
        {
            app.MapPrometheusScrapingEndpoint(ScrapePath)
                .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]), new DisableRateLimitingAttribute())
                .AllowAnonymous()
                .DisableHttpMetrics();
        }
    }

    private static void Set(AspNetCoreTraceInstrumentationOptions options)
    {
        // Those that watch the service ask every few seconds.
        options.Filter = http => !http.Request.Path.StartsWithSegments("/health") && !http.Request.Path.StartsWithSegments(ScrapePath);
        options.EnrichWithHttpRequest = (span, _) => LeaveOut(span);
        options.EnrichWithHttpResponse = (span, _) => LeaveOut(span);
    }

    private static void LeaveOut(Activity span)
    {
        foreach (var name in LeftOut)
        {
            span.SetTag(name, null);
        }
    }
}
