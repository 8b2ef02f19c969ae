using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PeaceTalks.ApiTests.Diffs;

namespace PeaceTalks.ApiTests.Upgrade;

/// <summary>What an earlier service answered at an address.</summary>
/// <param name="File">With the answer; with <c>.gz</c> behind its name if it is long.</param>
public sealed partial record EarlierAnswer(string Address, string File)
{
    /// <summary>
    /// Members and columns that later releases decide anew, with the start of the addresses where they do. CHANGELOG.md says why. They must
    /// be there, with any value.
    /// </summary>
    private static readonly (string Address, string Member)[] DecidedAnew =
    [
        // A change that rests on what was reported as standing is POSSIBLE.
        ("diffs", "certainty"),
        ("diffs", "certaintyReason"),
        ("diffs", "headline"),
        ("diffs", "possible"),
        ("revisions", "certainty"),
        ("revisions", "certaintyReason"),
        ("revisions", "headline"),
        // Agreement is told apart by the word that it rests on.
        ("comparisons", "relation"),
        ("comparisons", "headline"),
        // Sources are those of the whole run.
        ("held-positions", "independentSources"),
        ("held-positions", "evidenceIndependentSources"),
        // The citation of one record names party, target and stance, and says whose word it is, what it quotes and what it corrects.
        ("positions/", "text"),
        ("positions/", "bibtex"),
        ("positions/", "title"),
        ("positions/", "note"),
    ];

    /// <summary>
    /// Diffs leave out what was only said again, unless they are asked for it, and what moved comes first. So they are asked for all, and
    /// compared in the order of tracks.
    /// </summary>
    private string Added =>
        IsOfEvents ? ""
        : Address.StartsWith("diffs", StringComparison.Ordinal) ? Scene.AnySort
        : "";

    /// <summary>Events are a list of their own.</summary>
    private bool IsOfEvents => Address.Contains("mode=events", StringComparison.Ordinal);

    /// <summary>Where today's answer says something else, and what; null if it says the same. It may say more.</summary>
    public async Task<string?> DifferenceAsync(HttpClient client)
    {
        var columns = Path.GetExtension(File) == ".csv" ? "&columns=all" : "";
        using var response = await client.GetAsync($"/api/v1/{OfEvents(Address)}{Added}{columns}");
        var (before, today) = (await ReadAsync(), await response.Content.ReadAsStringAsync());
        before = AddedEpoch().Replace(before, "");
        today = Retelling().Replace(AddedEpoch().Replace(AddedFilter().Replace(today, ""), ""), "");
        var difference = Path.GetExtension(File) switch
        {
            ".json" => Difference("", JsonElement.Parse(WithItems(before)), JsonElement.Parse(today)),
            ".csv" => DifferenceOfTables(InOrder(Rows(before)), InOrder(Rows(today))),
            ".diff" => DifferenceOfTexts("", InOrder(before, "\n@@ "), InOrder(WithoutMarks(today), "\n@@ ")),
            _ => DifferenceOfTexts("", InOrder(before, "\n\n"), InOrder(today, "\n\n")),
        };
        return difference is null ? null : $"{Path.GetFileName(File)} ({(int)response.StatusCode} at {Address}): {difference}";
    }

