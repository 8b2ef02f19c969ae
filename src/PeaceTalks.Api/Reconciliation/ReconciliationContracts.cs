using System.Text.Json;
using System.Text.Json.Serialization;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Reconciliation;

/// <summary>What can be reconciled. The id is the path of the noun's list.</summary>
public sealed record ReconciledType(string Id, string Name);

/// <summary>What the service offers, in the form of the Reconciliation Service API 0.2.</summary>
public sealed record ReconciliationManifest(
    string[] Versions,
    string Name,
    string IdentifierSpace,
    string SchemaSpace,
    string Documentation,
    ReconciliationView View,
    IReadOnlyList<ReconciledType> DefaultTypes
);

/// <param name="Url">The address of an item, with <c>{{id}}</c> in place of its id.</param>
public sealed record ReconciliationView(string Url);

public sealed record ReconciliationResult(IReadOnlyList<ReconciliationCandidate> Result);

/// <summary>Something that a name may stand for.</summary>
/// <param name="Description">Other names, to tell namesakes apart. Null if there are none.</param>
/// <param name="Score">From 0 to 100. 100 if the name is one of its names, after folding.</param>
/// <param name="Match">Whether it is certain: it has the name, and nothing else that was asked for has it.</param>
public sealed record ReconciliationCandidate(
    string Id,
    string Name,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Description,
    double Score,
    bool Match,
    IReadOnlyList<ReconciledType> Type
);

/// <summary>A name to reconcile.</summary>
/// <param name="Types">Ids of types. Empty for all.</param>
public sealed record ReconciliationQuery(string Name, IReadOnlyList<string> Types, int Limit)
{
    public const int MostQueries = 50;
    public const int MostCandidates = 50;
    public const int NameMaxLength = 200;

    private const int DefaultLimit = 10;

    /// <summary>Reads a batch of queries. What the API knows and this service does not use, such as properties, is left out.</summary>
    /// <param name="json">An object with a query in each member.</param>
    /// <exception cref="ProblemException">400: it is none.</exception>
    public static IReadOnlyDictionary<string, ReconciliationQuery> ReadAll(string json)
    {
        JsonElement all;
        try
        {
            all = JsonSerializer.Deserialize<JsonElement>(json);
        }
        catch (JsonException)
        {
            throw Wrong("is not JSON; write {\"q0\": {\"query\": \"Zelenskyy\"}}");
        }

        if (all.ValueKind != JsonValueKind.Object)
        {
            throw Wrong("is no object; write {\"q0\": {\"query\": \"Zelenskyy\"}}");
        }

        var members = all.EnumerateObject().DistinctBy(x => x.Name).ToList();
        return members.Count <= MostQueries
            ? members.ToDictionary(x => x.Name, x => Read(x.Name, x.Value))
            : throw Wrong($"has {members.Count} queries; at most {MostQueries} are allowed");
    }

    private static ReconciliationQuery Read(string key, JsonElement query)
    {
        if (
            query.ValueKind != JsonValueKind.Object
            || !query.TryGetProperty("query", out var name)
            || name.ValueKind != JsonValueKind.String
        )
        {
            throw Wrong($"has no text in the member query of '{key}'; write {{\"query\": \"Zelenskyy\"}}");
        }

        var limit = DefaultLimit;
        if (
            query.TryGetProperty("limit", out var given)
            && !(given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out limit) && limit > 0)
        )
        {
            throw Wrong($"has a limit in '{key}' that is not a whole number from 1");
        }

        IEnumerable<JsonElement> types = query.TryGetProperty("type", out var type)
            ? type.ValueKind == JsonValueKind.Array
                ? type.EnumerateArray()
                : [type]
            : [];
        return new(
            name.GetString()!,
            [.. types.Where(x => x.ValueKind == JsonValueKind.String).Select(x => x.GetString()!)],
            Math.Min(limit, MostCandidates)
        );
    }

    private static ProblemException Wrong(string message) => Problems.Invalid("queries", message);
}
