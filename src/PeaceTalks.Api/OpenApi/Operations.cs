using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.OpenApi;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Idempotency;
using PeaceTalks.Api.Keys;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Revisions;
using PeaceTalks.Api.Texts;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PeaceTalks.Api.OpenApi;

/// <summary>What all operations have in common: ids, parameters in a useful order, errors, headers and examples.</summary>
internal sealed class Operations(QueryParameters known, OutputFormats forms, XmlDocs docs) : IOperationFilter
{
    private static readonly string[] First = ["If-Match", "dryRun"];
    private static readonly string[] Last = ["sort", "knownAt", EpochParameter.Name, "cursor", "limit", .. OutputFormats.Parameters];

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var api = context.ApiDescription;
        var isWrite = api.HttpMethod != HttpMethods.Get;
        var isPut = api.HttpMethod == HttpMethods.Put;
        operation.OperationId = api.ActionDescriptor.AttributeRouteInfo!.Name;
        operation.Parameters ??= [];
        if (isPut)
        {
            operation.Parameters.Add(IfMatch());
        }
        else if (isWrite)
        {
            operation.Parameters.Add(IdempotencyKey());
        }

        foreach (var parameter in operation.Parameters.OfType<OpenApiParameter>())
        {
            Describe(parameter, api);
        }

        if (operation.RequestBody is OpenApiRequestBody body)
        {
            // The strict body reader does not tell the framework what it reads.
            var read = api.ParameterDescriptions.Single(x => x.Source == BindingSource.Body).ParameterInfo();
            var schema = context.SchemaGenerator.GenerateSchema(read.ParameterType, context.SchemaRepository, parameterInfo: read);
            body.Content = new Dictionary<string, IOpenApiMediaType> { ["application/json"] = new OpenApiMediaType { Schema = schema } };
            body.Required = true;
        }