    private async Task<string> ReadAsync()
    {
        if (System.IO.File.Exists(File))
        {
            return await System.IO.File.ReadAllTextAsync(File);
        }

        await using var packed = System.IO.File.OpenRead($"{File}.gz");
        await using var plain = new GZipStream(packed, CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }

    private bool IsDecidedAnew(string member) =>
        DecidedAnew.Any(x => x.Member == member && Address.StartsWith(x.Address, StringComparison.Ordinal));

    private string? Difference(string at, JsonElement before, JsonElement today) =>
        (before.ValueKind, today.ValueKind) switch
        {
            (JsonValueKind.Object, JsonValueKind.Object) => before
                .EnumerateObject()
                .Select(member =>
                    !today.TryGetProperty(member.Name, out var value) ? $"{at}/{member.Name} is missing"
                    : IsDecidedAnew(member.Name) ? null
                    : Difference($"{at}/{member.Name}", member.Value, value)
                )
                .FirstOrDefault(x => x is not null),
            (JsonValueKind.Array, JsonValueKind.Array) when at == "" && Added.Length > 0 => Difference("/cited", ById(before), ById(today)),
            (JsonValueKind.Array, JsonValueKind.Array) => before.GetArrayLength() != today.GetArrayLength()
                ? $"{at} had {before.GetArrayLength()} items and has {today.GetArrayLength()}"
                : before
                    .EnumerateArray()
                    .Zip(InOrder(at, today.EnumerateArray()))
                    .Select((x, i) => Difference($"{at}/{i}", x.First, x.Second))
                    .FirstOrDefault(x => x is not null),
            (JsonValueKind.String, JsonValueKind.String) => DifferenceOfTexts(at, before.GetString()!, today.GetString()!),
            _ => DifferenceOfTexts(at, before.GetRawText(), today.GetRawText()),
        };

    /// <summary>Changes in the order of their tracks.</summary>
    private IEnumerable<JsonElement> InOrder(string at, IEnumerable<JsonElement> today) =>
        at == "/items" && Added.Length > 0 ? today.OrderBy(Track, StringComparer.Ordinal) : today;

    /// <summary>The entries of a citation by their ids. That of the answer itself is the first, and its id has a digest.</summary>
    private static JsonElement ById(JsonElement citation) =>
        JsonSerializer.SerializeToElement(
            citation
                .EnumerateArray()
                .Select((x, i) => (Id: i == 0 ? "answer" : x.Text("id")!, Entry: x))
                .ToDictionary(x => x.Id, x => x.Entry)
        );

    private string OfEvents(string address) =>
        IsOfEvents
            ? address.Replace("diffs?", "events?", StringComparison.Ordinal).Replace("&mode=events", "", StringComparison.Ordinal)
            : address;

    /// <summary>A diff used to have a list of items and one of events, of which its mode filled one.</summary>
    private string WithItems(string json)
    {
        if (JsonNode.Parse(json) is not JsonObject page || page["mode"] is null)
        {
            return json;
        }

        page["items"] = page[IsOfEvents ? "events" : "items"]!.DeepClone();
        page.Remove("events");
        page.Remove("mode");
        var links = page["links"]!;
        (links["self"], links["cite"]) = (OfEvents((string)links["self"]!), OfEvents((string)links["cite"]!));
        return page.ToJsonString();
    }

    private static string Track(JsonElement item) => $"{item.Slug("party")} {item.Slug("target")}";

    /// <summary>Rows of changes in the order of their tracks.</summary>
    private IReadOnlyList<IReadOnlyList<string>> InOrder(IReadOnlyList<IReadOnlyList<string>> rows) =>
        Added.Length == 0
            ? rows
            :
            [
                rows[0],
                .. rows.Skip(1).OrderBy(x => $"{Cell(x, rows[0], "partySlug")} {Cell(x, rows[0], "targetSlug")}", StringComparer.Ordinal),
            ];

    /// <summary>The hunks of a patch, or the articles of a citation, in one order, without the lines that name sorts.</summary>
    private static string InOrder(string text, string between) =>
        string.Concat(
            SortInPatch().Replace(text, "").Split(between).Select(x => x.Trim()).Order(StringComparer.Ordinal).Select(x => between + x)
        );

    private string? DifferenceOfTables(IReadOnlyList<IReadOnlyList<string>> before, IReadOnlyList<IReadOnlyList<string>> today)
    {
        var columns = before[0].Where(x => !IsDecidedAnew(x)).ToList();
        var missing = columns.Except(today[0]).ToList();
        return missing.Count > 0 ? $"column {missing[0]} is missing"
            : before.Count != today.Count ? $"{before.Count} rows were there, and {today.Count} are"
            : before
                .Zip(today)
                .SelectMany(
                    (rows, i) =>
                        columns.Select(column =>
                            DifferenceOfTexts(
                                $"row {i}, {column}",
                                Cell(rows.First, before[0], column),
                                Cell(rows.Second, today[0], column)
                            )
                        )
                )
                .FirstOrDefault(x => x is not null);
    }

    private static string Cell(IReadOnlyList<string> row, IReadOnlyList<string> heads, string column) =>
        row.Count < heads.Count ? "" : row[heads.Index().First(x => x.Item == column).Index];

    private static IReadOnlyList<IReadOnlyList<string>> Rows(string csv) =>
        [.. csv.TrimStart('\uFEFF').Split("\r\n").Select(row => CsvCell().Matches(row).Select(x => x.Groups[1].Value).ToList())];

    /// <summary>The digest of an answer is another one where the answer says more.</summary>
    private static string? DifferenceOfTexts(string at, string before, string today)
    {
        (before, today) = (Digest().Replace(before, ""), Digest().Replace(today, ""));
        if (before == today)
        {
            return null;
        }

        var start = Math.Max(0, before.Zip(today).TakeWhile(x => x.First == x.Second).Count() - 60);
        return $"{at}\n was {Around(before)}\n is  {Around(today)}";

        string Around(string text) =>
            text.Substring(Math.Min(start, text.Length), Math.Min(160, text.Length - Math.Min(start, text.Length)));
    }

    /// <summary>A patch without the marks of what may be older than its report, and of what is carried over.</summary>
    private static string WithoutMarks(string patch) =>
        StandingInPatch().Replace(patch, "$1$2").Replace(" (as before)", "", StringComparison.Ordinal);

    [GeneratedRegex(@"(@@ [^\n]*) POSSIBLE(\n(?:(?!@@)[^\n]*\n)*?) # possible: it was reported as standing [^\n]*\n")]
    private static partial Regex StandingInPatch();

    /// <summary>Citations mark an article that retells another one.</summary>
    [GeneratedRegex(", retells [a-z0-9-]+")]
    private static partial Regex Retelling();

    [GeneratedRegex("^# (MOVED|FIRST_REPORTED|SAID_AGAIN)\n", RegexOptions.Multiline)]
    private static partial Regex SortInPatch();

    [GeneratedRegex(
        @"(\\?&change=[A-Z]+(\\?_[A-Z]+)*)+|(?<=\?)(change=[A-Z]+(\\?_[A-Z]+)*\\?&)+|change: [A-Z_, \\]+; |; change: [A-Z_, \\]+"
    )]
    private static partial Regex AddedFilter();

    /// <summary>Addresses of answers name the epoch now, whoever asked for them.</summary>
    [GeneratedRegex(@"\\{0,2}&epoch=[0-9a-f-]{36}")]
    private static partial Regex AddedEpoch();

    [GeneratedRegex("(?<=peacetalks:[0-9]+:)[0-9a-f]{12}|(?<=sha256:)[0-9a-f]{64}")]
    private static partial Regex Digest();

    [GeneratedRegex("(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)")]
    private static partial Regex CsvCell();
}
