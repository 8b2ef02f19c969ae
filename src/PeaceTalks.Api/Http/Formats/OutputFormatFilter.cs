using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Filters;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>
/// Chooses the output format before the action runs, by <c>format=</c> or otherwise by <c>Accept</c>, and converts the answer afterwards.
/// Actions know nothing of it: they return a contract.
/// </summary>
/// <remarks>It answers 406 before the action runs. MVC would notice only after a write has been committed.</remarks>
internal sealed class OutputFormatFilter(OutputFormats forms) : IResourceFilter, IAsyncResultFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        var (request, action) = (context.HttpContext.Request, context.ActionDescriptor);
        var chosen = forms.AskedFor(request, action);
        context.HttpContext.Features.Set(chosen);
        var offered = forms.Of(action);
        if (offered.Count > 0 && request.Query[OutputFormats.Parameter] is { Count: > 0 } named)
        {
            // An empty or repeated parameter is reported where all parameters are checked.
            if (named is [{ Length: > 0 } name] && Array.IndexOf(OutputFormats.Names(offered), name) < 0)
            {
                context.ModelState.TryAddModelError(OutputFormats.Parameter, NoForm(name, offered));
            }
        }
        else if (forms.MediaTypes(action) is var mediaTypes && request.Prefers(mediaTypes) is null)
        {
            throw NotAcceptable(request, mediaTypes);
        }

        foreach (var (parameter, complaint) in Findings(request, action, chosen))
        {
            context.ModelState.TryAddModelError(parameter, complaint);
        }
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (
            context.HttpContext.Features.Get<IOutputFormat>() is IAnswerFormat form
            && context.Result is ObjectResult { Value: { } answer }
            && form.Suits(answer.GetType())
        )
        {
            context.Result = new FileContentResult(await form.WriteAsync(answer, context.HttpContext), $"{form.MediaType}; charset=utf-8");
        }

        await next();
    }

    /// <summary>What is wrong with the parameters that say how the answer is shown.</summary>
    private IEnumerable<(string Parameter, string Complaint)> Findings(HttpRequest request, ActionDescriptor action, IOutputFormat? chosen)
    {
        var given = forms.ParametersOf(action).Where(x => request.Query[x.Name] is [{ Length: > 0 }]).Select(x => x.Name).ToList();
        var tooLong = given.FirstOrDefault(name => request.Query[name].ToString().Length > FormatParameter.MaxLength);
        if (tooLong is not null)
        {
            var length = TextLength.CharactersIn(request.Query[tooLong].ToString());
            return [(tooLong, $"has {length} characters; at most {FormatParameter.MaxLength} are allowed")];
        }

        return given.Find(name => chosen?.Has(name) != true) is { } stray
            ? [(stray, $"is only for {string.Join(" and ", forms.Of(action).Where(x => x.Has(stray)).Select(AsAsked))}")]
            : chosen?.Findings(request) ?? [];
    }

    private static string AsAsked(IOutputFormat form) => $"{OutputFormats.Parameter}={form.Name}";

    private static string NoForm(string name, IReadOnlyList<IOutputFormat> offered)
    {
        var names = OutputFormats.Names(offered);
        var meant = Spelling.Nearest(name, names);
        return $"{Spelling.Quoted(name)} is not one of {string.Join(", ", names)}" + (meant is null ? "" : $"; did you mean {meant}?");
    }

    private static ProblemException NotAcceptable(HttpRequest request, IReadOnlyList<string> offered)
    {
        var accept = Spelling.Quoted(request.Headers.Accept.ToString());
        return new(
            ProblemKind.NotAcceptable,
            $"None of the formats in Accept: {accept} is available here. Available: {string.Join(", ", offered)}."
        );
    }
}
