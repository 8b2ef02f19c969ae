namespace PeaceTalks.Api.Http;

/// <summary>The addresses at which the API is described. Problems point there.</summary>
internal static class ApiDocumentation
{
    /// <summary>The OpenAPI document.</summary>
    public const string DocumentPath = "/openapi/v1.json";

    /// <summary>Swagger UI, unless <see cref="SwaggerUiSettings"/> switch it off.</summary>
    public const string SwaggerUiPath = "/swagger";

    /// <summary>The pages on which people look around without writing an address.</summary>
    public const string ExplorerPath = "/explore";
}
