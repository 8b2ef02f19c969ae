using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
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

    /// <summary>
    /// The share of requests that are traced. To trace all would take a fifth more of the CPU time of an answer that is kept in memory.
    /// </summary>
    private const double Sampled = 0.02;

    private static readonly string[] Meters =
    [
        Meter,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Npgsql",
        "System.Runtime",
    ];

    private static readonly string[] Endpoints =
    [
        "OTEL_EXPORTER_OTLP_ENDPOINT",
        "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT",
    ];

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<MetricsSettings>("Metrics");
        var isExported = IsExported(builder.Configuration);
        // Before there are options: what is not wanted is not registered.
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
                // Two updates for each request, and of no use beside the number of connections.
                metrics.AddView("http.server.active_requests", MetricStreamConfiguration.Drop);
                if (isScraped)
                {
                    metrics.AddPrometheusExporter();
                }
            });
        if (isExported)
        {
            telemetry
                .WithTracing(traces =>
                {
                    traces.AddSource("Microsoft.AspNetCore", "Npgsql");
                    if (builder.Configuration["OTEL_TRACES_SAMPLER"] is null or "")
                    {
                        traces.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(Sampled)));
                    }
                })
                .UseOtlpExporter();
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

    /// <summary>
    /// Says what the span of a request is about: the same as its line in the log. It comes before all other middleware, so that it sees how
    /// the request ended.
    /// </summary>
    public static void UseTelemetry(this WebApplication app)
    {
        if (IsExported(app.Configuration))
        {
            app.Use(
                async (http, next) =>
                {
                    await next(http);
                    if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span)
                    {
                        Describe(span, http);
                    }
                }
            );
        }
    }

    private static bool IsExported(IConfiguration configuration) => Endpoints.Any(x => configuration[x] is { Length: > 0 });

    /// <summary>The names of the tags are those of OpenTelemetry's semantic conventions for HTTP.</summary>
    private static void Describe(Activity span, HttpContext http)
    {
        span.DisplayName = $"{http.KnownMethod()} {http.Route()}";
        span.SetTag("http.request.method", http.KnownMethod());
        span.SetTag("http.route", http.Route());
        span.SetTag("http.response.status_code", http.Response.StatusCode);
        if (http.Response.StatusCode >= StatusCodes.Status500InternalServerError)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
