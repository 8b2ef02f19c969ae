using Microsoft.AspNetCore.Mvc.Filters;

namespace PeaceTalks.Api.Http;

/// <summary>Refuses writes unless the setting opens them: there are no keys yet, so open means open to everybody.</summary>
internal sealed class WritesGate(IConfiguration configuration) : IResourceFilter
{
    public const string Setting = "Writes:Open";

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var method = context.HttpContext.Request.Method;
        if (!HttpMethods.IsGet(method) && !configuration.GetValue<bool>(Setting))
        {
            throw Problems.Forbidden("Writes are closed. Whoever runs the service opens them with the setting Writes__Open=true.");
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }
}
