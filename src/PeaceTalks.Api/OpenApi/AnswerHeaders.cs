using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Server;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.OpenApi;

/// <summary>The headers of answers, and those of requests that ask for them; one component for each.</summary>
internal static class AnswerHeaders
{
    private const string Version = "Version";
    private const string NotModified = "NotModified";
    private const string Origin = "Access-Control-Allow-Origin";

    private static readonly Dictionary<string, OpenApiHeader> Headers = new()
    {
        [ApiHeaders.Revision] = Header(JsonSchemaType.Integer, "The revision that the answer keeps to."),
        ["ETag"] = Header(
            JsonSchemaType.String,
            "Stands for the answer, byte for byte; give it back as `If-None-Match`. Another revision has another one, and so has another day where `asOf` is left out."
        ),
        [Version] = Header(JsonSchemaType.String, "The item's version, for `If-Match`. A dry run makes none."),
        ["Cache-Control"] = Header(
            JsonSchemaType.String,
            "`immutable` where `knownAt` is a number and every day that the question takes is given; else `no-cache`, which means: ask again, with `If-None-Match`."
        ),
        ["Location"] = Header(JsonSchemaType.String, "Where it is read."),
        ["Retry-After"] = Header(JsonSchemaType.Integer, "In seconds."),
        [ApiHeaders.RateLimit] = Header(
            JsonSchemaType.String,
            "What is left: `\"requests\";r=49;t=1` says 49 requests, and all there are again in a second."
        ),
        [ApiHeaders.RateLimitPolicy] = Header(
            JsonSchemaType.String,
            "What there is in all: `\"requests\";q=200;w=4` says 200 requests at most, which are there again 4 seconds after they were used up."
        ),
        [Origin] = Header(JsonSchemaType.String, "The page's origin, where the service lets scripts of that origin read; else not there."),
    };

    private static readonly OpenApiParameter IfNoneMatch = Parameter(
        "If-None-Match",
        JsonSchemaType.String,
        "The `ETag` of the answer that you have, quotes included, or several: where it would be the same again, you get 304 without a body."
    );

    private static readonly OpenApiParameter AtLeast = Parameter(
        ApiHeaders.RevisionAtLeast,
        JsonSchemaType.Integer,
        "A revision that you have seen, perhaps in an answer of another instance. This one knows it when it answers, or says 503 after a few seconds."
    );

    public static void Add(OpenApiOperation operation, ApiDescription api)
    {
        // A stream has no end: it has neither tag nor age. What an ADMIN reads is no ledger, and is not kept.
        var isRead =
            api.ActionDescriptor.EndpointMetadata.OfType<RequiresRoleAttribute>().Single().Role != Role.Admin
            && api.HttpMethod == HttpMethods.Get
            && operation.Responses!["200"].Content?.ContainsKey("text/event-stream") != true;
        var isReference =
            api.RelativePath!.Split('/')[2] is "processes" or "parties" or "speakers" or "issues" or "proposals" or "articles"
            && (!isRead || api.RelativePath.EndsWith("/{slug}", StringComparison.Ordinal))
            && operation.OperationId != "recordCoding";
        foreach (var (status, response) in operation.Responses!)
        {
            // A write of records says the revision in the body alone, a dry run makes none.
            var isVersion = isReference && !(status == "200" && operation.Responses.ContainsKey("201"));
            Dictionary<string, string?> named = new()
            {
                [ApiHeaders.Revision] = isRead || isVersion ? ApiHeaders.Revision : null,
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

        if (isRead && !isReference)
        {
            operation.Responses.Add("304", new OpenApiResponseReference(NotModified));
        }
    }

    /// <summary>What every answer has, problems too, and what is named besides.</summary>
    public static IDictionary<string, IOpenApiHeader> Everywhere(params string[] besides) =>
        ((string[])[.. besides, ApiHeaders.RateLimit, ApiHeaders.RateLimitPolicy, Origin]).ToDictionary(
            x => x,
            IOpenApiHeader (x) => new OpenApiHeaderReference(x)
        );

    /// <summary>The headers to ask with, for what the operation answers.</summary>
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
                Description = "What you have is what you would get.",
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
