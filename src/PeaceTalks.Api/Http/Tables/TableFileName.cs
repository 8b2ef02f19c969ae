using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Http.Tables;

/// <summary>The name of a table's file: what was asked, the day and the revision. <c>held-positions-ukraine-2026-01-31-r57</c></summary>
internal static partial class TableFileName
{
    private const int MostQuestion = 100;
    private const int FirstOfPath = 2;

    /// <summary>
    /// The day and the revision are those of the answer; a page is no question; and a switch says nothing without its name.
    /// </summary>
    private static readonly string[] NotAsked =
    [
        "asOf",
        "knownAt",
        "epoch",
        "to",
        "limit",
        "cursor",
        "after",
        "sort",
        .. OutputFormats.Parameters,
    ];

    private static readonly string[] Switches = ["true", "false"];

    /// <param name="answer">The answer, or its first page.</param>
    /// <param name="isWhole">Whether the list is whole. Otherwise the name says that it is a part, if it is one.</param>
    public static string For(HttpContext http, object answer, bool isWhole)
    {
        var path = http.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(FirstOfPath);
        var question = string.Join('-', path.Concat(Asked(http.Request)).Select(Safe).Where(x => x.Length > 0));
        var end = answer is IOfDay { Day: { } day } ? $"-{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}" : "";
        var part = isWhole || answer is not IPage { Next: not null } && !http.Request.Query.ContainsKey("cursor") ? "" : "-part";
        var begin = question[..Math.Min(question.Length, MostQuestion)].TrimEnd('-');
        return $"{begin}{end}-r{http.Response.Headers[ApiHeaders.Revision]}{part}";
    }

    private static IEnumerable<string> Asked(HttpRequest request)
    {
        foreach (var pair in new QueryStringEnumerable(request.QueryString.Value))
        {
            var (name, value) = (pair.DecodeName().ToString(), pair.DecodeValue().ToString());
            if (!NotAsked.Contains(name) && !Switches.Contains(value))
            {
                yield return value;
            }
        }
    }

    /// <summary>Small Latin letters, digits and hyphens alone.</summary>
    private static string Safe(string text) => Unsafe().Replace(text.ToLowerInvariant(), "-").Trim('-');

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Unsafe();
}
