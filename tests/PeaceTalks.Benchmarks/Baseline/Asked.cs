using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace PeaceTalks.Benchmarks.Baseline;

/// <summary>What an address asks for.</summary>
/// <param name="Query">The parameters, decoded, in their order.</param>
/// <param name="Known">Null for the newest revision.</param>
/// <param name="Certain">False if records count that may have been stated by the day.</param>
internal sealed record Asked(
    string Path,
    IReadOnlyList<(string Name, string Value)> Query,
    string[] Parties,
    string[] Issues,
    string[] Proposals,
    DateOnly Day,
    long? Known,
    bool Certain,
    int Limit
)
{
    private const string IssuePrefix = "/api/v1/issues/";
    private const string TimelineSuffix = "/timeline";

    public Shape Shape => new(CountOf(Parties), CountOf(Issues), CountOf(Proposals), Certain);

    public bool IsTimeline =>
        Path.StartsWith(IssuePrefix, StringComparison.Ordinal) && Path.EndsWith(TimelineSuffix, StringComparison.Ordinal);

    /// <param name="path">A path with its query.</param>
    public static Asked FromPath(string path) => path.Split('?', 2) is [var before, var query] ? From(before, $"?{query}") : From(path, "");

    public static Asked FromRequest(HttpRequest request) => From(request.Path.Value!, request.QueryString.Value);

    private static Asked From(string path, string? queryString)
    {
        List<(string, string)> query = [];
        List<string> parties = [];
        List<string> issues = [];
        List<string> proposals = [];
        DateOnly? day = null;
        long? known = null;
        var (certain, limit) = (true, 50);
        foreach (var pair in new QueryStringEnumerable(queryString))
        {
            var (name, value) = (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            query.Add((name, value));
            switch (name)
            {
                case "party":
                    parties.Add(value);
                    break;
                case "issue":
                    issues.Add(value);
                    break;
                case "proposal":
                    proposals.Add(value);
                    break;
                case "asOf":
                    day = DateOnly.ParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture);
                    break;
                case "knownAt":
                    known = long.Parse(value, CultureInfo.InvariantCulture);
                    break;
                case "certainty":
                    certain = value == "CERTAIN";
                    break;
                case "limit":
                    limit = int.Parse(value, CultureInfo.InvariantCulture);
                    break;
                default:
                    break;
            }
        }

        var asked = new Asked(
            path,
            query,
            [.. parties],
            [.. issues],
            [.. proposals],
            day ?? DateOnly.FromDateTime(DateTime.UtcNow),
            known,
            certain,
            limit
        );
        return asked.IsTimeline ? asked with { Issues = [path[IssuePrefix.Length..^TimelineSuffix.Length]] } : asked;
    }

    private static Count CountOf(string[] values) =>
        values.Length switch
        {
            0 => Count.None,
            1 => Count.One,
            _ => Count.Many,
        };
}

internal enum Count
{
    None,
    One,
    Many,
}

/// <summary>Everything on which the SQL of a question depends.</summary>
internal sealed record Shape(Count Parties, Count Issues, Count Proposals, bool Certain);
