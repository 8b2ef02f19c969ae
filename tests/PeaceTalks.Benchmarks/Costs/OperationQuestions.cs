using System.Text.Json;

namespace PeaceTalks.Benchmarks.Costs;

/// <summary>Every read in the OpenAPI document: as it is, with every filter alone, and with the likely pairs of filters.</summary>
/// <param name="document">The OpenAPI document.</param>
/// <param name="values">
/// A value for each parameter that has no fixed set of values, by its name. The key of a parameter in a path may begin with the path.
/// </param>
internal sealed class OperationQuestions(JsonElement document, IReadOnlyDictionary<string, string> values)
{
    /// <summary>They say how an answer is given, or go on where another one ended.</summary>
    private static readonly string[] NoFilters = ["epoch", "cursor", "limit", "format", "columns", "layout", "bom"];

    private static readonly (string, string)[] LikelyPairs =
    [
        ("party", "proposal"),
        ("party", "issue"),
        ("party", "stance"),
        ("party", "mode"),
        ("party", "status"),
        ("stance", "status"),
        ("stance", "mode"),
        ("issue", "stance"),
        ("issue", "includeSubIssues"),
        ("assertedBy", "attribution"),
        ("assertedBy", "stance"),
        ("outlet", "party"),
        ("article", "stance"),
        ("process", "stance"),
        ("contested", "stance"),
        ("speaker", "mode"),
        ("assertedBy", "mode"),
        ("article", "mode"),
    ];

    /// <summary>
    /// The addresses. An operation is left out if it needs a key, if it has no end, or if no value is known for something that it requires.
    /// </summary>
    public IEnumerable<string> Addresses() =>
        from path in document.GetProperty("paths").EnumerateObject()
        where path.Value.TryGetProperty("get", out _)
        let operation = path.Value.GetProperty("get")
        where !operation.GetProperty("tags").EnumerateArray().Any(x => x.GetString() == "Administer") && !path.Name.EndsWith("/stream")
        let parameters = Parameters(operation)
        let start = Start(path.Name, parameters)
        where start is not null
        from query in Queries(path.Name, parameters)
        select query.Length == 0 ? start : $"{start}{(start.Contains('?') ? '&' : '?')}{query}";

    private List<JsonElement> Parameters(JsonElement operation) =>
        [.. operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Select(Resolved) : []];

    /// <summary>The address with everything that the operation requires. Null if a value is not known.</summary>
    private string? Start(string path, List<JsonElement> parameters)
    {
        var address = path;
        foreach (var parameter in parameters.Where(x => IsNeeded(path, x)))
        {
            var name = Name(parameter);
            var isInPath = parameter.GetProperty("in").GetString() == "path";
            if (!values.TryGetValue(isInPath ? $"{path} {name}" : name, out var value) && !values.TryGetValue(name, out value))
            {
                return null;
            }

            address = isInPath
                ? address.Replace($"{{{name}}}", value)
                : $"{address}{(address.Contains('?') ? '&' : '?')}{name}={Uri.EscapeDataString(value)}";
        }

        return address;
    }

    private IEnumerable<string> Queries(string path, List<JsonElement> parameters)
    {
        var filters = parameters
            .Where(x => !IsNeeded(path, x) && x.GetProperty("in").GetString() == "query" && !NoFilters.Contains(Name(x)))
            .ToDictionary(Name, x => Values(x).ToList());
        var alone = filters.SelectMany(x => x.Value.Select(value => $"{x.Key}={Uri.EscapeDataString(value)}"));
        var pairs =
            from pair in LikelyPairs
            where filters.ContainsKey(pair.Item1) && filters.ContainsKey(pair.Item2)
            from first in filters[pair.Item1].TakeLast(1)
            from second in filters[pair.Item2].TakeLast(2)
            select $"{pair.Item1}={Uri.EscapeDataString(first)}&{pair.Item2}={Uri.EscapeDataString(second)}";
        return [.. alone.Prepend("").Concat(pairs)];
    }

    /// <summary>All values of an enumeration. Otherwise the one that is known.</summary>
    private IEnumerable<string> Values(JsonElement parameter)
    {
        var schema = Resolved(parameter.GetProperty("schema"));
        var item = schema.TryGetProperty("items", out var items) ? Resolved(items) : schema;
        if (item.TryGetProperty("enum", out var names))
        {
            return names.EnumerateArray().Select(x => x.GetString()!);
        }

        return item.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString() == "boolean"
                ? ["true"]
            : values.TryGetValue(Name(parameter), out var value) ? [value]
            : [];
    }

    private JsonElement Resolved(JsonElement element)
    {
        while (element.TryGetProperty("$ref", out var reference))
        {
            element = reference.GetString()![2..].Split('/').Aggregate(document, (part, name) => part.GetProperty(name));
        }

        return element;
    }

    private static string Name(JsonElement parameter) => parameter.GetProperty("name").GetString()!;

    /// <summary>A diff needs an earlier end, which a day gives here, and could be given by a meeting.</summary>
    private static bool IsNeeded(string path, JsonElement parameter) =>
        parameter.TryGetProperty("required", out var required) && required.GetBoolean()
        || (path.Contains("/diffs", StringComparison.Ordinal) || path.EndsWith("/events", StringComparison.Ordinal))
            && Name(parameter) == "from";
}
