using Npgsql;
using PeaceTalks.Api.Setup;
using PeaceTalks.ApiTests.LocalPostgres;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>Instances, processes each, that start at once on one database.</summary>
[Collection(NotParallel.Name)]
public sealed class ManyInstancesTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public Task Two_on_a_database_that_is_not_there_make_one_migrate_it_once_load_one_data_set_and_are_both_ready() =>
        ShouldMakeOneAsync("two_instances", 2);

    [Fact]
    [Trait("Category", "Endurance")]
    public Task Ten_on_a_database_that_is_not_there_make_one_migrate_it_once_load_one_data_set_and_are_all_ready() =>
        ShouldMakeOneAsync("ten_instances", 10);

    private async Task ShouldMakeOneAsync(string database, int count)
    {
        var connection = (await TestCluster.StartedAsync()).ConnectionStringTo(database);
        var keyFile = Path.Combine(RunFolder.New(), "admin-key");
        var instances = Enumerable
            .Range(0, count)
            .Select(_ => new RunningService(("ConnectionStrings__PeaceTalks", connection), ("Keys__AdminFile", keyFile)))
            .ToList();
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            await Task.WhenAll(instances.Select(x => x.ReadyAsync(patience.Token)));

            var said = instances.Select(x => x.Said).ToList();
            output.WriteLine($"{said.Count(x => x.Contains("waiting for it"))} waited for another");
            said.Count(x => x.Contains("Bringing the ledger up to date")).ShouldBe(1);
            said.Count(x => x.Contains("Loaded data set")).ShouldBe(1);
            said.Count(x => x.Contains("is not loaded: the ledger already has revisions")).ShouldBe(count - 1);
            said.Count(x => x.Contains("The first key")).ShouldBe(1);
            (await Sql.ScalarAsync(connection, "SELECT count(*) FROM revision")).ShouldBe(1L);
            (await Sql.ScalarAsync(connection, "SELECT count(*) FROM key")).ShouldBe(1L);
        }
        finally
        {
            await Task.WhenAll(instances.Select(x => x.KillAsync()));
        }
    }

    [Fact]
    public async Task The_lock_is_one_instance_s_until_it_ends_or_is_killed()
    {
        var server = await TestCluster.StartedAsync();
        var connection = new NpgsqlConnectionStringBuilder(server.ConnectionStringTo("postgres"))
        {
            Pooling = false,
            ApplicationName = "setup",
        }.ConnectionString;
        var waiting = 0;
        var first = await TakeAsync();
        var second = TakeAsync();
        (await Eventually.BecomesAsync(() => Task.FromResult(waiting == 1))).ShouldBeTrue();
        await Task.Delay(300);
        second.IsCompleted.ShouldBeFalse();

        await first.DisposeAsync();
        await using var next = await second.WaitAsync(TimeSpan.FromSeconds(10));
        var third = TakeAsync();
        (await Eventually.BecomesAsync(() => Task.FromResult(waiting == 2))).ShouldBeTrue();
        await Sql.ScalarAsync(
            server.ConnectionStringTo("postgres"),
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'setup' AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted)"
        );

        await (await third.WaitAsync(TimeSpan.FromSeconds(10))).DisposeAsync();

        Task<SetupLock> TakeAsync() => SetupLock.TakeAsync(connection, () => Interlocked.Increment(ref waiting), CancellationToken.None);
    }
}
