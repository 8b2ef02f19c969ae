using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace PeaceTalks.ApiTests.Upgrade;

/// <summary>
/// Answers about held positions as they were before their evidence named the sources of the whole run. Until then, `independentSources`
/// counted those of the held record alone.
/// </summary>
internal static partial class EvidenceAsItWas
{
    /// <param name="today">The answer of today, as JSON, as CSV, or as a citation of the JSON.</param>
    public static async Task<string> OfAsync(HttpClient client, string address, string today)
    {
        if (!address.StartsWith("/api/v1/held-positions", StringComparison.Ordinal) || !Format().Match(address).Success)
        {
            return Json(today);
        }

        var json = await client.GetStringAsync(Format().Replace(address, ""));
        return Format().Match(address).Groups[1].Value == "csv"
            ? Csv(today, [.. Evidence().Matches(json).Select(SourcesOfHeldRecord)])
            : today
                .Replace(Digest(json), Digest(Json(json)), StringComparison.Ordinal)
                .Replace(Digest(json)[..12], Digest(Json(json))[..12], StringComparison.Ordinal);
    }

    private static string Json(string today) =>
        Evidence()
            .Replace(today, x => $"\"independentSources\":{SourcesOfHeldRecord(x)},\"lastSelfReport\":")
            .Replace("\"fragility\":null,", "", StringComparison.Ordinal);

    /// <summary>The held record is the newest of the run, so that all that it cites comes first, under its id.</summary>
    private static string SourcesOfHeldRecord(Match evidence)
    {
        var records = Record().Matches(evidence.Value).Select(x => x.Value).ToList();
        return records.Count(x => x == records[0]).ToString(CultureInfo.InvariantCulture);
    }

    private static string Csv(string today, string[] sources)
    {
        var lines = today.Split("\r\n").Select(line => Cell().Matches(line).Select(x => x.Groups[1].Value).ToList()).ToList();
        var number = lines[0].IndexOf("evidenceIndependentSources");
        for (var i = 0; i < sources.Length; i++)
        {
            lines[i + 1][number] = sources[i];
        }

        var kept = Enumerable.Range(0, lines[0].Count).Where(x => !IsNew(lines[0][x])).ToList();
        return string.Join("\r\n", lines.Select(cells => string.Join(',', kept.Where(x => x < cells.Count).Select(x => cells[x]))));
    }

    private static bool IsNew(string column) =>
        column is "evidenceSourcesAtLeast" or "evidenceSources" || column.StartsWith("fragility", StringComparison.Ordinal);

    private static string Digest(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    [GeneratedRegex("""[?&]format=([^&]*)""")]
    private static partial Regex Format();

    [GeneratedRegex(
        """
            "independentSources":\d+,"sourcesAtLeast":(?:true|false),"sources":\[.*?\],"lastSelfReport":
            """
    )]
    private static partial Regex Evidence();

    [GeneratedRegex("""(?<="position":")[^"]*""")]
    private static partial Regex Record();

    /// <summary>A cell with the quotes around it. No cell of the kept answers has a line break.</summary>
    [GeneratedRegex("""(?:^|,)("(?:[^"]|"")*"|[^,"]*)""")]
    private static partial Regex Cell();
}
