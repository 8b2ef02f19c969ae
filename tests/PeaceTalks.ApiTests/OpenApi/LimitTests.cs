using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Data;

namespace PeaceTalks.ApiTests.OpenApi;

/// <summary>Every text and every list that can be sent has a limit: the document's is the one that holds, and that of the column.</summary>
public sealed class LimitTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    /// <summary>Takes two places in a string of .NET, and is one character of Unicode.</summary>
    private const string Wide = "\U0001F54A";

    [Fact]
    public async Task A_text_in_a_body_may_be_as_long_as_the_document_says_and_no_longer()
    {
        var tried = 0;
        await foreach (var (operation, contract) in BodiesAsync())
        {
            foreach (var text in contract.Limits().Where(x => x.Entry is null))
            {
                var limit =
                    (int?)text.Schema["maxLength"]
                    ?? throw new InvalidOperationException($"{operation.Id} {text.Pointer} has no maxLength");
                var complaint = $"must have at most {limit} characters";

                (await SendAsync(operation, contract.With(text.Pointer, new string('x', limit + 1))))
                    .At(text.Place)
                    .ShouldContain(complaint, customMessage: $"{operation.Id} {text.Pointer}");
                (await SendAsync(operation, contract.With(text.Pointer, string.Concat(Enumerable.Repeat(Wide, limit)))))
                    .At(text.Place)
                    .ShouldNotContain(complaint, customMessage: $"{operation.Id} {text.Pointer}");
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task A_list_in_a_body_may_have_as_many_entries_as_the_document_says_and_no_more()
    {
        var tried = 0;
        await foreach (var (operation, contract) in BodiesAsync())
        {
            foreach (var list in contract.Limits().Where(x => x.Entry is not null))
            {
                var limit =
                    (int?)list.Schema["maxItems"] ?? throw new InvalidOperationException($"{operation.Id} {list.Pointer} has no maxItems");
                var complaint = $"has more than {limit} entries";
                JsonArray Of(int count) => new([.. Enumerable.Range(0, count).Select(_ => list.Entry!.DeepClone())]);

                (await SendAsync(operation, contract.With(list.Pointer, Of(limit + 1))))
                    .At(list.Place)
                    .ShouldContain(complaint, customMessage: $"{operation.Id} {list.Pointer}");
                (await SendAsync(operation, contract.With(list.Pointer, Of(limit))))
                    .At(list.Place)
                    .ShouldNotContain(complaint, customMessage: $"{operation.Id} {list.Pointer}");
                tried++;
            }
        }

        tried.ShouldBeGreaterThan(30);
    }

    /// <summary>
    /// A reference is as long as what it refers to. <see cref="Ledger.LengthTests"/> tries what is kept elsewhere, or in a list of a row.
    /// </summary>
    [Fact]
    public async Task A_column_is_as_long_as_the_text_that_is_kept_in_it()
    {
        await using var scope = app.Scope();
        var columns = scope
            .ServiceProvider.GetRequiredService<PeaceTalksDb>()
            .Model.GetEntityTypes()
            .SelectMany(x => x.GetProperties())
            .Where(x => x.ClrType == typeof(string) && !x.IsForeignKey())
            .ToLookup(x => (x.DeclaringType.ClrType.Namespace, x.Name.ToUpperInvariant()), x => x.GetMaxLength());
        var compared = 0;
        await foreach (var (operation, contract) in BodiesAsync())
        {
            foreach (var text in contract.Limits().Where(x => x.Entry is null && x.Pointer.Split('/').Length == 3))
            {
                foreach (var column in columns[(contract.Item.Namespace, text.Pointer.Split('/')[2].ToUpperInvariant())])
                {
                    column.ShouldBe((int)text.Schema["maxLength"]!, $"{operation.Id} {text.Pointer}");
                    compared++;
                }
            }
        }

        compared.ShouldBeGreaterThan(25);
    }

    [Fact]
    public async Task A_parameter_has_its_limits_too()
    {
        var tried = 0;
        foreach (var operation in await OperationsAsync())
        {
            foreach (var parameter in operation.Parameters.Where(x => (string)x["in"]! is "query" or "path"))
            {
                var (name, schema) = ((string)parameter["name"]!, parameter["schema"]!);
                if ((int?)schema["maxItems"] is { } count)
                {
                    var many = string.Join('&', Enumerable.Repeat($"{name}=x", count + 1));
                    (await app.SendAsync(new HttpMethod(operation.Method), $"{Path(operation)}?{many}", key: WithKey.AdminSecret))
                        .At(name)
                        .ShouldContain($"at most {count} times are allowed", customMessage: $"{operation.Id} {name}");
                    tried++;
                }

                if (
                    (string?)schema["type"] == "string" && schema["enum"] is null && schema["format"] is null
                    || (string?)schema["items"]?["type"] == "string" && schema["items"]!["format"] is null
                )
                {
                    var limit = (int)(schema["items"] ?? schema)["maxLength"]!;
                    var text = new string('x', limit + 1);
                    var address =
                        (string)parameter["in"]! == "path"
                            ? operation.Path.Replace($"{{{name}}}", text)
                            : $"{Path(operation)}?{name}={text}";
                    (await app.SendAsync(new HttpMethod(operation.Method), address, key: WithKey.AdminSecret))
                        .At(name)
                        .ShouldContain($"at most {limit} are allowed", customMessage: $"{operation.Id} {name}");
                    tried++;
                }

                ((string?)schema["type"] is not "array" || schema["maxItems"] is not null).ShouldBeTrue($"{operation.Id} {name}");
            }
        }

        tried.ShouldBeGreaterThan(150);
    }

    /// <summary>All that is posted or put, from the actions that there are.</summary>
    private async IAsyncEnumerable<(Operation Operation, WrittenContract Contract)> BodiesAsync()
    {
        var operations = await OperationsAsync();
        foreach (
            var action in app
                .Factory.Services.GetRequiredService<IActionDescriptorCollectionProvider>()
                .ActionDescriptors.Items.OfType<ControllerActionDescriptor>()
        )
        {
            if (action.Parameters.SingleOrDefault(x => x.BindingInfo?.BindingSource == BindingSource.Body) is { } body)
            {
                var method = action
                    .EndpointMetadata.OfType<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()
                    .Single()
                    .HttpMethods.Single();
                var path = $"/{action.AttributeRouteInfo!.Template!.Replace(":guid", "")}";
                var operation = operations.Single(x => x.Method == method && x.Path == path);
                yield return (
                    operation,
                    new WrittenContract(
                        body.ParameterType,
                        operation.Node["requestBody"]!["content"]!["application/json"]!["schema"]!,
                        operation.Document
                    )
                );
            }
        }
    }

    private async Task<IReadOnlyList<Operation>> OperationsAsync()
    {
        var document = JsonNode.Parse(await app.GetTextAsync("/openapi/v1.json"))!;
        return
        [
            .. from path in document["paths"]!.AsObject()
            from method in path.Value!.AsObject()
            select new Operation(method.Key.ToUpperInvariant(), path.Key, method.Value!, document),
        ];
    }

    private async Task<Answer> SendAsync(Operation operation, JsonNode body)
    {
        var answer = await app.SendAsync(
            new HttpMethod(operation.Method),
            Path(operation),
            body.ToJsonString(),
            ifMatch: "\"1\"",
            key: WithKey.AdminSecret
        );
        answer.Status.ShouldBeOneOf(200, 201, 400, 404, 409, 422);
        return answer;
    }

    private static string Path(Operation operation) =>
        operation
            .Path.Replace("{id}", Guid.Empty.ToString())
            .Replace("{number}", "1")
            .Replace("{slug}", "x")
            .Replace("{process}", "x")
            .Replace("{party}", "x")
            .Replace("{issue}", "x");
}
