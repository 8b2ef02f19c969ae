using Microsoft.Extensions.Diagnostics.HealthChecks;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http.Json;

namespace PeaceTalks.Api.Http;

/// <summary>The response of the health check.</summary>
/// <param name="Status">HEALTHY, DEGRADED (reads still work) or UNHEALTHY, which is a 503.</param>
/// <param name="Problem">A code for programs, such as DATABASE_AWAY. Null if all is well.</param>
/// <param name="Detail">The same for people. It names no host.</param>
public sealed record HealthAnswer(string Status, string? Problem, string? Detail)
{
    internal static Task WriteAsync(HttpContext http, HealthReport report)
    {
        var worst = report.Entries.Values.OrderBy(x => x.Status).FirstOrDefault();
        var answer = new HealthAnswer(
            report.Status.ToString().ToUpperInvariant(),
            worst.Data?.GetValueOrDefault(ReadinessCheck.TroubleCode) as string,
            worst.Description
        );
        return http.Response.WriteAsJsonAsync(answer, JsonConventions.Options, http.RequestAborted);
    }
}
