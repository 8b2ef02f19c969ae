using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ActionConstraints;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.WebUtilities;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>
/// The output formats that an action offers besides JSON. A read offers those that suit the type of its answer; a write offers none.
/// </summary>
internal sealed class OutputFormats(IEnumerable<IOutputFormat> all)
{
    public const string Parameter = "format";
    public const string Json = "json";

    /// <summary>
    /// The parameters that say how an answer is shown and are no part of the question, so that neither pinned addresses nor cursors have
    /// them.
    /// </summary>
    public static readonly IReadOnlyList<string> Parameters =
    [
        Parameter,
        Table.ColumnsParameter,
        Table.LayoutParameter,
        CsvFormat.MarkParameter,
    ];

    private readonly ConcurrentDictionary<string, IReadOnlyList<IOutputFormat>> byAction = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> mediaTypes = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<FormatParameter>> parameters = new();

    public IReadOnlyList<IOutputFormat> Of(ActionDescriptor action) =>
        byAction.GetOrAdd(
            action.Id,
            _ => IsRead(action) && action is ControllerActionDescriptor read ? [.. all.Where(form => form.Suits(AnswerOf(read)))] : []
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

    /// <summary>The parameters of the output formats of an action, apart from <c>format</c> itself.</summary>
    public IReadOnlyList<FormatParameter> ParametersOf(ActionDescriptor action) =>
        parameters.GetOrAdd(action.Id, _ => [.. Of(action).SelectMany(form => form.Parameters).DistinctBy(x => x.Name)]);

    /// <summary>The type of an action's answers.</summary>
    public static Type AnswerOf(ControllerActionDescriptor action) => AnswerOf(action.MethodInfo.ReturnType);

    /// <summary>The values of <c>format</c>.</summary>
    public static string[] Names(IEnumerable<IOutputFormat> forms) => [Json, .. forms.Select(form => form.Name)];

    /// <summary>An address with the output format of this request and its parameters.</summary>
    public static string Shown(HttpRequest request, string address)
    {
        var format = request.HttpContext.Features.Get<IOutputFormat>();
        var shown = Parameters
            .Where(name => name != Parameter && request.Query.ContainsKey(name))
            .Select(name => KeyValuePair.Create(name, (string?)request.Query[name]))
            .Append(KeyValuePair.Create(Parameter, format?.Name));
        return QueryHelpers.AddQueryString(address, shown);
    }

    /// <summary>The address of a request without what says how the answer is shown.</summary>
    public static string AskedAddress(HttpRequest request)
    {
        var query = new QueryBuilder();
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            if (pair.DecodeName().ToString() is var name && !Parameters.Contains(name))
            {
                query.Add(name, pair.DecodeValue().ToString());
            }
        }

        return $"{request.PathBase}{request.Path}{query}";
    }

    /// <summary>The tables that the action of a request offers.</summary>
    public static IEnumerable<ITableFormat> Tables(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ActionDescriptor>() is { } action
            ? http.RequestServices.GetRequiredService<OutputFormats>().Of(action).OfType<ITableFormat>()
            : [];

    private static bool IsRead(ActionDescriptor action) =>
        action.ActionConstraints?.OfType<HttpMethodActionConstraint>().All(x => x.HttpMethods.All(HttpMethods.IsGet)) == true;

    private static Type AnswerOf(Type returned) =>
        returned.IsGenericType
        && returned.GetGenericTypeDefinition() is var generic
        && (generic == typeof(Task<>) || generic == typeof(ActionResult<>))
            ? AnswerOf(returned.GetGenericArguments()[0])
            : returned;
}
