using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace PeaceTalks.Api.OpenApi;

/// <summary>
/// The examples, one file for each operation: <c>parameters</c>, <c>body</c>, and the <c>answer</c> that the shipped data gives, with each
/// list cut off after its first entry. <c>forms</c> is the beginning of the same answer in other output formats.
/// </summary>
/// <remarks>
/// Swagger UI fills in every example, so the examples of an operation belong together: sent unchanged, they give an answer that is not
/// empty. Tests send them and compare the answers.
/// </remarks>
internal static class OperationExamples
{
    private const string Json = "application/json";

    public static void Add(OpenApiOperation operation)
    {
        if (Read(operation.OperationId!) is not { } example)
        {
            return;
        }

        foreach (var (name, value) in example["parameters"]?.AsObject() ?? [])
        {
            var parameter =
                operation.Parameters!.OfType<OpenApiParameter>().SingleOrDefault(x => x.Name == name)
                ?? throw new InvalidOperationException(
                    $"{operation.OperationId} has an example for '{name}', which is not one of its parameters."
                );
            parameter.Example = value!.DeepClone();
        }

        if (example["body"] is { } body)
        {
            ((OpenApiMediaType)operation.RequestBody!.Content![Json]).Example = body.DeepClone();
        }

        if (example["answer"] is { } answer)
        {
            foreach (var (_, response) in operation.Responses!.Where(x => x.Key is "200" or "201"))
            {
                // Without JSON, this is the only output format, and its example is text.
                var form = response.Content!.TryGetValue(Json, out var json) ? json : response.Content.Values.Single();
                ((OpenApiMediaType)form).Example = answer.DeepClone();
            }
        }

        foreach (var (mediaType, form) in example["forms"]?.AsObject() ?? [])
        {
            ((OpenApiMediaType)operation.Responses!["200"].Content![mediaType]).Example = form!.DeepClone();
        }
    }

    private static JsonNode? Read(string operationId)
    {
        using var file = typeof(OperationExamples).Assembly.GetManifestResourceStream($"Examples/{operationId}.json");
        return file is null ? null : JsonNode.Parse(file);
    }
}
