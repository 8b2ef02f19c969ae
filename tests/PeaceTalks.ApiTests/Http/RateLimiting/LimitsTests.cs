using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Http.RateLimiting;
using PeaceTalks.Api.Keys;
using PeaceTalks.ApiTests.Revisions;

namespace PeaceTalks.ApiTests.Http.RateLimiting;

public sealed class LimitsTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string Cheap = "/api/v1/parties";
    private const string Costly = "/api/v1/matrix";

    [Fact]
    public async Task Beyond_the_burst_an_address_is_refused_until_a_second_has_passed()
    {
        await using var service = await LimitedAsync(("Address:Requests", "1"));
        var visitor = new Visitor(service, "192.0.2.1");

        var (letIn, refused) = await visitor.UntilRefusedAsync(Cheap);

        letIn.ShouldBeInRange(4, 8);
        refused.Response.Headers.RetryAfter.ToString().ShouldBe("1");
        refused.Response.Headers["RateLimit"].ToString().ShouldBe("\"requests\";r=0;t=4");
        refused.Response.Headers["RateLimit-Policy"].ToString().ShouldBe("\"requests\";q=4;w=4");
        var problem = await Visitor.ProblemAsync(refused);
        problem.GetProperty("type").GetString().ShouldBe("/problems/too-many-requests");
        problem
            .GetProperty("detail")
            .GetString()
            .ShouldBe("Too many requests from this address: the limit is 1 a second, with a burst of 4. Wait a second and send it again.");

        (await Eventually.BecomesAsync(async () => await visitor.StatusAsync(Cheap) == 200)).ShouldBeTrue();
        (await visitor.StatusAsync(Cheap)).ShouldBe(429);
    }

    [Theory]
    [InlineData("Enabled", "false")]
    [InlineData("Address:Requests", "0")]
    public async Task Without_the_limit_of_requests_none_is_refused(string setting, string value)
    {
        await using var service = await LimitedAsync(("Address:Requests", "1"), (setting, value));

        (await new Visitor(service, "192.0.2.1").LetInAsync(30, Cheap)).ShouldBe(30);
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("::1", null, false)]
    [InlineData(null, null, true)]
    public async Task Who_is_at_another_address_has_a_budget_of_its_own(string? one, string? other, bool same)
    {
        await using var service = await LimitedAsync(("Address:Requests", "1"));
        await new Visitor(service, one).UntilRefusedAsync(Cheap);

        var (letIn, _) = await new Visitor(service, other).UntilRefusedAsync(Cheap);

        (letIn < 4).ShouldBe(same);
    }

    [Fact]
    public async Task A_key_has_its_own_budget_wherever_it_is_used()
    {
        await using var service = await LimitedAsync(("Address:Requests", "1"), ("Key:Requests", "2"));
        await new Visitor(service, "192.0.2.1").UntilRefusedAsync(Cheap);

        (await new Visitor(service, "192.0.2.1", "one").UntilRefusedAsync(Cheap)).LetIn.ShouldBeInRange(8, 16);

        var (letIn, refused) = await new Visitor(service, "192.0.2.2", "one").UntilRefusedAsync(Cheap);
        letIn.ShouldBeLessThan(8);
        (await new Visitor(service, "192.0.2.2", "two").LetInAsync(8, Cheap)).ShouldBe(8);
        (await Visitor.ProblemAsync(refused))
            .GetProperty("detail")
            .GetString()!
            .ShouldContain("from this key: the limit is 2 a second, with a burst of 8");
    }

    [Fact]
    public async Task What_is_costly_has_a_budget_besides()
    {
        await using var service = await LimitedAsync(("Address:Requests", "100"), ("Address:Costly", "1"));
        var visitor = new Visitor(service, "192.0.2.1");

        var (letIn, refused) = await visitor.UntilRefusedAsync(Costly);

        letIn.ShouldBeInRange(4, 8);
        refused.Response.Headers["RateLimit"].ToString().ShouldMatch("^\"requests\";r=39[0-9];t=1, \"costly\";r=0;t=4$");
        refused.Response.Headers["RateLimit-Policy"].ToString().ShouldBe("\"requests\";q=400;w=4, \"costly\";q=4;w=4");
        (await Visitor.ProblemAsync(refused)).GetProperty("detail").GetString()!.ShouldContain("Too many costly requests");
        (await visitor.LetInAsync(30, Cheap)).ShouldBe(30);
    }

    [Theory]
    [InlineData($"{Cheap}?format=csv", "application/json", true)]
    [InlineData(Cheap, "text/csv", true)]
    [InlineData(Cheap, "text/*", true)]
    [InlineData(Cheap, "TEXT/CSV; q=0.5, application/xml", true)]
    [InlineData(Cheap, "application/json;q=0.1, text/*;q=0.2", true)]
    [InlineData(Cheap, "*/*", false)]
    [InlineData(Cheap, "application/json, text/csv;q=0.9", false)]
    [InlineData($"{Cheap}?format=json", "text/csv", false)]
    public async Task So_have_tables_for_spreadsheets_however_they_are_asked_for(string path, string accept, bool isTable)
    {
        await using var service = await LimitedAsync();

        var answer = await new Visitor(service, "192.0.2.1").VisitAsync(path, "GET", ("Accept", accept));

        answer.Response.ContentType!.StartsWith("text/csv", StringComparison.Ordinal).ShouldBe(isTable);
        answer
            .Response.Headers["RateLimit-Policy"]
            .ToString()
            .ShouldBe("\"requests\";q=200;w=4" + (isTable ? ", \"costly\";q=40;w=4" : ""));
    }

    [Fact]
    public async Task Without_the_limit_of_what_is_costly_none_is_refused()
    {
        await using var service = await LimitedAsync(("Address:Costly", "0"));

        (await new Visitor(service, "192.0.2.1").LetInAsync(30, Costly)).ShouldBe(30);
    }

    [Fact]
    public void Costly_is_what_reads_more_than_some_records() =>
        app
            .Factory.Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(x => x.Metadata.GetMetadata<CostlyAttribute>() is not null)
            .Select(x => x.RoutePattern.RawText!.TrimStart('/'))
            .Distinct()
            .Order()
            .ShouldBe([
                "api/v1/articles/{slug}/coding",
                "api/v1/comparisons",
                "api/v1/datasets",
                "api/v1/datasets/{name}/renewal",
                "api/v1/diffs",
                "api/v1/diffs/summary",
                "api/v1/events",
                "api/v1/issues/{issue}/timeline",
                "api/v1/matrix",
                "api/v1/matrix/days",
                "api/v1/parties/{party}/moods",
                "api/v1/parties/{party}/timeline",
                "api/v1/processes/{process}/coverage",
                "api/v1/processes/{process}/days",
                "api/v1/processes/{process}/feed",
                "api/v1/revisions",
                "api/v1/revisions/{number:long}",
                "api/v1/search",
                "reconcile/",
                "reconcile/view",
            ]);

    [Theory]
    [InlineData("2", 429)]
    [InlineData("0", 200)]
    public async Task Who_follows_streams_has_places_for_them_apart_from_those_for_reads(string places, int third)
    {
        await using var service = await LimitedAsync(("Address:Streams", places), ("Address:AtOnce", "1"));
        using var http = service.CreateClient();
        using var one = await StreamClient.FollowAsync(http);
        var two = await StreamClient.FollowAsync(http);

        using var answer = await StreamClient.AskAsync(http);

        ((int)answer.StatusCode).ShouldBe(third);
        ((int)(await http.GetAsync(Cheap)).StatusCode).ShouldBe(200);
        if (third == 429)
        {
            answer.Headers.RetryAfter!.ToString().ShouldBe("1");
            (await answer.Content.ReadAsStringAsync()).ShouldContain(
                "2 streams of this address are already open, which is the limit. Close one, or read /api/v1/revisions page by page."
            );
        }

        two.Dispose();
        (
            await Eventually.BecomesAsync(async () =>
            {
                using var again = await StreamClient.AskAsync(http);
                return again.IsSuccessStatusCode;
            })
        ).ShouldBeTrue();
    }

    [Fact]
    public async Task Requests_that_run_at_once_have_as_many_places_as_the_setting_says()
    {
        await using var service = await LimitedAsync(("Address:AtOnce", "1"));
        var visitor = new Visitor(service);
        await using var writer = await app.ConnectAsync();
        await using var transaction = await writer.BeginTransactionAsync();
        await using var hold = new NpgsqlCommand("LOCK TABLE position", writer, transaction);
        await hold.ExecuteNonQueryAsync();
        var first = visitor.StatusAsync("/api/v1/positions");

        HttpContext? refusal = null;
        (
            await Eventually.BecomesAsync(async () =>
            {
                refusal = await visitor.VisitAsync("/nowhere");
                return refusal.Response.StatusCode == 429;
            })
        ).ShouldBeTrue();
        await transaction.RollbackAsync();

        (await Visitor.ProblemAsync(refusal!))
            .GetProperty("detail")
            .GetString()
            .ShouldBe("1 requests from this address are already running, which is the limit. Wait until one has ended, and send it again.");
        (await new Visitor(service, "192.0.2.9").StatusAsync(Cheap)).ShouldBe(200);
        await first;
    }

    [Theory]
    [InlineData(Cheap, 200)]
    [InlineData($"{Cheap}?unknown=1", 400)]
    [InlineData($"{Cheap}/nobody", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/openapi/v1.json", 200)]
    public async Task Every_answer_tells_what_is_left(string path, int status)
    {
        await using var service = await LimitedAsync();

        var answer = await new Visitor(service, "192.0.2.1").VisitAsync(path);

        answer.Response.StatusCode.ShouldBe(status);
        answer.Response.Headers["RateLimit"].ToString().ShouldMatch("^\"requests\";r=(199|200);t=[01]$");
        answer.Response.Headers["RateLimit-Policy"].ToString().ShouldBe("\"requests\";q=200;w=4");
    }

    [Fact]
    public async Task Health_is_told_however_often_it_is_asked_for()
    {
        await using var service = await LimitedAsync(("Address:Requests", "1"), ("Address:AtOnce", "1"));

        (await new Visitor(service, "192.0.2.1").LetInAsync(30, "/health/live")).ShouldBe(30);
    }

    [Fact]
    public async Task Wrong_keys_of_an_address_are_looked_at_a_few_times_only()
    {
        await using var service = await LimitedAsync(("FailedKeys", "3"));
        var keys = service.Services.GetRequiredService<FailedKeys>();
        var (guesser, other) = (From("192.0.2.1"), From("192.0.2.2"));

        for (var guess = 0; guess < 3; guess++)
        {
            keys.Exhausted(guesser).ShouldBeFalse();
            keys.Charge(guesser);
        }

        keys.Exhausted(guesser).ShouldBeTrue();
        keys.Exhausted(other).ShouldBeFalse();
        keys.Refusal().Kind.Status.ShouldBe(429);
        (await Eventually.BecomesAsync(() => Task.FromResult(!keys.Exhausted(guesser)))).ShouldBeTrue();
    }

    [Theory]
    [InlineData("3", 429)]
    [InlineData("0", 401)]
    public async Task Who_guesses_is_told_to_wait_and_whoever_has_a_key_at_the_same_address_is_not(string guesses, int status)
    {
        await using var service = await LimitedAsync(("FailedKeys", guesses));
        var guesser = new Visitor(service, "192.0.2.1");
        List<int> told = [];
        for (var guess = 0; guess < 10; guess++)
        {
            told.Add(await guesser.StatusAsync(Cheap, ("Authorization", $"Bearer {Secret.New().Text}")));
        }

        var wrong = await guesser.VisitAsync(Cheap, "GET", ("Authorization", $"Bearer {Secret.New().Text}"));
        var right = await guesser.StatusAsync(Cheap, ("Authorization", $"Bearer {WithKey.AdminSecret}"));

        told.Take(3).ShouldAllBe(x => x == 401);
        wrong.Response.StatusCode.ShouldBe(status);
        wrong.Response.Headers.RetryAfter.Count.ShouldBe(status == 429 ? 1 : 0);
        right.ShouldBe(200);
    }

    [Fact]
    public async Task Without_the_limit_of_wrong_keys_all_are_looked_at()
    {
        await using var service = await LimitedAsync(("FailedKeys", "0"));
        var keys = service.Services.GetRequiredService<FailedKeys>();

        for (var guess = 0; guess < 30; guess++)
        {
            keys.Charge(From("192.0.2.1"));
        }

        keys.Exhausted(From("192.0.2.1")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Address:Requests", "-1", "is '-1': it takes a whole number from 0 to 1000000.")]
    [InlineData("Key:AtOnce", "many", "Limits:Key:AtOnce")]
    [InlineData("Adress:Requests", "1", "Adress")]
    public async Task A_setting_that_is_none_stops_the_start(string name, string value, string says)
    {
        await using var service = app.Start(($"Limits:{name}", value));

        Should.Throw<CannotStartException>(() => service.CreateClient()).Message.ShouldContain(says);
    }

    private static HttpContext From(string address) =>
        new DefaultHttpContext { Connection = { RemoteIpAddress = System.Net.IPAddress.Parse(address) } };

    /// <summary>With all that is made at the first request in place, so that no second passes during the few requests of a test.</summary>
    private async Task<WebApplicationFactory<Program>> LimitedAsync(params (string Name, string Value)[] limits)
    {
        var service = app.Start([("Limits:Enabled", "true"), .. limits.Select(x => ($"Limits:{x.Name}", x.Value))]);
        // Each from elsewhere: an answer is there a moment before the place of its request is free again.
        (await new Visitor(service, "203.0.113.1").StatusAsync(Cheap)).ShouldBe(200);
        (await new Visitor(service, "203.0.113.2").StatusAsync(Costly)).ShouldBe(200);
        (await new Visitor(service, "203.0.113.3").StatusAsync("/nowhere")).ShouldBe(404);

        return service;
    }
}
