using System.Net.Mime;
using FluentValidation;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Http.ErrorHandling;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Http.Server;

namespace PeaceTalks.Api.Http;

/// <summary>The API's manners: nothing misread, nothing passed over in silence, and every error a problem that says what would be right.</summary>
public static class StrictHttp
{
    /// <summary>In bytes; an action that needs more says <c>[RequestSizeLimit]</c>.</summary>
    public const int MaxBodyBytes = 1024 * 1024;

    /// <summary>A body that comes more slowly, after some seconds, is not waited for.</summary>
    public const int MinBodyBytesPerSecond = 2048;

    /// <summary>Controllers, with strict JSON, strict binding, validators of this assembly, problems and the server's limits.</summary>
    public static IMvcBuilder AddStrictHttp(this IServiceCollection services)
    {
        // Before AddControllers: the first writer that can write does.
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddExceptionHandler<ProblemExceptionHandler>();
        services.AddOptions<ConstraintMessages>();
        services.AddSingleton<OutputFormats>();
        services.AddSingleton<QueryParameters>();
        services.AddValidatorsFromAssembly(typeof(StrictHttp).Assembly, includeInternalTypes: true);
        services.ConfigureHttpJsonOptions(options => JsonConventions.Apply(options.SerializerOptions));
        services.Configure<KestrelServerOptions>(ServerLimits.Set);
        services.Configure<SocketTransportOptions>(ServerLimits.Set);
        services.AddSettings<PublicAddressSettings>("");
        services.AddSettings<SwaggerUiSettings>("SwaggerUi");
        services.AddOptions<ProxySettings>().Configure<IConfiguration>(Proxies.Read).ValidateOnStart();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<ProxySettings>>(Proxies.Trust);
        services.AddOptions<CrossOriginSettings>().Configure<IConfiguration>(CrossOrigin.Read).ValidateOnStart();
        services.AddCors().AddOptions<CorsOptions>().Configure<IOptions<CrossOriginSettings>>(CrossOrigin.Allow);
        return services
            .AddControllers(MakeStrict)
            .AddJsonOptions(options => JsonConventions.Apply(options.JsonSerializerOptions))
            .ConfigureApiBehaviorOptions(options =>
            {
                options.InvalidModelStateResponseFactory = InvalidModelStateResponse.Answer;
                // NotFound() and its like stay empty, and the status code pages fill them.
                options.SuppressMapClientErrors = true;
            });
    }

    /// <summary>
    /// First in the pipeline: what stands before it has no problems and no line in the log. After it come authentication, the limits of clients,
    /// authorization.
    /// </summary>
    public static WebApplication UseStrictHttp(this WebApplication app)
    {
        app.UseRequestLog();
        app.UseMiddleware<SecurityHeadersMiddleware>();
        app.UseForwardedHeaders();
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
        // Left are objects as JSON: no null as 204, no text as text/plain.
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
        // Nulls are the body check's and the parameter check's: they know the place and what belongs there.
        options.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
        options.ModelBindingMessageProvider.SetMissingRequestBodyRequiredValueAccessor(() => "is empty; send a JSON object");
        options.ModelBindingMessageProvider.SetMissingBindRequiredValueAccessor(_ => "is missing");

        options.Filters.Add<OutputFormatFilter>();
        options.Filters.Add<QueryParameterFilter>();
        options.Filters.Add<ValidationFilter>();
        options.Filters.Add<ProblemResultFilter>();
    }
}
