using System.Diagnostics;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>
/// Clients write while database and service are killed under them. At full length, 10,000 writes:
/// <c>PEACETALKS_FULL=1 dotnet test tests/PeaceTalks.ApiTests --settings tests/endurance.runsettings --filter KilledTests --logger
/// "console;verbosity=detailed"</c>.
/// </summary>
[Collection(NotParallel.Name)]
[Trait("Category", "Endurance")]
public sealed class KilledTests(ITestOutputHelper output)
{
    private static readonly (int Writes, int Kills) Size = Length.IsFull ? (10_000, 5) : (600, 2);

    /// <summary>
    /// Each kill comes when the first bytes of an answer do, which is lost with it: something was committed that its client knows nothing
    /// of.
    /// </summary>
    [Fact]
    public async Task What_was_acknowledged_over_kills_of_database_and_service_is_there_once_in_a_history_without_holes()
    {
        using var limit = Length.Limit();
        await using var server = await KillableServer.StartAsync();
        await using var service = await KillableService.StartAsync(server.ConnectionString, limit.Token);
        var (kills, between) = (0, Size.Writes / (2 * Size.Kills + 1));
        await using var proxy = await LossyProxy.StartAsync(
            service.Address,
            async answer =>
            {
                if (answer % between != 0 || kills == 2 * Size.Kills)
                {
                    return false;
                }

                await (kills++ % 2 == 0 ? server.KillAndStartAsync(limit.Token) : service.KillAndStartAsync(limit.Token));
                return true;
            }
        );
        using var clients = new Clients(proxy.Address);

        var clock = Stopwatch.StartNew();
        await clients.SendAsync(Enumerable.Range(1, Size.Writes).Select(Write.Keyed), limit.Token);

        output.WriteLine(
            $"{Size.Writes} writes in {clock.Elapsed.TotalSeconds:0.0} s over {kills} kills, of PostgreSQL and of the service in turn. "
                + $"Answers: {clients.Figures}"
        );
        kills.ShouldBe(2 * Size.Kills);
        clients.Acknowledged.Count.ShouldBe(Size.Writes);
        clients.Acknowledged.Count(x => x.IsRepeat).ShouldBeGreaterThanOrEqualTo(kills);
        (await Holdings.ReadAsync(service.Address, server.ConnectionString, limit.Token))
            .FaultsAgainst(clients.Acknowledged)
            .ShouldBeEmpty(service.Log);
    }

    /// <summary>The same check, where PostgreSQL acknowledges commits that are only in its memory.</summary>
    [Fact]
    public async Task Without_synchronous_commit_the_last_of_what_was_acknowledged_is_lost()
    {
        using var limit = Length.Limit();
        await using var server = await KillableServer.StartAsync(
            ("synchronous_commit", "off"),
            ("wal_writer_delay", "10s"),
            ("wal_writer_flush_after", "1GB"),
            ("wal_buffers", "16MB"),
            ("bgwriter_lru_maxpages", "0")
        );
        await using var service = await KillableService.StartAsync(server.ConnectionString, limit.Token);
        using var clients = new Clients(service.Address);

        // Once does, unless its writer comes by, every ten seconds, just between the last answer and the kill.
        List<string> faults = [];
        for (var round = 0; round < 3 && faults.Count == 0; round++)
        {
            await clients.SendAsync(Enumerable.Range(40 * round, 40).Select(Write.Keyed), limit.Token);
            await server.KillAndStartAsync(limit.Token);
            faults =
            [
                .. (await Holdings.ReadAsync(service.Address, server.ConnectionString, limit.Token)).FaultsAgainst(clients.Acknowledged),
            ];
        }

        output.WriteLine($"{faults.Count} of {clients.Acknowledged.Count} acknowledged writes are lost");
        faults.ShouldNotBeEmpty();
        faults.ShouldAllBe(x => x.StartsWith("lost: "));
    }
}
