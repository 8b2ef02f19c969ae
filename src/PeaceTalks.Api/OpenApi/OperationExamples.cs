using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace PeaceTalks.Api.OpenApi;

/// <summary>
/// The examples, a file for each operation: <c>parameters</c>, <c>body</c>, and the <c>answer</c> that the shipped data gives to them, its
/// lists cut off after the first entry; and <c>forms</c>, the beginning of the same answer in other forms.
/// </summary>
/// <remarks>
/// Swagger UI fills in every example, so those of an operation belong together: sent as they stand they give an answer that is not empty.
/// Tests send them and compare the answers.
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
                    $"{operation.OperationId} has an example for '{name}', which is none of its parameters."
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
                // What is no JSON is the only form there is, and its example a text.
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
