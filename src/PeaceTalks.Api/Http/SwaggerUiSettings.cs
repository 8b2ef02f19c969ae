namespace PeaceTalks.Api.Http;

/// <summary>The section <c>SwaggerUi</c>.</summary>
public sealed class SwaggerUiSettings
{
    /// <summary>Whether there is Swagger UI. True by default; false leads from <c>/</c> to the OpenAPI document instead.</summary>
    public bool Enabled { get; set; } = true;
}
