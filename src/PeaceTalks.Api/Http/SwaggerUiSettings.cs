namespace PeaceTalks.Api.Http;

/// <summary>The section <c>SwaggerUi</c>.</summary>
public sealed class SwaggerUiSettings
{
    /// <summary>Whether there is Swagger UI. If not, <c>/</c> redirects to the OpenAPI document.</summary>
    public bool Enabled { get; set; } = true;
}
