using System.Net;
using System.Text.Json.Nodes;

namespace PeaceTalks.ApiTests.OpenApi;

public sealed class OpenApiDocumentTests(DescribedApp app) : IClassFixture<DescribedApp>
{
    [Fact]
    public void The_copy_in_docs_is_what_is_served()
    {
        var file = DescribedApp.RepositoryFile("docs", "openapi.json");
        var served = app.Document.ToJsonString(DescribedApp.Pretty) + "\n";
        if (DescribedApp.Renew)
        {
            File.WriteAllText(file, served);
        }

        var copy = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        (copy == served).ShouldBeTrue(
            $"""
            docs/openapi.json is not what /openapi/v1.json serves; they part at line {FirstDifference(
                copy,
                served
            )}. If the change of the API is meant, renew the copy:
                UPDATE_OPENAPI=1 dotnet test tests/PeaceTalks.ApiTests --filter OpenApi
            and once more where the answers of examples have changed too: they are built in.
            """
        );
    }

    [Fact]
    public void It_is_of_version_3_1_and_names_no_address()
    {
        ((string)app.Document["openapi"]!).ShouldStartWith("3.1.");
        app.Document["servers"].ShouldBeNull();
        app.Text.ShouldNotContain("localhost");
    }

    [Fact]
    public void Groups_stand_in_the_order_in_which_users_need_them() =>
        app.Document["tags"]!.AsArray().Select(x => (string)x!["name"]!).ShouldBe(["Ask", "Look up", "Evidence", "Record", "Administer"]);

    [Fact]
    public void Every_operation_says_what_it_means()
    {
        app.Operations.Where(x => string.IsNullOrWhiteSpace((string?)x.Node["summary"])).Select(x => x.Path).ShouldBeEmpty("no summary");
        app.Operations.Where(x => ((string?)x.Node["description"] ?? "").Length < 20).Select(x => x.Id).ShouldBeEmpty("no description");
        app.Operations.Select(x => x.Id).ShouldBeUnique();
        app.Operations.SelectMany(x =>
                x.Parameters.Where(p => string.IsNullOrWhiteSpace((string?)p["description"])).Select(p => $"{x.Id} {p["name"]}")
            )
            .ShouldBeEmpty("no description");
    }

    [Fact]
    public void Every_operation_lists_its_errors_as_problems()
    {
        foreach (var operation in app.Operations)
        {
            string[] expected =
                operation.Method == "GET"
                    ? ["400", "401", "406", "414", "429", "431", "500", "503"]
                    : ["400", "401", "403", "406", "408", "413", "414", "415", "422", "429", "431", "500", "503"];
            operation
                .Responses.Select(x => x.Key)
                .ShouldBe(expected.Union(operation.Responses.Select(x => x.Key)), ignoreOrder: true, operation.Id);
            foreach (var status in operation.Responses.Select(x => x.Key).Where(x => x[0] is '4' or '5'))
            {
                var response = operation.Resolved(status);
                ((string?)response["description"]).ShouldNotBeNullOrWhiteSpace();
                ((string?)response["content"]!["application/problem+json"]!["schema"]!["$ref"]).ShouldBe("#/components/schemas/Problem");
            }
        }
    }

    [Fact]
    public void An_edit_takes_the_version_that_was_read() =>
        app
            .Operations.Where(x => x.Method == "PUT")
            .ShouldAllBe(operation =>
                operation.Parameters.Any(x => (string)x["name"]! == "If-Match" && (bool)x["required"]!)
                && operation.Responses.ContainsKey("412")
                && operation.Responses.ContainsKey("428")
            );

    [Fact]
    public void Every_value_of_every_enum_is_explained()
    {
        var enums = Schemas.Where(x => x.Value!["enum"] is not null).ToList();
        enums.Count.ShouldBeGreaterThan(20);
        var unexplained =
            from schema in enums
            from value in schema.Value!["enum"]!.AsArray()
            where !HasExplained((string?)schema.Value["description"], (string)value!)
            select $"{schema.Key}.{value}";
        unexplained.ShouldBeEmpty();
    }

