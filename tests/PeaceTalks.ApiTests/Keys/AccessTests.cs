using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.ApiTests.Keys;

/// <summary>Every route and method against every role and none.</summary>
public sealed class AccessTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    /// <summary>
    /// What each action needs, written down a second time: a new one has to be added here, and one that was let slip is found.
    /// </summary>
    private static readonly Dictionary<string, Role> Actions = new()
    {
        ["GET articles"] = Role.Reader,
        ["GET articles/{slug}"] = Role.Reader,
        ["POST articles"] = Role.Analyst,
        ["PUT articles/{slug}"] = Role.Analyst,
        ["POST articles/{slug}/coding"] = Role.Analyst,
        ["GET audit"] = Role.Admin,
        ["GET comparisons"] = Role.Reader,
        ["GET diffs"] = Role.Reader,
        ["GET diffs/summary"] = Role.Reader,
        ["GET datasets"] = Role.Admin,
        ["POST datasets/{name}/renewal"] = Role.Admin,
        ["POST epoch"] = Role.Admin,
        ["GET held-positions"] = Role.Reader,
        ["GET issues"] = Role.Reader,
        ["GET issues/tree"] = Role.Reader,
        ["GET issues/{slug}"] = Role.Reader,
        ["GET issues/{issue}/timeline"] = Role.Reader,
        ["POST issues"] = Role.Analyst,
        ["PUT issues/{slug}"] = Role.Analyst,
        ["GET keys"] = Role.Admin,
        ["GET keys/{id:guid}"] = Role.Admin,
        ["POST keys"] = Role.Admin,
        ["POST keys/{id:guid}/revocation"] = Role.Admin,
        ["GET matrix"] = Role.Reader,
        ["GET matrix/days"] = Role.Reader,
        ["GET meetings"] = Role.Reader,
        ["GET meetings/{id:guid}"] = Role.Reader,
        ["GET meetings/{id:guid}/citation"] = Role.Reader,
        ["POST meetings"] = Role.Analyst,
        ["POST meetings/{id:guid}/correction"] = Role.Analyst,
        ["POST meetings/{id:guid}/retraction"] = Role.Analyst,
        ["POST meetings/{id:guid}/citations"] = Role.Analyst,
        ["GET milestones"] = Role.Reader,
        ["GET milestones/{id:guid}"] = Role.Reader,
        ["GET milestones/{id:guid}/citation"] = Role.Reader,
        ["POST milestones"] = Role.Analyst,
        ["POST milestones/{id:guid}/correction"] = Role.Analyst,
        ["POST milestones/{id:guid}/retraction"] = Role.Analyst,
        ["POST milestones/{id:guid}/citations"] = Role.Analyst,
        ["GET parties"] = Role.Reader,
        ["GET parties/{slug}"] = Role.Reader,
        ["GET parties/{party}/moods"] = Role.Reader,
        ["GET parties/{party}/timeline"] = Role.Reader,
        ["POST parties"] = Role.Analyst,
        ["PUT parties/{slug}"] = Role.Analyst,
        ["GET positions"] = Role.Reader,
        ["GET positions/{id:guid}"] = Role.Reader,
        ["GET positions/{id:guid}/citation"] = Role.Reader,
        ["POST positions"] = Role.Analyst,
        ["POST positions/{id:guid}/correction"] = Role.Analyst,
        ["POST positions/{id:guid}/retraction"] = Role.Analyst,
        ["POST positions/{id:guid}/citations"] = Role.Analyst,
        ["GET processes"] = Role.Reader,
        ["GET processes/{slug}"] = Role.Reader,
        ["GET processes/{process}/coverage"] = Role.Reader,
        ["GET processes/{process}/feed"] = Role.Reader,
        ["GET processes/{process}/timeline"] = Role.Reader,
        ["GET processes/{process}/days"] = Role.Reader,
        ["GET events"] = Role.Reader,
        ["POST processes"] = Role.Analyst,
        ["PUT processes/{slug}"] = Role.Analyst,
        ["GET proposals"] = Role.Reader,
        ["GET proposals/{slug}"] = Role.Reader,
        ["POST proposals"] = Role.Analyst,
        ["PUT proposals/{slug}"] = Role.Analyst,
        ["GET remarks"] = Role.Reader,
        ["GET remarks/{id:guid}"] = Role.Reader,
        ["POST remarks"] = Role.Analyst,
        ["GET revisions"] = Role.Reader,
        ["GET revisions/stream"] = Role.Reader,
        ["GET revisions/{number:long}"] = Role.Reader,
        ["GET search"] = Role.Reader,
        ["GET version"] = Role.Reader,
        ["GET speakers"] = Role.Reader,
        ["GET speakers/{slug}"] = Role.Reader,
        ["POST speakers"] = Role.Analyst,
        ["PUT speakers/{slug}"] = Role.Analyst,
    };

    /// <summary>What is open to everybody whatever the settings, and no ledger.</summary>
    private static readonly string[] Open =
    [
        "/openapi/v1.json",
        "/",
        "/health/live",
        "/health/ready",
        "/explore/app.js",
        "/explore/app.css",
        "/explore/icon.svg",
        "/explore/{**view}",
    ];

    /// <summary>What has forms of its own and is no action.</summary>
    private static readonly string[] ForReaders = ["/reconcile", "/reconcile/view"];

    [Fact]
    public void Every_action_is_in_the_table_and_declares_the_role_that_stands_there()
    {
        var declared = Routes()
            .Where(x => x.Metadata.GetMetadata<ControllerActionDescriptor>() is not null)
            .ToDictionary(NameOf, x => x.Metadata.GetMetadata<RequiresRoleAttribute>()?.Role);

        declared.Keys.ShouldBe(Actions.Keys, ignoreOrder: true);
        declared.ShouldAllBe(x => x.Value == Actions[x.Key]);
    }

    [Fact]
    public void Every_other_route_is_one_of_those_that_are_open()
    {
        var others = Routes().Where(x => x.Metadata.GetMetadata<ControllerActionDescriptor>() is null).ToList();

        others.Select(x => $"/{x.RoutePattern.RawText!.Trim('/')}").Distinct().ShouldBe([.. Open, .. ForReaders], ignoreOrder: true);
        others
            .Where(x => x.Metadata.GetMetadata<IAllowAnonymous>() is null)
            .ShouldAllBe(x => x.Metadata.GetMetadata<RequiresRoleAttribute>()!.Role == Role.Reader);
        others.Count(x => x.Metadata.GetMetadata<IAllowAnonymous>() is not null).ShouldBe(Open.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_role_is_let_in_where_the_table_says_so_and_nowhere_else(bool readsOpen)
    {
        await using var service = app.Start(("Reads:Open", readsOpen ? "true" : "false"));
        var keys = new Dictionary<Role, string>();
        foreach (var role in Enum.GetValues<Role>())
        {
            keys[role] = await app.KeyAsync(role.ToString().ToUpperInvariant());
        }

        using var client = service.CreateClient();
        foreach (var (action, needed) in Actions)
        {
            var (method, path) = (action.Split(' ')[0], PathOf(action.Split(' ')[1]));
            foreach (var role in (Role?[])[null, .. Enum.GetValues<Role>()])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                request.Content = method == "GET" ? null : new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
                if (role is not null)
                {
                    request.Headers.Authorization = new("Bearer", keys[role.Value]);
                }

                using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                var status = (int)response.StatusCode;
                if (role is null ? readsOpen && needed == Role.Reader : role >= needed)
                {
                    // What is wrong with an empty body or a thing that is not there is told to those who may ask.
                    status.ShouldBeOneOf(200, 400, 404);
                }
                else
                {
                    status.ShouldBe(role is null ? 401 : 403, $"{action} as {role}");
                }
            }
        }
    }

    /// <summary>That the door is shut is no work of the actions.</summary>
    [Fact]
    public async Task What_declares_no_role_is_denied_to_everybody()
    {
        await using var service = app.Factory.WithWebHostBuilder(host =>
            host.ConfigureServices(services => services.AddTransient<Microsoft.AspNetCore.Hosting.IStartupFilter, UndeclaredRoute>())
        );
        using var client = service.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", WithKey.AdminSecret);

        ((int)(await client.GetAsync("/undeclared")).StatusCode).ShouldBe(403);
        client.DefaultRequestHeaders.Authorization = null;
        ((int)(await client.GetAsync("/undeclared")).StatusCode).ShouldBe(401);
        ((int)(await client.GetAsync("/nowhere")).StatusCode).ShouldBe(404);
        ((int)(await client.DeleteAsync("/api/v1/parties")).StatusCode).ShouldBe(405);
    }

    private List<RouteEndpoint> Routes() =>
        [.. app.Factory.Services.GetServices<EndpointDataSource>().SelectMany(x => x.Endpoints).OfType<RouteEndpoint>()];

    private static string NameOf(RouteEndpoint route) =>
        route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods.Single()
        + $" {route.RoutePattern.RawText!.Replace("api/v1/", "")}";

    private static string PathOf(string template) =>
        (template == "version" ? "/" : "/api/v1/")
        + string.Join(
            '/',
            template
                .Split('/')
                .Select(x =>
                    x switch
                    {
                        "{id:guid}" => Guid.Empty.ToString(),
                        "{number:long}" => 1.ToString(CultureInfo.InvariantCulture),
                        ['{', ..] => "not-there",
                        _ => x,
                    }
                )
        );
}

/// <summary>A route that somebody has added and forgotten to guard.</summary>
file sealed class UndeclaredRoute : Microsoft.AspNetCore.Hosting.IStartupFilter
{
    public Action<Microsoft.AspNetCore.Builder.IApplicationBuilder> Configure(
        Action<Microsoft.AspNetCore.Builder.IApplicationBuilder> next
    ) =>
        app =>
        {
            next(app);
            ((IEndpointRouteBuilder)app.Properties["__EndpointRouteBuilder"]!).DataSources.Add(
                new DefaultEndpointDataSource(
                    new RouteEndpoint(
                        _ => throw new InvalidOperationException("Reached"),
                        Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/undeclared"),
                        0,
                        null,
                        "undeclared"
                    )
                )
            );
        };
}
