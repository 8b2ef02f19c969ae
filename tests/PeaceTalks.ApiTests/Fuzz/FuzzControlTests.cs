using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>What would be wrong is found: with less in the document, or less care in the service.</summary>
public sealed class FuzzControlTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string Party = "paths /api/v1/parties/{slug} get responses 200";

    [Theory]
    [InlineData(Party, "getParty has no 200 in the document")]
    [InlineData($"{Party} content application/json", "200 of getParty is application/json, which the document does not have")]
    [InlineData("components schemas Party properties aliases", "/aliases is not in the document")]
    [InlineData("components schemas AliasInput", null)]
    public async Task What_the_document_does_not_have_is_found(string removed, string? found)
    {
        var document = await DocumentAsync();
        var owner = removed.Split(' ')[..^1].Aggregate(document, (node, name) => node[name]!).AsObject();
        owner.Remove(removed.Split(' ')[^1]).ShouldBeTrue();

        var said = Said(document, await PartyAsync());

        said.Count.ShouldBe(found is null ? 0 : 1, string.Join('\n', said));
        said.ShouldAllBe(x => x.Contains(found!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_document_promises_and_is_not_there_is_found()
    {
        var document = await DocumentAsync();
        document["components"]!["schemas"]!["Party"]!["required"]!.AsArray().Add("colour");
        document["components"]!["schemas"]!["PartyKind"]!["enum"] = new JsonArray("ALLIANCE");
        document["components"]!["schemas"]!["Party"]!["properties"]!["name"]!["maxLength"] = 3;
        document["components"]!["headers"]!["Sunset"] = document["components"]!["headers"]!["ETag"]!.DeepClone();
        document["paths"]!["/api/v1/parties/{slug}"]!["get"]!["responses"]!["200"]!["headers"]!["Sunset"] = new JsonObject
        {
            ["$ref"] = "#/components/headers/Sunset",
        };

        var said = string.Join('\n', Said(document, await PartyAsync()));

        foreach (
            var part in (string[])
                ["against required", "/kind: \"STATE\" is against enum", "/name: \"Ukraine\" is against maxLength 3", "has Sunset: nothing"]
        )
        {
            said.ShouldContain(part);
        }
    }

    [Fact]
    public async Task A_keyword_that_the_check_does_not_know_is_no_reason_to_be_content()
    {
        var document = await DocumentAsync();
        document["components"]!["schemas"]!["Party"]!["minProperties"] = 1;

        var party = await PartyAsync();

        Should.Throw<NotSupportedException>(() => Said(document, party)).Message.ShouldContain("minProperties");
    }

    [Fact]
    public async Task An_action_that_throws_is_found() =>
        (await FailuresAsync(options => options.Filters.Add(new Throwing()))).ShouldContain(x =>
            x.Contains("500: ", StringComparison.Ordinal)
        );

    [Fact]
    public async Task Parameters_that_are_passed_over_in_silence_are_found() =>
        (
            await FailuresAsync(options =>
                options.Filters.Remove(
                    options.Filters.OfType<TypeFilterAttribute>().Single(x => x.ImplementationType.Name == "QueryParameterFilter")
                )
            )
        ).ShouldContain(x => x.Contains("It is wrong, and taken", StringComparison.Ordinal));

    private async Task<JsonNode> DocumentAsync() => JsonNode.Parse(await app.GetTextAsync("/openapi/v1.json"))!;

    /// <summary>An answer with which nothing is wrong.</summary>
    private async Task<RawAnswer> PartyAsync()
    {
        using var answer = await app.Client.GetAsync("/api/v1/parties/ukraine");
        var headers = answer.Headers.Concat(answer.Content.Headers).SelectMany(x => x.Value.Select(value => (x.Key, value)));
        return new RawAnswer(
            (int)answer.StatusCode,
            headers.ToLookup(x => x.Key.ToLowerInvariant(), x => x.value),
            await answer.Content.ReadAsByteArrayAsync()
        );
    }

    private static IReadOnlyList<string> Said(JsonNode document, RawAnswer answer)
    {
        var check = new AnswerCheck(document);
        var sent = new Draft(check.Operations.Single(x => x.Id == "getParty"));
        sent.Path["slug"] = "ukraine";
        return [.. check.Find(sent, answer)];
    }

    private async Task<IReadOnlyList<string>> FailuresAsync(Action<MvcOptions> change)
    {
        await using var service = app.Start(("Serilog:MinimumLevel", "Fatal"))
            .WithWebHostBuilder(host => host.ConfigureTestServices(services => services.PostConfigure(change)));
        return (await FuzzRun.OfAsync(app, service, seed: 1, count: 200)).Failures;
    }

    private sealed class Throwing : IActionFilter
    {
        public void OnActionExecuting(ActionExecutingContext context)
        {
            if (context.ActionDescriptor.DisplayName!.Contains("Remarks", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("For a test");
            }
        }

        public void OnActionExecuted(ActionExecutedContext context) { }
    }
}