    [Fact]
    public void Parameters_explain_their_values_too()
    {
        var unexplained =
            from operation in app.Operations
            from parameter in operation.Parameters
            let name = ((string?)parameter["schema"]!["$ref"] ?? (string?)parameter["schema"]!["items"]?["$ref"])?.Split('/')[^1]
            where name is not null
            from value in Schemas[name]!["enum"]!.AsArray()
            where !HasExplained((string?)parameter["description"], (string)value!)
            select $"{operation.Id} {parameter["name"]}: {value}";
        unexplained.ShouldBeEmpty();
    }

    [Fact]
    public void Answers_promise_all_their_members_and_requests_take_no_others()
    {
        var rows = app
            .Operations.Select(x => (string?)x.Responses["200"]?["content"]?["text/csv"]?["schema"]!["contentSchema"]!["items"]!["$ref"])
            .Select(x => x?.Split('/')[^1])
            .ToHashSet();
        rows.Count.ShouldBeGreaterThan(10);
        foreach (var (name, schema) in Schemas.Where(x => x.Value!["properties"] is not null && x.Key != "Problem"))
        {
            if (rows.Contains(name))
            {
                // A request chooses the columns.
                schema!["required"].ShouldBeNull(name);
                continue;
            }

            var isRequest = name.EndsWith("Input", StringComparison.Ordinal) || name.StartsWith("WriteOf", StringComparison.Ordinal);
            if (isRequest)
            {
                ((bool?)schema!["additionalProperties"]).ShouldBe(false, name);
            }
            else
            {
                schema!["required"]!
                    .AsArray()
                    .Select(x => (string)x!)
                    .ShouldBe(schema["properties"]!.AsObject().Select(x => x.Key), ignoreOrder: true, name);
            }
        }
    }

    [Fact]
    public void Whatever_links_to_its_citation_has_one()
    {
        var linked = app
            .Operations.Where(x =>
                x.Method == "GET" && (string?)AnswerOf(x)?["properties"]?["links"]?["$ref"] == "#/components/schemas/Links"
            )
            .ToList();

        linked.Count.ShouldBeGreaterThan(15);
        linked
            .Where(x =>
                !x.Parameters.Any(p =>
                    (string?)p["name"] == "format" && p["schema"]!["enum"]!.AsArray().Any(value => (string)value! == "citation")
                )
            )
            .Select(x => x.Id)
            .ShouldBeEmpty();
    }

    private JsonNode? AnswerOf(Operation operation) =>
        ((string?)operation.Responses["200"]?["content"]?["application/json"]?["schema"]?["$ref"])?.Split('/')[^1] is { } name
            ? Schemas[name]
            : null;

    [Fact]
    public void Names_are_those_of_the_domain() =>
        Schemas.Select(x => x.Key).ShouldAllBe(x => x.All(char.IsAsciiLetter) && !x.EndsWith("Contract"));

    [Fact]
    public async Task The_root_leads_to_the_page()
    {
        var root = await app.Client.GetAsync("/");
        root.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        root.Headers.Location!.ToString().ShouldBe("/swagger");
        (await app.Client.GetStringAsync("/swagger/index.html")).ShouldContain("<title>PeaceTalks</title>");
    }

    private JsonObject Schemas => app.Document["components"]!["schemas"]!.AsObject();

    private static bool HasExplained(string? description, string value) =>
        description?.Split('\n').Any(x => x.StartsWith($"* `{value}`: ", StringComparison.Ordinal) && x.Length > value.Length + 8) == true;

    private static int FirstDifference(string one, string other)
    {
        var same = one.Zip(other).TakeWhile(x => x.First == x.Second).Count();
        return one[..same].Count(x => x == '\n') + 1;
    }
}
