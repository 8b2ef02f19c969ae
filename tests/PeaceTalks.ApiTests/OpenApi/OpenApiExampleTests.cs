using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PeaceTalks.ApiTests.OpenApi;

/// <summary>What the page fills in runs as it stands, and the answers that it shows are those of the shipped data.</summary>
public sealed partial class OpenApiExampleTests(DescribedApp app) : IClassFixture<DescribedApp>
{
    [Fact]
    public async Task Every_operation_gives_a_full_answer_to_what_is_filled_in()
    {
        // What an ADMIN does has no dry run, and the version is another one with each commit.
        foreach (var operation in app.Operations.Where(x => x.IsJson && x.Group != "Administer" && x.Id != "getVersion"))
        {
            using var request = operation.PrefilledRequest();
            using var response = await app.Client.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            response.StatusCode.ShouldBe(HttpStatusCode.OK, $"{operation.Id}: {text}");
            var answer = JsonNode.Parse(text)!.AsObject();
            answer.Count.ShouldBeGreaterThan(0, operation.Id);
            (answer["items"] as JsonArray)?.Count.ShouldBeGreaterThan(0, $"{operation.Id} gives an empty list");
            if (DescribedApp.Renew)
            {
                await RenewAsync(operation, answer);
            }
            else
            {
                Difference(operation.AnswerExample, answer, operation.Id, operation.Group == "Record")
                    .ShouldBeNull("Renew the examples with UPDATE_OPENAPI=1.");
            }
        }
    }

    /// <summary>Whoever types a filter of their own must not get an empty answer because of another one that was there already.</summary>
    [Fact]
    public void At_most_one_filter_is_filled_in_and_nothing_that_cuts_a_list()
    {
        string[] times = ["asOf", "from", "to", "after"];
        foreach (var operation in app.Operations.Where(x => x.Method == "GET"))
        {
            var filledIn = operation.Parameters.Where(x => x["example"] is not null && (bool?)x["required"] != true).ToList();
            var names = filledIn.Select(x => (string)x["name"]!).ToList();
            names.ShouldNotContain("limit", operation.Id);
            names.Except(times).Except(["includeSubIssues"]).Count().ShouldBeLessThan(2, operation.Id);
            operation
                .Parameters.Where(x => (string)x["name"]! == "includeSubIssues")
                .ShouldAllBe(x => x["example"] != null && (bool)x["example"]!, operation.Id);
        }
    }

    [Fact]
    public void Writes_are_filled_in_as_dry_runs() =>
        app
            .Operations.Where(x => x.Group == "Record")
            .ShouldAllBe(operation =>
                operation.BodyExample != null && operation.Parameters.Any(x => (string)x["name"]! == "dryRun" && (bool)x["example"]!)
            );

    [Fact]
    public async Task The_other_forms_shown_are_the_beginnings_of_those_given()
    {
        var shown = app
            .Operations.Where(x => x.IsJson)
            .SelectMany(x => x.FormExamples.Select(form => (Operation: x, form.MediaType, form.Example)))
            .ToList();
        shown.Select(x => x.MediaType).Distinct().ShouldBe(["text/x-diff", "text/csv"], ignoreOrder: true);
        foreach (var (operation, mediaType, example) in DescribedApp.Renew ? [] : shown)
        {
            example.ShouldNotBeEmpty(operation.Id);
            Masked(await FormAsync(operation, mediaType)).ShouldStartWith(Masked(example), customMessage: operation.Id);
        }
    }

    /// <summary>As far as the example goes: a stream has no end.</summary>
    [Theory]
    [InlineData("streamRevisions", 3)]
    [InlineData("getFeed", 1)]
    public async Task What_is_no_JSON_begins_as_its_example_does(string id, int paragraphs)
    {
        var operation = app.Operations.Single(x => x.Id == id);
        operation.IsJson.ShouldBeFalse();
        using var request = operation.PrefilledRequest();
        using var response = await app.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var text = new StringBuilder();
        for (var ends = 0; ends < paragraphs && await reader.ReadLineAsync() is { } line; ends += line.Length == 0 ? 1 : 0)
        {
            text.Append(line).Append('\n');
        }

        // The document names no address, and a feed is full of them.
        text.Replace("http://localhost", "https://talks.example");
        var isShown = Masked(text.ToString()) == Masked((string)operation.AnswerExample!);
        if (DescribedApp.Renew && !isShown)
        {
            await RenewAsync(operation, JsonValue.Create(text.ToString()));
        }

        (isShown || DescribedApp.Renew).ShouldBeTrue($"Renew the examples with UPDATE_OPENAPI=1. {id} begins with {text}");
    }

    [Theory]
    [InlineData(0, 7, "Russia, Cession of Donbas: supports", "Ukraine, Cession of Donbas: opposes", "(according to Ukraine)")]
    [InlineData(
        1,
        2,
        "Russia, End of the war (issue): ready to settle it (according to United States) -> sceptical",
        "Mutual pull-back in Donetsk: withdrawal distance: same as the other side -> at most 40 km, still only if Russia does the same"
    )]
    [InlineData(2, 8, "(according to Ukraine)", "(according to France)")]
    [InlineData(
        3,
        3,
        "Russia, Prospects of an agreement",
        "Russia, Undisclosed Russian proposals",
        "United States, New Zelensky-Trump meeting"
    )]
    [InlineData(4, 4, "NARROWED", "plant-control", "\"territory\"", "donbas-territory")]
    public async Task The_questions_that_the_page_opens_with_have_the_answers_it_gives(int question, int items, params string[] said)
    {
        var links = Link().Matches((string)app.Document["info"]!["description"]!).Select(x => x.Groups["address"].Value).ToList();
        links.Count.ShouldBe(5);
        var text = await app.Client.GetStringAsync(links[question]);
        JsonNode.Parse(text)!["items"]!.AsArray().Count.ShouldBe(items);
        said.ShouldAllBe(x => text.Contains(x));
    }

