using System.Diagnostics;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>
/// Clients write while database and service are killed under them. At full length, 10,000 writes:
/// <c>PEACETALKS_FULL=1 dotnet test tests/PeaceTalks.ApiTests --filter KilledTests --logger "console;verbosity=detailed"</c>.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed class KilledTests(ITestOutputHelper output)
{
    private const int Kills = 5;

    private static readonly int Count = Length.IsFull ? 10_000 : 600;

    [Fact]
    public async Task What_was_acknowledged_over_kills_of_database_and_service_is_there_once_in_a_history_without_holes()
    {
        using var limit = Length.Limit();
        await using var server = await KillableServer.StartAsync();
        await using var service = await KillableService.StartAsync(server.ConnectionString, limit.Token);
        using var clients = new Clients(service.Address);

        var clock = Stopwatch.StartNew();
        var sending = clients.SendAsync(Enumerable.Range(1, Count).Select(Write.Keyed), limit.Token);
        for (var kill = 1; kill <= 2 * Kills; kill++)
        {
            await AcknowledgedAsync(clients, kill * Count / (2 * Kills + 1), sending, limit.Token);
            if (kill % 2 == 0)
            {
                await service.KillAsync();
                await service.StartAgainAsync(limit.Token);
            }
            else
            {
                await server.KillAndStartAsync();
            }
        }

        await sending;
        output.WriteLine($"{Count} writes in {clock.Elapsed.TotalSeconds:0.0} s over {Kills} kills of PostgreSQL and {Kills} of the service. Answers: {clients.Figures}");
        clients.Acknowledged.Count.ShouldBe(Count);
        (await Holdings.ReadAsync(service.Address, server.ConnectionString, limit.Token)).FaultsAgainst(clients.Acknowledged).ShouldBeEmpty(service.Log);
    }

    /// <summary>The same check, where PostgreSQL acknowledges commits that are only in its memory.</summary>
    [Fact]
    public async Task Without_synchronous_commit_the_last_of_what_was_acknowledged_is_lost()
    {
        using var limit = Length.Limit();
        await using var server = await KillableServer.StartAsync(
            ("synchronous_commit", "off"), ("wal_writer_delay", "10s"), ("wal_writer_flush_after", "1GB"), ("wal_buffers", "16MB"), ("bgwriter_lru_maxpages", "0"));
        await using var service = await KillableService.StartAsync(server.ConnectionString, limit.Token);
        using var clients = new Clients(service.Address);

        await clients.SendAsync(Enumerable.Range(1, 80).Select(Write.Keyed), limit.Token);
        await server.KillAndStartAsync();

        var faults = (await Holdings.ReadAsync(service.Address, server.ConnectionString, limit.Token)).FaultsAgainst(clients.Acknowledged).ToList();
        output.WriteLine($"{faults.Count} of {clients.Acknowledged.Count} acknowledged writes are lost");
        faults.ShouldNotBeEmpty();
        faults.ShouldAllBe(x => x.StartsWith("lost: "));
    }

    /// <summary>Returns when so many are; throws where the clients have failed.</summary>
    private static async Task AcknowledgedAsync(Clients clients, int count, Task sending, CancellationToken end)
    {
        while (clients.Acknowledged.Count < count)
        {
            await (sending.IsCompleted ? sending : Task.Delay(10, end));
        }
    }
}
