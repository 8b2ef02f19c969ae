using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using PeaceTalks.ApiTests.Fuzz;

namespace PeaceTalks.ApiTests.Reconciliation;

/// <summary>
/// The Reconciliation Service API 0.2. The folder Schemas has its own JSON schemas, from github.com/reconciliation-api/specs, unchanged.
/// </summary>
public sealed class ReconciliationTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    [Theory]
    [InlineData("Zelensky")]
    [InlineData("Zelenskyy")]
    [InlineData("Zelenskiy")]
    [InlineData("ZELENSKII")]
    [InlineData("Zelenskyi")]
    [InlineData("Зеленський")]
    [InlineData("Зеленский")]
    [InlineData("Volodymyr Zelenskyy")]
    public async Task Eight_spellings_of_one_name_match(string name)
    {
        var candidates = (await AskAsync(new { query = name })).ToList();

        candidates[0].Text("id").ShouldBe("speakers/zelensky");
        candidates[0].GetProperty("match").GetBoolean().ShouldBeTrue();
        candidates.Count(x => x.GetProperty("match").GetBoolean()).ShouldBe(1);
    }

    [Theory]
    [InlineData("Zelensk", "speakers/zelensky")]
    [InlineData("Zelenskky", "speakers/zelensky")]
    [InlineData("Untied States", "parties/united-states")]
    [InlineData("Zelensky Volodymyr", "speakers/zelensky")]
    public async Task What_is_written_otherwise_is_offered_and_not_taken(string name, string id)
    {
        var candidates = (await AskAsync(new { query = name })).ToList();

        candidates[0].Text("id").ShouldBe(id);
        candidates.ShouldAllBe(x => !x.GetProperty("match").GetBoolean());
    }

    [Fact]
    public async Task Two_that_have_the_name_are_offered_and_neither_is_taken_unless_the_type_tells_them_apart()
    {
        (
            await app.SendAsync(
                HttpMethod.Post,
                "/api/v1/speakers",
                new
                {
                    note = "Test",
                    item = new
                    {
                        slug = "donbas-speaker",
                        name = "Donbas",
                        kind = "PERSON",
                        mandates = new[] { new { party = "ukraine", office = "Test" } },
                    },
                }
            )
        ).Expect(201);

        var both = (await AskAsync(new { query = "Донбас" })).ToList();
        var issue = (await AskAsync(new { query = "Донбас", type = "issues" })).ToList();

        both.Take(2).Select(x => x.Text("id")).ShouldBe(["issues/donbas-territory", "speakers/donbas-speaker"], ignoreOrder: true);
        both.ShouldAllBe(x => !x.GetProperty("match").GetBoolean());
        issue[0].Text("id").ShouldBe("issues/donbas-territory");
        issue[0].GetProperty("match").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task The_manifest_and_the_answers_are_as_the_schemas_of_the_API_say()
    {
        var manifest = JsonSerializer.Deserialize<JsonElement>(await app.GetTextAsync("/reconcile"));
        var answer = await BatchAsync(
            """{"q0": {"query": "US", "limit": 2}, "q1": {"query": "Zelensk"}, "q2": {"query": "—"}, "q3": {"query": "nobody at all"}}"""
        );

        var schema = Schema("manifest");
        manifest.GetProperty("versions").EnumerateArray().Select(x => x.GetString()).ShouldContain("0.2", "the schema's contains");
        schema["properties"]!["versions"]!.AsObject().Remove("contains");
        schema["properties"]!["defaultTypes"]!.AsObject().Remove("uniqueItems");
        schema["properties"]!["defaultTypes"]!["items"] = Schema("type");
        new SchemaCheck(schema).Find(manifest, schema).ShouldBeEmpty();

        var result = Schema("reconciliation-result-batch")["patternProperties"]!["^.*$"]!;
        answer.EnumerateObject().Select(x => x.Name).ShouldBe(["q0", "q1", "q2", "q3"]);
        answer.EnumerateObject().SelectMany(x => new SchemaCheck(result).Find(x.Value, result)).ShouldBeEmpty();
        answer.GetProperty("q0").GetProperty("result").GetArrayLength().ShouldBeLessThanOrEqualTo(2);
        answer.GetProperty("q2").GetProperty("result").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_GET_answers_as_a_form_does_and_an_id_leads_to_its_item()
    {
        const string Queries = """{"q0": {"query": "Moscow"}}""";
        var got = JsonSerializer.Deserialize<JsonElement>(await app.GetTextAsync($"/reconcile?queries={Uri.EscapeDataString(Queries)}"));

        JsonElement.DeepEquals(got, await BatchAsync(Queries)).ShouldBeTrue();
        var id = got.GetProperty("q0").GetProperty("result")[0].Text("id")!;
        using var view = await app.Client.GetAsync($"/reconcile/view?id={Uri.EscapeDataString(id)}");
        view.Headers.Location!.ToString().ShouldEndWith("/api/v1/parties/russia");
    }

    [Theory]
    [InlineData("nothing", "is not JSON")]
    [InlineData("[]", "is no object")]
    [InlineData("""{"q0": {}}""", "has no text in the member query of 'q0'")]
    [InlineData("""{"q0": {"query": "US", "limit": 0}}""", "has a limit in 'q0'")]
    public async Task A_batch_that_is_none_is_refused_with_what_would_be_right(string queries, string complaint)
    {
        using var form = new FormUrlEncodedContent([new("queries", queries)]);
        using var response = await app.Client.PostAsync("/reconcile", form);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadAsStringAsync()).ShouldContain(complaint);
    }

    private async Task<IEnumerable<JsonElement>> AskAsync(object query) =>
        (await BatchAsync(JsonSerializer.Serialize(new { q0 = query }))).GetProperty("q0").GetProperty("result").EnumerateArray();

    private async Task<JsonElement> BatchAsync(string queries)
    {
        using var form = new FormUrlEncodedContent([new("queries", queries)]);
        using var response = await app.Client.PostAsync("/reconcile", form);
        var text = await response.Content.ReadAsStringAsync();
        ((int)response.StatusCode).ShouldBe(200, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static JsonObject Schema(string name, [CallerFilePath] string here = "")
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "Schemas", $"{name}.json")))!.AsObject();
        schema.Remove("$schema");
        schema.Remove("$id");
        return schema;
    }
}
