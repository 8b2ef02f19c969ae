using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace PeaceTalks.Api.Http.OpenApi;

/// <summary>The API's description at <c>/openapi/v1.json</c>, and Swagger UI at <c>/swagger</c>, where <c>/</c> leads.</summary>
public static class OpenApiSetup
{
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddSingleton(_ => new XmlDocs(XmlDocs.File));
        services.AddTransient<ISchemaGenerator, ContractSchemas>();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "PeaceTalks",
                Version = "v1",
                Description = FrontPage.Description,
                License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
            });
            options.IncludeXmlComments(XmlDocs.File);
            options.OrderActionsBy(DocumentOrder.KeyOf);
            options.OperationFilter<Operations>();
            options.DocumentFilter<DocumentOrder>();
        });
        services.ConfigureSwagger(options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.RouteTemplate = "/openapi/{documentName}.json";
        });
        return services;
    }

    public static void UseOpenApiDocument(this WebApplication app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(options =>
        {
            options.DocumentTitle = "PeaceTalks";
            options.SwaggerEndpoint("/openapi/v1.json", "PeaceTalks v1");
            options.DocExpansion(DocExpansion.None);
            options.DefaultModelsExpandDepth(0);
            options.DefaultModelExpandDepth(3);
            options.EnableFilter();
            options.EnableTryItOutByDefault();
            options.EnableDeepLinking();
            options.DisplayRequestDuration();
            // There is one document: the bar to choose among several only takes space.
            options.HeadContent = "<style>.swagger-ui .topbar { display: none } .swagger-ui .info { margin: 24px 0 }</style>";
        });
        app.MapGet("/", () => Results.Redirect("/swagger")).ExcludeFromDescription().AllowAnonymous();
    }
}
