using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>
/// The output formats that an action offers besides JSON. A read offers those that suit the type of its answer; a write offers none.
/// </summary>
internal sealed class OutputFormats(IEnumerable<IOutputFormat> all)
{
    public const string Parameter = "format";
    public const string Json = "json";

    private readonly ConcurrentDictionary<string, IReadOnlyList<IOutputFormat>> byAction = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> mediaTypes = new();

    public IReadOnlyList<IOutputFormat> Of(ActionDescriptor action) =>
        byAction.GetOrAdd(
            action.Id,
            _ =>
                IsRead(action) && action is ControllerActionDescriptor { MethodInfo.ReturnType: var returned }
                    ? [.. all.Where(form => form.Suits(AnswerOf(returned)))]
                    : []
        );

    /// <summary>The media types that <c>Accept</c> chooses among. The first is the default.</summary>
    public IReadOnlyList<string> MediaTypes(ActionDescriptor action) =>
        mediaTypes.GetOrAdd(action.Id, _ => [.. AcceptedMediaTypes.Offered(action), .. Of(action).Select(form => form.MediaType)]);

    /// <summary>
    /// The output format that a request asks for, by <c>format=</c> or otherwise by <c>Accept</c>. Null for JSON, and for a format that is
    /// not offered.
    /// </summary>
    public IOutputFormat? AskedFor(HttpRequest request, ActionDescriptor action)
    {
        TryChoose(request, action, out var format);
        return format;
    }

    /// <inheritdoc cref="AskedFor"/>
    /// <returns>False if the request asks for something that is not offered.</returns>
    public bool TryChoose(HttpRequest request, ActionDescriptor action, out IOutputFormat? format)
    {
        var offered = Of(action);
        if (offered.Count > 0 && request.Query[Parameter] is { Count: > 0 } named)
        {
            format = offered.FirstOrDefault(form => form.Name == named);
            return format is not null || named == Json;
        }

        var chosen = request.Prefers(MediaTypes(action));
        format = offered.FirstOrDefault(form => form.MediaType == chosen);
        return chosen is not null;
    }

    /// <summary>The values of <c>format</c>.</summary>
    public static string[] Names(IEnumerable<IOutputFormat> forms) => [Json, .. forms.Select(form => form.Name)];

    private static bool IsRead(ActionDescriptor action) =>
        action.ActionConstraints?.OfType<HttpMethodActionConstraint>().All(x => x.HttpMethods.All(HttpMethods.IsGet)) == true;

    private static Type AnswerOf(Type returned) =>
        returned.IsGenericType
        && returned.GetGenericTypeDefinition() is var generic
        && (generic == typeof(Task<>) || generic == typeof(ActionResult<>))
            ? AnswerOf(returned.GetGenericArguments()[0])
            : returned;
}
