namespace PeaceTalks.Api.Http;

/// <summary>The addresses at which the API is described. Problems point there.</summary>
internal static class ApiDocumentation
{
    /// <summary>The OpenAPI document.</summary>
    public const string DocumentPath = "/openapi/v1.json";

    /// <summary>Swagger UI, unless the setting <c>SwaggerUi:Enabled</c> is false.</summary>
    public const string SwaggerUiPath = "/swagger";

    public static bool HasSwaggerUi(IConfiguration configuration) => configuration.GetValue("SwaggerUi:Enabled", true);
}
