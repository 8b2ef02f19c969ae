using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.OpenApi;

/// <summary>The response headers of operations, and the request headers that go with them. Each is one component of the document.</summary>
internal static class AnswerHeaders
{
    private const string Version = "Version";
    private const string NotModified = "NotModified";
    private const string Origin = "Access-Control-Allow-Origin";

    private static readonly Dictionary<string, OpenApiHeader> Headers = new()
    {
        [ApiHeaders.Revision] = Header(JsonSchemaType.Integer, "The revision that the answer was read at."),
        ["ETag"] = Header(
            JsonSchemaType.String,
            "Identifies the exact bytes of the answer. Send it back as `If-None-Match`. The tag changes with the "
                + "revision and, if you leave out `asOf`, with the day."
        ),
        [Version] = Header(
            JsonSchemaType.String,
            "The version of the item. A read has an ETag that ends in it and serves for `If-None-Match` too. Send either as `If-Match` "
                + "when you edit. A dry run has none."
        ),
        ["Cache-Control"] = Header(
            JsonSchemaType.String,
            "`immutable` if `knownAt` is a number, and you give `epoch` and every day that the question takes, as `links.self` does. "
                + "Otherwise `no-cache`: revalidate with `If-None-Match`."
        ),
        ["Location"] = Header(JsonSchemaType.String, "The address of what was written."),
        ["Retry-After"] = Header(JsonSchemaType.Integer, "How many seconds to wait before you try again."),
        [ApiHeaders.RateLimit] = Header(
            JsonSchemaType.String,
            "How much of your rate limit is left: `\"requests\";r=49;t=1` means that 49 requests are left, and that the "
                + "full quota is back in one second."
        ),
        [ApiHeaders.RateLimitPolicy] = Header(
            JsonSchemaType.String,
            "Your rate limit: `\"requests\";q=200;w=4` means a quota of 200 requests, which refills completely within 4 seconds."
        ),
        [Origin] = Header(
            JsonSchemaType.String,
            "The origin of the web page that asks, if the service allows scripts of that origin to read the answer. "
                + "Otherwise the header is absent."
        ),
    };

    private static readonly OpenApiParameter IfNoneMatch = Parameter(
        "If-None-Match",
        JsonSchemaType.String,
        "Makes the GET conditional: the `ETag` of an answer that you already have, quotes included, or several of them. "
            + "If the answer is still the same, you get 304 without a body."
    );

    private static readonly OpenApiParameter AtLeast = Parameter(
        ApiHeaders.RevisionAtLeast,
        JsonSchemaType.Integer,
        "Read your writes: a revision that you have already seen, perhaps on another instance. The answer includes it. "
            + "If this instance does not learn of it within a few seconds, you get 503."
    );

    public static void Add(OpenApiOperation operation, ApiDescription api)
    {
        // A stream has no end, so it has no ETag and no maximum age. What is not part of the ledger is not cached.
        var role = api.ActionDescriptor.EndpointMetadata.OfType<RequiresRoleAttribute>().Single().Role;
        var isRead =
            !api.ActionDescriptor.EndpointMetadata.OfType<ResponseCacheAttribute>().Any(x => x.NoStore)
            && api.HttpMethod == HttpMethods.Get
            && operation.Responses!["200"].Content?.ContainsKey("text/event-stream") != true;
        var isVersioned = api.SupportedResponseTypes.Any(x => x.Type?.IsAssignableTo(typeof(IVersioned)) == true);
        foreach (var (status, response) in operation.Responses!)
        {
            // A dry run has none of them.
            var isDryRun = status == "200" && operation.Responses.ContainsKey("201");
            var isVersion = isVersioned && !isDryRun;
            Dictionary<string, string?> named = new()
            {
                [ApiHeaders.Revision] = isRead || role == Role.Analyst && !isDryRun ? ApiHeaders.Revision : null,
                ["ETag"] =
                    isVersion ? Version
                    : isRead ? "ETag"
                    : null,
                ["Cache-Control"] = isRead ? "Cache-Control" : null,
                ["Location"] = status == "201" ? "Location" : null,
            };
            var headers = named
                .Where(x => x.Value is not null)
                .ToDictionary(x => x.Key, IOpenApiHeader (x) => new OpenApiHeaderReference(x.Value!));
            ((OpenApiResponse)response).Headers = headers.Concat(Everywhere()).ToDictionary();
        }

        if (isRead)
        {
            operation.Responses.Add("304", new OpenApiResponseReference(NotModified));
        }
    }

    /// <summary>The headers that every response has, including problems, and those named in addition.</summary>
    public static IDictionary<string, IOpenApiHeader> Everywhere(params string[] besides) =>
        ((string[])[.. besides, ApiHeaders.RateLimit, ApiHeaders.RateLimitPolicy, Origin]).ToDictionary(
            x => x,
            IOpenApiHeader (x) => new OpenApiHeaderReference(x)
        );

    /// <summary>The request headers that suit what the operation returns.</summary>
    public static IEnumerable<IOpenApiParameter> AskedBy(OpenApiOperation operation)
    {
        if (operation.Responses!.ContainsKey("304"))
        {
            yield return new OpenApiParameterReference(IfNoneMatch.Name!);
        }

        if (operation.Responses.GetValueOrDefault("200")?.Headers?.ContainsKey("Cache-Control") == true)
        {
            yield return new OpenApiParameterReference(AtLeast.Name!);
        }
    }

    public static void AddComponents(OpenApiDocument document)
    {
        foreach (var (name, header) in Headers)
        {
            document.AddComponent(name, header);
        }

        document.AddComponent(IfNoneMatch.Name!, IfNoneMatch);
        document.AddComponent(AtLeast.Name!, AtLeast);
        document.AddComponent(
            NotModified,
            new OpenApiResponse
            {
                Description = "Your copy of the answer is still current.",
                Headers = Everywhere(ApiHeaders.Revision, "ETag", "Cache-Control"),
            }
        );
    }

    private static OpenApiHeader Header(JsonSchemaType type, string description) =>
        new() { Description = description, Schema = Schema(type) };

    private static OpenApiParameter Parameter(string name, JsonSchemaType type, string description) =>
        new()
        {
            Name = name,
            In = ParameterLocation.Header,
            Description = description,
            Schema = Schema(type),
        };

    private static OpenApiSchema Schema(JsonSchemaType type) =>
        type == JsonSchemaType.Integer
            ? new()
            {
                Type = type,
                Format = "int64",
                Minimum = "0",
                Maximum = Bounds.Largest,
            }
            : new() { Type = type, MaxLength = RequestSizeMiddleware.MaxHeaders };
}
