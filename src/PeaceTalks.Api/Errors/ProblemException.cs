using Microsoft.AspNetCore.Mvc;

namespace PeaceTalks.Api.Errors;

/// <summary>One thing that is wrong with a request, and its place.</summary>
/// <param name="Place">The name of a parameter or header, or a JSON pointer into the body.</param>
/// <param name="Message">What is wrong and what would be right, without the place.</param>
public readonly record struct Finding(string Place, string Message);

/// <summary>Ends a request with a problem. <see cref="Problems"/> has the usual ones.</summary>
/// <param name="kind">Gives the status, type and title.</param>
/// <param name="detail">For a person: what is wrong in this case, and what would be right.</param>
/// <param name="errors">Messages by parameter name or JSON pointer.</param>
/// <param name="extensions">Further members, such as a link. Their values are written as JSON.</param>
public sealed class ProblemException(
    ProblemKind kind,
    string detail,
    IReadOnlyDictionary<string, string[]>? errors = null,
    IReadOnlyDictionary<string, object?>? extensions = null
) : Exception(detail)
{
    private const int FindingsInDetail = 3;

    public ProblemKind Kind => kind;

    /// <summary>A problem with all findings, of which there must be at least one. The detail repeats the first few.</summary>
    public static ProblemException FromFindings(
        ProblemKind kind,
        IEnumerable<Finding> findings,
        IReadOnlyDictionary<string, object?>? extensions = null
    )
    {
        var distinct = findings.Distinct().ToList();
        var told = distinct.Take(FindingsInDetail).Select(f => $"{(f.Place.Length == 0 ? "body" : f.Place)}: {f.Message}");
        var detail =
            string.Join(" | ", told) + (distinct.Count > FindingsInDetail ? $" | and {distinct.Count - FindingsInDetail} more" : "");
        var errors = distinct.GroupBy(f => f.Place, f => f.Message).ToDictionary(g => g.Key, g => g.ToArray());
        return new ProblemException(kind, detail, errors, extensions);
    }

    public ProblemDetails ToProblemDetails()
    {
        var problem = new ProblemDetails
        {
            Type = kind.Type,
            Title = kind.Title,
            Status = kind.Status,
            Detail = Message,
        };
        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }

        foreach (var (name, value) in extensions ?? new Dictionary<string, object?>())
        {
            problem.Extensions[name] = value;
        }

        return problem;
    }
}
