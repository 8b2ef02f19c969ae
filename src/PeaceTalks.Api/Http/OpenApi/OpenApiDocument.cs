using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;

namespace PeaceTalks.Api.Http.OpenApi;

public static class OpenApiDocument
{
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo { Title = "PeaceTalks", Version = "v1" });
            options.SupportNonNullableReferenceTypes();
            options.IncludeXmlComments(typeof(OpenApiDocument).Assembly, includeControllerXmlComments: true);
        });
        return services.Configure<SwaggerOptions>(options => options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
    }

    public static void UseOpenApiDocument(this WebApplication app)
    {
        app.MapSwagger("/openapi/{documentName}.json");
        app.UseSwaggerUI(options => options.SwaggerEndpoint("/openapi/v1.json", "PeaceTalks v1"));
        app.MapGet("/", () => Results.Redirect("/swagger")).ExcludeFromDescription();
    }
}
