using System.Globalization;
using Microsoft.AspNetCore.Mvc.Abstractions;
using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Http.Binding;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.Api.Issues;

/// <summary>Says that an issue has sub-issues, if the question left open whether to include them.</summary>
internal sealed class SubIssueHints(QueryParameters parameters, PinReader pins) : IAnswerHints
{
    private const string Issue = "issue";
    private const string Include = "includeSubIssues";

    public async Task<AnswerHint?> FindAsync(ICitable answer, HttpContext http)
    {
        string[] asked = [.. http.Request.Query[Issue].Append(http.Request.RouteValues[Issue] as string).OfType<string>().Distinct()];
        if (asked.Length == 0 || http.Request.Query.ContainsKey(Include) || !CanInclude(http))
        {
            return null;
        }

        var revision = answer.KnownAt.ToString(CultureInfo.InvariantCulture);
        var snapshot = (await pins.ReadAsync(null, revision, http.RequestAborted)).Snapshot;
        var below = asked
            .Select(x => (snapshot.Issues[x].Name, Count: snapshot.WithSubIssues([x], includeSubIssues: true).Count - 1))
            .Where(x => x.Count > 0)
            .Select(x => $"{x.Name} has {x.Count} {(x.Count == 1 ? "sub-issue" : "sub-issues")}")
            .ToList();
        return below.Count == 0 ? null : new($"{string.Join(", ", below)}. {Include}=true includes them.", Include, "true");
    }

    private bool CanInclude(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<ActionDescriptor>() is { } action && parameters.NamesOf(action).Contains(Include);
}