        AddForms(operation, context);
        AddUndeclared(operation, api);
        DescribeStream(operation, context);
        AddAnswers(operation, isWrite);
        AnswerHeaders.Add(operation, api);
        var role = api.ActionDescriptor.EndpointMetadata.OfType<RequiresRoleAttribute>().Single().Role;
        operation.Security = Security.For(role, context.Document);
        ErrorResponses.Add(operation, role, isWrite, isPut);
        OperationExamples.Add(operation);
        operation.Parameters = [.. operation.Parameters.OrderBy(Place), .. AnswerHeaders.AskedBy(operation)];
    }

    private void Describe(OpenApiParameter parameter, ApiDescription api)
    {
        var source = known.Of(api.ActionDescriptor).FirstOrDefault(x => x.Name == parameter.Name);
        parameter.Required = parameter.In == ParameterLocation.Path || parameter.Name == "If-Match" || source?.Required == true;
        parameter.Example = null;
        parameter.Description = string.IsNullOrWhiteSpace(parameter.Description)
            ? Descriptions.OfParameters.GetValueOrDefault(parameter.Name!)
            : parameter.Description;
        if (source is { Many: true })
        {
            parameter.Description += " Repeat the parameter to give several values.";
        }

        if (source is { Type.IsEnum: true })
        {
            parameter.Description = $"{parameter.Description?.Trim()}\n\n{docs.ValuesOf(source.Type)}".Trim();
        }
    }

    private void AddUndeclared(OpenApiOperation operation, ApiDescription api)
    {
        foreach (var parameter in known.UndeclaredOf(api.ActionDescriptor))
        {
            operation.Parameters!.Add(
                new OpenApiParameter
                {
                    Name = parameter.Parameter.Name,
                    In = ParameterLocation.Query,
                    Description = parameter.Description,
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        Format = "uuid",
                        MaxLength = 36,
                    },
                }
            );
        }
    }

    private void AddForms(OpenApiOperation operation, OperationFilterContext context)
    {
        var offered = forms.Of(context.ApiDescription.ActionDescriptor);
        if (offered.Count == 0)
        {
            return;
        }

        operation.Parameters!.Add(Format(offered));
        foreach (var parameter in forms.ParametersOf(context.ApiDescription.ActionDescriptor))
        {
            operation.Parameters!.Add(OfFormat(parameter));
        }

        foreach (var form in offered)
        {
            var schema = form is ITableFormat { IsText: false }
                ? Binary()
                : context.SchemaGenerator.GenerateSchema(form.Content, context.SchemaRepository);
            operation
                .Responses!["200"]
                .Content!.Add(form.MediaType, new OpenApiMediaType { Schema = IsText(form) ? AsText(form.MediaType, schema) : schema });
        }
    }

    /// <summary>The schema of a stream describes the data of its events: of the first one, and of the others.</summary>
    private static void DescribeStream(OpenApiOperation operation, OperationFilterContext context)
    {
        if (operation.Responses!.GetValueOrDefault("200")?.Content?.TryGetValue(ServerSentEvents.MediaType, out var stream) == true)
        {
            var start = context.SchemaGenerator.GenerateSchema(typeof(StreamStart), context.SchemaRepository);
            ((OpenApiMediaType)stream).Schema = AsText(ServerSentEvents.MediaType, new OpenApiSchema { AnyOf = [start, stream.Schema!] });
        }
    }

    private static OpenApiSchema Binary() =>
        new()
        {
            Type = JsonSchemaType.String,
            Format = "binary",
            MaxLength = int.MaxValue,
        };

    private static bool IsText(IOutputFormat form) =>
        form is not ITableFormat { IsText: false }
        && form.Content != typeof(string)
        && !form.MediaType.EndsWith("json", StringComparison.Ordinal);

    /// <summary>A text whose contents are described by a schema.</summary>
    private static OpenApiSchema AsText(string mediaType, IOpenApiSchema content) =>
        new()
        {
            Type = JsonSchemaType.String,
            MaxLength = int.MaxValue,
            ContentMediaType = mediaType,
            ContentSchema = content,
        };

    private static OpenApiParameter Format(IReadOnlyList<IOutputFormat> offered) =>
        new()
        {
            Name = OutputFormats.Parameter,
            In = ParameterLocation.Query,
            Description =
                "The output format, for clients that cannot set `Accept`. It takes precedence over `Accept`.\n\n"
                + $"* `{OutputFormats.Json}`: JSON.\n"
                + string.Join('\n', offered.Select(x => $"* `{x.Name}`: {x.Meaning}")),
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = [.. OutputFormats.Names(offered).Select(x => (JsonNode)JsonValue.Create(x))],
            },
        };

    private static OpenApiParameter OfFormat(FormatParameter parameter) =>
        new()
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Meaning,
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Enum = parameter.Values is null ? null : [.. parameter.Values.Select(x => (JsonNode)JsonValue.Create(x))],
                MaxLength = parameter.Values is null ? FormatParameter.MaxLength : null,
            },
        };

    private static OpenApiParameter IfMatch() =>
        new()
        {
            Name = "If-Match",
            In = ParameterLocation.Header,
            Description =
                "The ETag of the version that you have read, quotes included. The edit is refused with 412 if somebody else "
                + "has changed the item since.",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = "^\"[1-9][0-9]*\"$",
                MaxLength = 21,
            },
        };

    private static OpenApiParameter IdempotencyKey() =>
        new()
        {
            Name = ApiHeaders.IdempotencyKey,
            In = ParameterLocation.Header,
            Description =
                "Makes it safe to repeat the request if its answer was lost. Choose any text and use it for this request "
                + "alone. The service keeps it, with the 2xx answer, for 24 hours. If you repeat the same request, you get "
                + "the same answer, marked by the header `Idempotency-Replayed`. Another request under the same key gets "
                + "422. While the first request is still running, a repeat gets 409. Dry runs are not kept.",
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = IdempotentResponse.NameMaxLength,
                Pattern = $"^[!-~]{{1,{IdempotentResponse.NameMaxLength}}}$",
            },
        };

    private static void AddAnswers(OpenApiOperation operation, bool isWrite)
    {
        if (operation.Responses!.TryGetValue("201", out var created))
        {
            var isDry = operation.Parameters!.Any(x => x.Name == "dryRun");
            created.Description = isDry
                ? "Written as one revision. `Location` is the address to read it at."
                : "Created. `Location` is the address to read it at.";
            if (!isDry)
            {
                return;
            }

            operation.Responses["200"] = new OpenApiResponse
            {
                Description = "With `dryRun=true`: the request is valid, and nothing was written.",
                Content = created.Content,
            };
        }
        else if (operation.Responses.TryGetValue("200", out var answer))
        {
            answer.Description =
                isWrite && operation.Parameters!.Any(x => x.Name == "dryRun")
                    ? "Written as one revision. With `dryRun=true`: the request is valid, and nothing was written."
                    : "The answer.";
        }
    }

    /// <summary>
    /// The order of parameters: the path, then those with examples, then the rest in the order of the code, with paging at the end.
    /// </summary>
    private static int Place(IOpenApiParameter parameter) =>
        parameter.In == ParameterLocation.Path ? 0
        : First.Contains(parameter.Name) ? 1
        : Last.Contains(parameter.Name) ? 10 + Array.IndexOf(Last, parameter.Name)
        : parameter.Example is not null ? 2
        : 3;
}
