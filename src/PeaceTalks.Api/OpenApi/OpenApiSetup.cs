using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Texts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PeaceTalks.Api.OpenApi;

/// <summary>
/// The OpenAPI document at <c>/openapi/v1.json</c>, and Swagger UI at <c>/swagger</c>. Unless Swagger UI is switched off, <c>/</c> leads to
/// it.
/// </summary>
public static class OpenApiSetup
{
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddSingleton(_ => XmlDocs.Beside(typeof(OpenApiSetup)));
        services.AddSingleton<IColumnMeanings, ColumnMeanings>();
        services.AddTransient<ISchemaGenerator, ContractSchemas>();
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(
                "v1",
                new OpenApiInfo
                {
                    Title = "PeaceTalks",
                    Version = "v1",
                    Description = FrontPage.Description,
                    License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
                }
            );
            options.AddSecurityDefinition(Security.Scheme, Security.Bearer);
            options.IncludeXmlComments(XmlDocs.FileBeside(typeof(OpenApiSetup)));
            options.OrderActionsBy(DocumentOrder.KeyOf);
            options.OperationFilter<Operations>();
            options.DocumentFilter<DocumentOrder>();
        });
        services.Configure<PagePolicies>(policies => policies.Add(ApiDocumentation.SwaggerUiPath, SwaggerPage.Policy));
        return services.AddSingleton<OpenApiText>();
    }

    public static void UseOpenApiDocument(this WebApplication app)
    {
        app.MapGet(ApiDocumentation.DocumentPath, (OpenApiText text) => text.AnswerAsync()).AllowAnonymous().ExcludeFromDescription();
        var settings = app.Services.GetRequiredService<IOptions<SwaggerUiSettings>>();
        app.UseWhen(_ => settings.Value.Enabled, page => page.UseSwaggerUI(SwaggerPage.Set));
        app.UseWhen(_ => settings.Value.Enabled, page => page.UseSwaggerFiles());
        app.MapGet("/", () => Results.Redirect(settings.Value.Enabled ? ApiDocumentation.SwaggerUiPath : ApiDocumentation.DocumentPath))
            .AllowAnonymous()
            .ExcludeFromDescription();
    }
}
