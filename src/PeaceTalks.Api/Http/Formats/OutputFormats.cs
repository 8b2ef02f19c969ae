using System.Collections.Concurrent;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>The forms that an action offers besides JSON: of a read, those that suit the type of its answer; of a write none.</summary>
internal sealed class OutputFormats(IEnumerable<IOutputFormat> all)
{
    public const string Parameter = "format";
    public const string Json = "json";

    private readonly ConcurrentDictionary<string, IReadOnlyList<IOutputFormat>> byAction = new();

    public IReadOnlyList<IOutputFormat> Of(ActionDescriptor action) =>
        byAction.GetOrAdd(
            action.Id,
            _ =>
                IsRead(action) && action is ControllerActionDescriptor { MethodInfo.ReturnType: var returned }
                    ? [.. all.Where(form => form.Suits(AnswerOf(returned)))]
                    : []
        );

    /// <summary>The media types that <c>Accept</c> chooses among, the one that is taken where it does not care first.</summary>
    public IReadOnlyList<string> MediaTypes(ActionDescriptor action) =>
        [.. AcceptedMediaTypes.Offered(action), .. Of(action).Select(form => form.MediaType)];

    /// <summary>The form that a request asks for, by <c>format=</c> or else by <c>Accept</c>; null for JSON, and for what is not offered.</summary>
    public IOutputFormat? AskedFor(HttpRequest request, ActionDescriptor action)
    {
        var offered = Of(action);
        if (offered.Count > 0 && request.Query[Parameter] is { Count: > 0 } named)
        {
            return offered.FirstOrDefault(form => form.Name == named);
        }

        var chosen = request.Prefers(MediaTypes(action));
        return offered.FirstOrDefault(form => form.MediaType == chosen);
    }

    /// <summary>The values that <c>format</c> takes.</summary>
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
