using System.Net.Http.Json;
using PeaceTalks.Api.Errors;
using PeaceTalks.ApiTests.Http.RateLimiting;

namespace PeaceTalks.ApiTests.Http;

/// <summary>Where a request comes from, and whether by https, when it says so itself.</summary>
public sealed class ProxiesTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Theory]
    [InlineData("", "127.0.0.1", "192.0.2.1", "127.0.0.1")]
    [InlineData("", "::1", "192.0.2.1", "::1")]
    [InlineData("10.0.0.1", "10.0.0.2", "192.0.2.1", "10.0.0.2")]
    [InlineData("10.0.0.1", "127.0.0.1", "192.0.2.1", "127.0.0.1")]
    [InlineData("10.0.0.1", "10.0.0.1", "192.0.2.1", "192.0.2.1")]
    [InlineData("10.0.0.1", "::ffff:10.0.0.1", "192.0.2.1", "192.0.2.1")]
    [InlineData("10.0.0.0/24, fd00::/8", "fd00::7", "192.0.2.1, 10.0.0.9", "192.0.2.1")]
    [InlineData("10.0.0.0/24", "10.0.0.1", "6.6.6.6, 192.0.2.1, 10.0.0.9, 10.0.0.8, 10.0.0.7", "192.0.2.1")]
    [InlineData("10.0.0.0/24", "10.0.0.1", "10.0.0.9, 192.0.2.1", "192.0.2.1")]
    [InlineData("10.0.0.0/24", "10.0.0.1", "rubbish", "10.0.0.1")]
    [InlineData("10.0.0.0/24", "10.0.0.1", "2001:db8::1", "2001:db8::1")]
    public async Task The_client_is_who_the_last_named_proxy_says(string proxies, string peer, string said, string client)
    {
        await using var service = app.Start(("Proxies", proxies));

        var answer = await new Visitor(service, peer).VisitAsync(
            "/api/v1/parties",
            "GET",
            ("X-Forwarded-For", said),
            ("X-Forwarded-Proto", "https")
        );

        answer.Connection.RemoteIpAddress!.ToString().ShouldBe(client);
        answer.Request.Scheme.ShouldBe(client == peer ? "http" : "https");
    }

    [Fact]
    public async Task An_address_that_is_made_up_gives_no_new_budget()
    {
        await using var service = app.Start(("Limits:Enabled", "true"), ("Limits:Address:Requests", "1"), ("Proxies", "10.0.0.1"));

        var statuses = new List<int>();
        for (var i = 0; i < 50; i++)
        {
            statuses.Add(await new Visitor(service, "192.0.2.1").StatusAsync("/api/v1/parties", ("X-Forwarded-For", $"198.51.100.{i}")));
        }

        statuses.ShouldContain(429);
    }

    [Fact]
    public async Task The_variable_of_ASPNET_that_believes_everybody_does_not_here()
    {
        await using var service = app.Start(("ForwardedHeaders_Enabled", "true"));

        var answer = await new Visitor(service, "192.0.2.1").VisitAsync("/api/v1/parties", "GET", ("X-Forwarded-For", "192.0.2.2"));

        answer.Connection.RemoteIpAddress!.ToString().ShouldBe("192.0.2.1");
    }

    [Theory]
    [InlineData("proxy.example.org")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.1; 10.0.0.2")]
    public async Task What_is_no_address_stops_the_start(string proxies)
    {
        await using var service = app.Start(("Proxies", proxies));

        Should
            .Throw<CannotStartException>(() => service.CreateClient())
            .Message.ShouldContain($"Proxies is '{proxies}': it takes addresses and networks such as ");
    }

    [Theory]
    [InlineData("https://talks.example/base/", "evil.example", "https://talks.example/base/api/v1/parties/")]
    [InlineData("http://talks.example", "talks.example.evil.example", "http://talks.example/api/v1/parties/")]
    [InlineData("", "evil.example", "http://evil.example/api/v1/parties/")]
    public async Task Where_a_Location_leads_is_not_the_clients_choice_if_the_address_is_set(string address, string host, string begins)
    {
        await using var service = app.Start(("PublicBaseUrl", address));
        using var client = service.CreateDefaultClient(new WithKey());
        var slug = $"located-{Guid.NewGuid():N}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/parties")
        {
            Headers = { Host = host },
            Content = JsonContent.Create(
                new
                {
                    note = "Where does it lead?",
                    item = new
                    {
                        slug,
                        name = slug,
                        kind = "STATE",
                    },
                }
            ),
        };

        using var answer = await client.SendAsync(request);

        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        answer.Headers.Location!.OriginalString.ShouldBe(begins + slug);
    }
}
