using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace PeaceTalks.Api.OpenApi;

/// <summary>The tags with their descriptions, and the order of the operations in them.</summary>
internal sealed class DocumentOrder : IDocumentFilter
{
    /// <summary>Those that are not in the list come after it, by name.</summary>
    private static readonly string[] Nouns =
    [
        "held-positions",
        "diffs",
        "events",
        "matrix",
        "search",
        "coverage",
        "timeline",
        "days",
        "comparisons",
        "articles",
        "positions",
        "milestones",
        "meetings",
        "remarks",
        "processes",
        "issues",
        "proposals",
        "parties",
        "speakers",
        "revisions",
        "feed",
        "version",
        "keys",
        "audit",
        "epoch",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT"];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Tags = new HashSet<OpenApiTag>
        {
            new() { Name = "Ask", Description = "Who holds what, since when and according to whom, and what changed" },
            new()
            {
                Name = "Look up",
                Description = "What the talks are about and who takes part: processes, issues, proposals, parties and speakers",
            },
            new() { Name = "Evidence", Description = "The records behind the answers, and the articles and paragraphs that they cite" },
            new()
            {
                Name = "Record",
                Description =
                    "Add to the ledger with a key of the role ANALYST (Authorize). The examples are dry runs, which write nothing",
            },
            new() { Name = "Administer", Description = "Manage keys, their audit and the epoch with a key of the role ADMIN" },
        };
        ErrorResponses.AddComponents(swaggerDoc);
        AnswerHeaders.AddComponents(swaggerDoc);
        swaggerDoc.Components!.Schemas = swaggerDoc.Components.Schemas!.OrderBy(x => x.Key, StringComparer.Ordinal).ToDictionary();
    }

    /// <summary>The sort key of an operation: by noun, and within a noun from the general to the special.</summary>
    public static string KeyOf(ApiDescription api)
    {
        var path = api.RelativePath!;
        var noun =
            path.EndsWith("/timeline", StringComparison.Ordinal) || path.EndsWith("/moods", StringComparison.Ordinal) ? "timeline"
            : path.EndsWith("/coverage", StringComparison.Ordinal) ? "coverage"
            : path.EndsWith("/feed", StringComparison.Ordinal) ? "feed"
            : path.Replace("api/v1/", "").Split('/')[0];
        var place = Array.IndexOf(Nouns, noun);
        return $"{(place < 0 ? Nouns.Length : place):00} {path} {Array.IndexOf(Methods, api.HttpMethod)}";
    }
}
