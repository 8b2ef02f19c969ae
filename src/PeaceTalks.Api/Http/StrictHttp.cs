using System.Net.Mime;
using FluentValidation;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Settings;

namespace PeaceTalks.Api.Http;

/// <summary>
/// The API's rules for HTTP: no input is misread or silently ignored, and every error is a problem that says what would be right.
/// </summary>
public static class StrictHttp
{
    /// <summary>The maximum size of a body in bytes. An action that needs more declares <c>[RequestSizeLimit]</c>.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>A body that arrives more slowly than this, after some seconds, is refused.</summary>
    public const int MinBodyBytesPerSecond = 2048;

    /// <summary>
    /// Adds controllers with strict JSON, strict binding, the validators of this assembly, problems and the server's limits.
    /// </summary>
    public static IMvcBuilder AddStrictHttp(this IServiceCollection services)
    {
        // Must come before AddControllers, because the first writer that can write is used.
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddOptions<ConstraintMessages>();
        services.AddSingleton<OutputFormats>();
        services.AddSingleton<QueryParameters>();
        services.AddValidatorsFromAssembly(typeof(StrictHttp).Assembly, ServiceLifetime.Singleton, includeInternalTypes: true);
        services.ConfigureHttpJsonOptions(options => JsonConventions.Apply(options.SerializerOptions));
        services.Configure<KestrelServerOptions>(ServerLimits.Set);
        services.Configure<SocketTransportOptions>(ServerLimits.Set);
        services.AddSettings<ListeningSettings>("");
        services.AddHostedService<FreePortCheck>();
        services.AddSettings<PublicAddressSettings>("");
        services.AddSettings<SwaggerUiSettings>("SwaggerUi");
        services.AddSettings<ProxySettings>("");
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxySettings>>(Proxies.Trust);
        services.AddSettings<CrossOriginSettings>("Cors");
        services.AddCompression();
        services.AddCors().AddOptions<CorsOptions>().Configure<IOptions<CrossOriginSettings>>(CrossOrigin.Allow);
        return services
            .AddControllers(MakeStrict)
            .AddJsonOptions(options => JsonConventions.Apply(options.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(options =>
            {
                options.InvalidModelStateResponseFactory = InvalidModelStateResponse.Answer;
                // NotFound() and the like stay empty, and the status code pages fill them.
                options.SuppressMapClientErrors = true;
            });
    }

    /// <summary>
    /// Must be first in the pipeline: anything before it has no problems and no line in the log. After it come authentication, rate
    /// limiting and authorization.
    /// </summary>
    public static WebApplication UseStrictHttp(this WebApplication app)
    {
        app.UseRequestLog();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseMiddleware<HeadMiddleware>();
        app.UseMiddleware<UnreadBodyMiddleware>();
        app.UseForwardedHeaders();
        app.UseMiddleware<PublicAddressMiddleware>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseCrossOrigin();
        app.UseMiddleware<RequestSizeMiddleware>();
        app.UseMiddleware<RequestShapeMiddleware>();
        app.UseRouting();
        app.UseMiddleware<NoTraceMiddleware>();
        return app;
    }

    private static void MakeStrict(MvcOptions options)
    {
        options.InputFormatters.Clear();
        options.InputFormatters.Add(new StrictJsonInputFormatter());
        // What remains are objects as JSON: no null as 204, and no text as text/plain.
        var json = options.OutputFormatters.OfType<SystemTextJsonOutputFormatter>().Single();
        options.OutputFormatters.Clear();
        options.OutputFormatters.Add(json);
        json.SupportedMediaTypes.Clear();
        json.SupportedMediaTypes.Add(MediaTypeNames.Application.Json);

        options.ValueProviderFactories.Clear();
        options.ValueProviderFactories.Add(new RouteValueProviderFactory());
        options.ValueProviderFactories.Add(new QueryStringValueProviderFactory());
        options.ModelBinderProviders.Insert(0, new StrictModelBinderProvider());
        options.ModelMetadataDetailsProviders.Add(new CamelCaseNames());
        options.ModelMetadataDetailsProviders.Add(new AttributeWording());
        options.Conventions.Add(new NoQueryPrefix());
        // Nulls are reported by the body check and the parameter check, which know the place and what belongs there.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.ModelBindingMessageProvider.SetMissingRequestBodyRequiredValueAccessor(() => "is empty; send a JSON object");
        options.ModelBindingMessageProvider.SetMissingBindRequiredValueAccessor(_ => "is missing");

        options.Filters.Add<OutputFormatFilter>();
        options.Filters.Add<QueryParameterFilter>();
        options.Filters.Add<ValidationFilter>();
        options.Filters.Add<ProblemResultFilter>();
    }
}