    private async Task<string> FormAsync(Operation operation, string mediaType)
    {
        using var request = operation.PrefilledRequest();
        request.Headers.Add("Accept", mediaType);
        using var response = await app.Client.SendAsync(request);
        return await response.Content.ReadAsStringAsync();
    }

    private async Task RenewAsync(Operation operation, JsonNode answer)
    {
        var file = DescribedApp.RepositoryFile("src", "PeaceTalks.Api", "OpenApi", "Examples", $"{operation.Id}.json");
        var example = JsonNode.Parse(await File.ReadAllTextAsync(file))!;
        if (Difference(example["answer"], answer, operation.Id, operation.Group == "Record") is not null)
        {
            CutLists(answer);
            example["answer"] = answer;
        }

        foreach (var mediaType in example["forms"]?.AsObject().Select(x => x.Key).ToList() ?? [])
        {
            var begins = Beginning(await FormAsync(operation, mediaType), mediaType);
            if (Masked((string)example["forms"]![mediaType]!) != Masked(begins))
            {
                example["forms"]![mediaType] = begins;
            }
        }

        await File.WriteAllTextAsync(file, example.ToJsonString(DescribedApp.Pretty) + "\n");
    }

    /// <summary>Of a patch its first hunk, of CSV the header and a line.</summary>
    private static string Beginning(string text, string mediaType) =>
        mediaType == "text/x-diff"
            ? text[..text.IndexOf("\n@@ ", text.IndexOf("@@ ", StringComparison.Ordinal), StringComparison.Ordinal)] + "\n"
            : string.Concat(text.Split("\r\n")[..2].Select(x => x + "\r\n"));

    private static void CutLists(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            while (list.Count > 1)
            {
                list.RemoveAt(1);
            }
        }

        foreach (
            var inner in node is JsonArray all ? [.. all]
            : node is JsonObject members ? members.Select(x => x.Value).ToList()
            : []
        )
        {
            CutLists(inner);
        }
    }

    /// <summary>Where the example is not what was given, but for lists being shorter, ids and instants; null where it is.</summary>
    private static string? Difference(JsonNode? example, JsonNode? given, string place, bool idsAreNew) =>
        (example, given) switch
        {
            (null, null) => null,
            _ when place.Split('/')[^1] is "epoch" or "at" or "nextAfter" => null,
            // It has the epoch.
            ({ }, { }) when place.EndsWith("/nextCursor", StringComparison.Ordinal) => null,
            // Made of the epoch and the instant of the revision.
            _ when place.EndsWith("Citation/text", StringComparison.Ordinal)
                    || place.EndsWith("Citation/bibtex", StringComparison.Ordinal)
                    || place.EndsWith("/version", StringComparison.Ordinal) && place.Contains("/cslJson/")
                    || place.Contains("/issued/") => null,
            (JsonObject shown, JsonObject actual) => shown.Count != actual.Count
                ? $"{place} has other members"
                : shown.Select(x => Difference(x.Value, actual[x.Key], $"{place}/{x.Key}", idsAreNew)).FirstOrDefault(x => x is not null),
            (JsonArray shown, JsonArray actual) => shown.Count > actual.Count || shown.Count == 0 != (actual.Count == 0)
                ? $"{place} is of another length"
                : shown
                    .Zip(actual)
                    .Select((x, i) => Difference(x.First, x.Second, $"{place}/{i}", idsAreNew))
                    .FirstOrDefault(x => x is not null),
            (JsonValue shown, JsonValue actual) => Comparable(shown, idsAreNew) == Comparable(actual, idsAreNew)
                ? null
                : $"{place}: {shown.ToJsonString()} is shown, {actual.ToJsonString()} was given",
            _ => $"{place} is of another kind",
        };

    /// <summary>Without what each ledger has of its own.</summary>
    private static string Masked(string text) => OfOneLedger().Replace(text, "...");

    private static string Comparable(JsonValue value, bool idsAreNew) =>
        (idsAreNew ? Id() : EpochAndDigests()).Replace(value.ToJsonString(), "id");

    [GeneratedRegex(
        @"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z|cursor=[\w-]+|(?<=sha256:)[0-9a-f]{64}|(?<=peacetalks:\d+:)[0-9a-f]{12}"
    )]
    private static partial Regex OfOneLedger();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    /// <summary>The epoch in addresses, and the digests of answers that have such an address.</summary>
    [GeneratedRegex(@"(?<=epoch=)[0-9a-f-]{36}|(?<=sha256:)[0-9a-f]{64}|(?<=peacetalks:\d+:)[0-9a-f]{12}")]
    private static partial Regex EpochAndDigests();

    [GeneratedRegex(@"^\d\. \[[^\]]+\]\((?<address>/api/v1/[^)]+)\)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
