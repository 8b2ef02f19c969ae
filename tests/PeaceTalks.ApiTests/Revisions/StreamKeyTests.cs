using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Mvc.Testing;

namespace PeaceTalks.ApiTests.Revisions;

/// <summary>Streams that were opened with a key, over real connections.</summary>
public sealed class StreamKeyTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public async Task A_stream_ends_soon_after_its_key_is_revoked_on_every_instance_and_the_others_go_on(string readsOpen)
    {
        await using var one = Serve(readsOpen);
        await using var other = Serve(readsOpen);
        var talks = await TestTalks.NewAsync(app);
        var (revoked, id) = await KeyAsync();
        var (valid, _) = await KeyAsync();
        using var here = await FollowAsync(one, revoked);
        using var there = await FollowAsync(other, revoked);
        using var goesOn = await FollowAsync(one, valid);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        Task<StreamedEvent?>[] ends = [here.NextAsync(patience.Token), there.NextAsync(patience.Token)];

        (await app.SendAsync(HttpMethod.Post, $"/api/v1/keys/{id}/revocation", new { note = "Lost" })).Expect(200);
        var clock = Stopwatch.StartNew();

        (await Task.WhenAll(ends)).ShouldAllBe(x => x == null);
        clock.Elapsed.ShouldBeLessThan(Promised);
        await talks.RecordAsync(talks.PositionBody());
        await goesOn.NextAsync(1);
    }

    [Fact]
    public async Task A_stream_ends_soon_after_its_key_expires()
    {
        await using var service = Serve();
        var expiry = DateTimeOffset.UtcNow.AddSeconds(3);
        var (secret, _) = await KeyAsync(expiry);
        using var stream = await FollowAsync(service, secret);

        (await stream.NextAsync()).ShouldBeNull();

        DateTimeOffset.UtcNow.ShouldBeInRange(expiry, expiry + Promised);
    }

    [Fact]
    public async Task All_streams_together_cost_one_look_at_their_keys_every_few_seconds()
    {
        await using var service = Serve();
        var (first, _) = await KeyAsync();
        var (second, _) = await KeyAsync();
        List<StreamClient> streams = [];
        for (var i = 0; i < 10; i++)
        {
            streams.Add(await FollowAsync(service, i % 2 == 0 ? first : second));
        }

        using var looks = new Statements(app.ConnectionString, "FROM key WHERE id = ANY");
        await Task.Delay(TimeSpan.FromSeconds(6.5));

        looks.Count.ShouldBeInRange(1, 4);
        streams.ForEach(x => x.Dispose());
    }

    private WebApplicationFactory<Program> Serve(string readsOpen = "true")
    {
        var service = app.Start(("Reads:Open", readsOpen));
        service.UseKestrel(0);
        service.StartServer();
        return service;
    }

    private async Task<(string Secret, Guid Id)> KeyAsync(DateTimeOffset? expiresAt = null)
    {
        var made = (
            await app.SendAsync(
                HttpMethod.Post,
                "/api/v1/keys",
                new
                {
                    name = $"Following {Guid.NewGuid()}",
                    role = "READER",
                    expiresAt,
                }
            )
        ).Expect(201);
        return (made.Text("secret")!, made.GetProperty("key").GetProperty("id").GetGuid());
    }

    private static async Task<StreamClient> FollowAsync(WebApplicationFactory<Program> service, string secret)
    {
        var http = service.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        return await StreamClient.FollowAsync(http);
    }
}
