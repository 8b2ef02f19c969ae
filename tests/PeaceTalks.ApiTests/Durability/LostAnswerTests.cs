using Npgsql;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>Answers that do not arrive: the clients send the same again.</summary>
[Collection(NotParallel.Name)]
public sealed class LostAnswerTests(ShippedLedger app, ITestOutputHelper output) : IClassFixture<ShippedLedger>
{
    private const int Count = 200;

    [Fact]
    [Trait("Category", "Endurance")]
    public async Task Where_every_third_answer_is_lost_200_keyed_writes_are_200_records()
    {
        using var limit = Length.Limit();
        await using var service = await KillableService.StartAsync(app.ConnectionString, limit.Token);
        await using var proxy = await LossyProxy.StartAsync(service.Address, EveryThird);
        using var clients = new Clients(proxy.Address);
        var before = await app.HeadAsync();

        await clients.SendAsync(Enumerable.Range(1, Count).Select(Write.Keyed), limit.Token);

        output.WriteLine(clients.Figures);
        (await FaultsAsync(service, clients, limit.Token)).ShouldBeEmpty();
        (await app.HeadAsync()).ShouldBe(before + Count);
        var answers = proxy.Given.GroupBy(x => x.Key).ToList();
        answers.ShouldAllBe(
            x => x.Select(answer => Convert.ToHexString(answer.Body!)).Distinct().Count() == 1,
            "a repeat gets the bytes of the first"
        );
        answers.Count(x => x.Count() > 1).ShouldBeGreaterThan(Count / 8);
    }

    [Fact]
    [Trait("Category", "Endurance")]
    public async Task Without_keys_the_same_are_more()
    {
        using var limit = Length.Limit();
        await using var service = await KillableService.StartAsync(app.ConnectionString, limit.Token);
        await using var proxy = await LossyProxy.StartAsync(service.Address, EveryThird);
        using var clients = new Clients(proxy.Address);
        var before = await app.HeadAsync();

        await clients.SendAsync(Enumerable.Range(10_001, Count).Select(Write.Unkeyed), limit.Token);

        output.WriteLine(clients.Figures);
        (await app.HeadAsync()).ShouldBeGreaterThan(before + Count);
        (await FaultsAsync(service, clients, limit.Token)).ShouldContain(x => x.StartsWith("doubled: "));
    }

    [Fact]
    public async Task A_service_killed_when_the_first_byte_of_its_answer_arrives_gives_that_answer_when_it_is_back()
    {
        using var limit = Length.Limit();
        await using var service = await KillableService.StartAsync(app.ConnectionString, limit.Token);
        await using var proxy = await LossyProxy.StartAsync(
            service.Address,
            async answer =>
            {
                await (answer == 1 ? service.KillAndStartAsync(limit.Token) : Task.CompletedTask);
                return answer == 1;
            }
        );
        using var clients = new Clients(proxy.Address);
        var before = await app.HeadAsync();

        var acknowledged = await clients.SendAsync(Write.Keyed(20_001), limit.Token);

        acknowledged.IsRepeat.ShouldBeTrue();
        var (first, again) = (proxy.Given.First(), proxy.Given.Last());
        again.Location.ShouldBe(first.Location);
        (first.Body is null || first.Body.SequenceEqual(again.Body!)).ShouldBeTrue("a repeat gets the bytes of the first");
        acknowledged.Revision.ShouldBe(before + 1);
        (await app.HeadAsync()).ShouldBe(before + 1);
    }

    /// <summary>Before the service knows: the database tells of a commit as soon as it is one.</summary>
    [Fact]
    [Trait("Category", "Endurance")]
    public async Task A_service_killed_at_the_commit_itself_has_written_once_when_it_is_back()
    {
        using var limit = Length.Limit();
        await using var service = await KillableService.StartAsync(app.ConnectionString, limit.Token);
        using var clients = new Clients(service.Address);
        await using var connection = await app.ConnectAsync();
        await using var listen = new NpgsqlCommand("LISTEN ledger_head", connection);
        await listen.ExecuteNonQueryAsync(limit.Token);
        var before = await app.HeadAsync();

        var sending = clients.SendAsync(Write.Keyed(20_002), limit.Token);
        await connection.WaitAsync(limit.Token);
        await service.KillAndStartAsync(limit.Token);

        (await sending).Revision.ShouldBe(before + 1);
        (await app.HeadAsync()).ShouldBe(before + 1);
    }

    private static Task<bool> EveryThird(int answer) => Task.FromResult(answer % 3 == 0);

    private async Task<List<string>> FaultsAsync(KillableService service, Clients clients, CancellationToken end)
    {
        var holdings = await Holdings.ReadAsync(service.Address, app.ConnectionString, end);
        var sent = clients.Acknowledged.Select(x => x.Write.Text).ToHashSet();
        return [.. (holdings with { Writes = [.. holdings.Writes.Where(x => sent.Contains(x.Text))] }).FaultsAgainst(clients.Acknowledged)];
    }
}
