using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger.Pins;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Ledger.Pins;

/// <summary>Instances on one database, each of which knows the head without asking for it.</summary>
public sealed class HeadListenerTests(EmptyLedger app, ITestOutputHelper output) : IClassFixture<EmptyLedger>
{
    private const string Move = "UPDATE ledger SET head = head + 1";
    private static readonly TimeSpan Moments = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_commit_by_one_instance_is_known_to_it_at_once_and_to_another_within_moments()
    {
        await using var other = app.Start();
        var there = await WatchAsync(other);
        var talks = await TestTalks.NewAsync(app);

        var clock = Stopwatch.StartNew();
        await talks.RecordAsync(talks.PositionBody());
        var revision = Watch(app.Factory).Current!.Revision;
        (await there.WaitAsync(head => head.Revision >= revision, Moments, CancellationToken.None)).ShouldBeTrue();

        output.WriteLine($"Recorded and known elsewhere in {clock.Elapsed.TotalMilliseconds:0} ms");
        revision.ShouldBe(await app.HeadAsync());
        there.Current.ShouldBe(Watch(app.Factory).Current);
    }

    [Fact]
    public async Task A_commit_by_plain_sql_is_known_within_moments_and_what_is_taken_back_never()
    {
        await using var other = app.Start();
        var there = await WatchAsync(other);
        var before = there.Current!.Revision;
        await using var connection = await app.ConnectAsync();

        await ExecuteAsync(connection, $"BEGIN; {Move}; ROLLBACK");
        (await there.WaitAsync(head => head.Revision > before, TimeSpan.FromMilliseconds(300), CancellationToken.None)).ShouldBeFalse();
        await MoveAsync(connection);
        (await there.WaitAsync(head => head.Revision > before, Moments, CancellationToken.None)).ShouldBeTrue();

        there.Current!.Revision.ShouldBe(before + 1);
    }

    [Fact]
    public async Task What_an_instance_writes_or_reads_it_knows_though_nobody_tells_it()
    {
        var talks = await TestTalks.NewAsync(app);
        await using var untold = app.Start();
        using var client = untold.CreateDefaultClient(new WithKey());
        var watch = await WatchAsync(untold);
        await using var connection = await app.ConnectAsync();

        await UntoldAsync(
            connection,
            async () =>
            {
                var before = watch.Current!.Revision;
                (await client.PostAsJsonAsync("/api/v1/positions", LedgerApp.Write(talks.PositionBody()))).EnsureSuccessStatusCode();
                watch.Current.Revision.ShouldBe(before + 1);
                await MoveAsync(connection);
                (await client.GetAsync("/api/v1/parties")).EnsureSuccessStatusCode();
                watch.Current.Revision.ShouldBe(before + 2);
            }
        );
    }

    [Fact]
    public async Task What_a_transaction_reads_of_itself_is_not_known()
    {
        var watch = await WatchAsync(app.Factory);
        await using var scope = app.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PeaceTalksDb>();

        // What other tests wrote may not have been heard of yet; a read outside of a transaction advances the head that is known.
        await scope.ServiceProvider.GetRequiredService<PinReader>().ReadAsync(null, null, CancellationToken.None);
        var before = watch.Current;
        await using (await JoinedTransaction.BeginAsync(db, CancellationToken.None))
        {
            await db.Database.ExecuteSqlAsync($"UPDATE ledger SET head = head + 1");
            (await scope.ServiceProvider.GetRequiredService<PinReader>().ReadAsync(null, null, CancellationToken.None)).Revision.ShouldBe(
                before!.Revision + 1
            );
        }

        watch.Current.ShouldBe(before);
    }

    [Fact]
    public async Task A_dry_run_moves_no_head()
    {
        var talks = await TestTalks.NewAsync(app);
        var watch = await WatchAsync(app.Factory);
        var before = watch.Current;

        (await app.PostAsync("/api/v1/positions?dryRun=true", talks.PositionBody())).Expect(200);

        watch.Current.ShouldBe(before);
    }

    [Fact]
    public async Task A_lost_connection_is_made_again_and_nothing_is_missed()
    {
        await using var other = app.Start();
        var there = await WatchAsync(other);
        await using var connection = await app.ConnectAsync();
        for (var i = 0; i < 5; i++)
        {
            var before = there.Current!.Revision;

            // The commit comes before the listener is back.
            await EndListenersAsync(connection);
            await MoveAsync(connection);

            (await there.WaitAsync(head => head.Revision > before, Moments, CancellationToken.None)).ShouldBeTrue();
            (await UntilAsync(() => there.Current?.Revision == before + 1)).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task While_the_database_takes_no_listener_nothing_is_said_and_reads_are_answered()
    {
        await using var other = app.Start();
        using var client = other.CreateClient();
        var there = await WatchAsync(other);
        await using var connection = await app.ConnectAsync();
        await using var elsewhere = new NpgsqlConnection((await TestCluster.StartedAsync()).ConnectionStringTo("postgres"));
        await elsewhere.OpenAsync();

        await KeepConnectionsAsync(other);
        await ExecuteAsync(elsewhere, $"ALTER DATABASE {connection.Database} ALLOW_CONNECTIONS false");
        try
        {
            await EndListenersAsync(connection);
            (await UntilAsync(() => there.Current is null)).ShouldBeTrue();
            (await client.GetAsync("/api/v1/parties")).EnsureSuccessStatusCode();
            there.Current.ShouldBeNull();
        }
        finally
        {
            await ExecuteAsync(elsewhere, $"ALTER DATABASE {connection.Database} ALLOW_CONNECTIONS true");
        }

        (await UntilAsync(() => there.Current is not null)).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_word_from_the_database_the_poll_finds_the_head()
    {
        await using var polls = app.Start(("HeadWatch:PollSeconds", "0.2"));
        var there = await WatchAsync(polls);
        await using var connection = await app.ConnectAsync();

        await UntoldAsync(
            connection,
            async () =>
            {
                var before = there.Current!.Revision;
                await MoveAsync(connection);
                (await there.WaitAsync(head => head.Revision > before, Moments, CancellationToken.None)).ShouldBeTrue();
            }
        );
    }

    [Fact]
    public async Task What_nothing_has_confirmed_for_three_polls_is_not_said()
    {
        await using var polls = app.Start(("HeadWatch:PollSeconds", "0.2"));
        var there = await WatchAsync(polls);
        await using var connection = await app.ConnectAsync();

        await ExecuteAsync(connection, "BEGIN; LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE");
        (await UntilAsync(() => there.Current is null)).ShouldBeTrue();
        await ExecuteAsync(connection, "ROLLBACK");

        (await UntilAsync(() => there.Current is not null)).ShouldBeTrue();
    }

    [Fact]
    public async Task Another_epoch_replaces_what_was_known()
    {
        var watch = await WatchAsync(app.Factory);
        var before = watch.Current!;
        await using var connection = await app.ConnectAsync();

        await RenewEpochAsync(connection, watch);

        watch.Advance(watch.Current!.Epoch, before.Revision - 1);
        watch.Current.Revision.ShouldBe(before.Revision);
    }

    /// <summary>A request that read the head just before may report it just after.</summary>
    [Fact]
    public async Task What_was_read_before_an_epoch_ended_does_not_bring_it_back_and_a_restored_database_does()
    {
        var watch = await WatchAsync(app.Factory);
        var before = watch.Current!;
        await using var connection = await app.ConnectAsync();
        await RenewEpochAsync(connection, watch);

        watch.Advance(before.Epoch, before.Revision + 1);
        watch.Current!.Epoch.ShouldNotBe(before.Epoch);
        await ExecuteAsync(connection, $"UPDATE ledger SET epoch = '{before.Epoch}'");

        (await watch.WaitAsync(head => head.Epoch == before.Epoch, Moments, CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Hundreds_wait_without_a_connection_each()
    {
        await using var other = app.Start();
        var there = await WatchAsync(other);
        var before = there.Current!.Revision;
        await using var connection = await app.ConnectAsync();
        using var gone = new CancellationTokenSource();

        var waiting = Enumerable
            .Range(0, 500)
            .Select(_ => there.WaitAsync(head => head.Revision > before, TimeSpan.FromSeconds(10), CancellationToken.None))
            .ToList();
        var leaving = there.WaitAsync(head => head.Revision > before, TimeSpan.FromSeconds(10), gone.Token);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => leaving);
        waiting.ShouldAllBe(x => !x.IsCompleted);
        await MoveAsync(connection);

        (await Task.WhenAll(waiting)).ShouldAllBe(found => found);
    }

    /// <summary>Makes connections that stay in the pool: enough for a read while what runs in the background reads as well.</summary>
    private static async Task KeepConnectionsAsync(WebApplicationFactory<Program> instance)
    {
        var database = instance.Services.GetRequiredService<LedgerDatabase>();
        var connections = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => database.OpenAsync(CancellationToken.None)));
        foreach (var connection in connections)
        {
            await connection.DisposeAsync();
        }
    }

    private static HeadListener Watch(WebApplicationFactory<Program> instance) => instance.Services.GetRequiredService<HeadListener>();

    internal static async Task<HeadListener> WatchAsync(WebApplicationFactory<Program> instance)
    {
        var watch = Watch(instance);
        (await UntilAsync(() => watch.Current is not null)).ShouldBeTrue();
        return watch;
    }

    private static async Task<bool> UntilAsync(Func<bool> condition)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Moments; await Task.Delay(10))
        {
            if (condition())
            {
                return true;
            }
        }

        return condition();
    }

    /// <summary>Begins another epoch, and waits until the instance knows of it.</summary>
    private static async Task RenewEpochAsync(NpgsqlConnection connection, HeadListener watch)
    {
        var before = watch.Current!.Epoch;
        await ExecuteAsync(connection, "UPDATE ledger SET epoch = gen_random_uuid()");
        (await watch.WaitAsync(head => head.Epoch != before, Moments, CancellationToken.None)).ShouldBeTrue();
    }

    private static async Task EndListenersAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            $"""
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND application_name = '{HeadListener.ApplicationName}'
            """,
            connection
        );
        ((long)(await command.ExecuteScalarAsync())!).ShouldBeGreaterThan(0);
    }

    /// <summary>Does something of which the database tells nobody.</summary>
    internal static async Task UntoldAsync(NpgsqlConnection connection, Func<Task> act)
    {
        await ExecuteAsync(connection, "ALTER TABLE ledger DISABLE TRIGGER head_is_told");
        try
        {
            await act();
        }
        finally
        {
            await ExecuteAsync(connection, "ALTER TABLE ledger ENABLE TRIGGER head_is_told");
        }
    }

    /// <summary>Commits a revision that does nothing.</summary>
    internal static Task MoveAsync(NpgsqlConnection connection) =>
        ExecuteAsync(
            connection,
            $"""
            BEGIN; {Move}, head_at = greatest(clock_timestamp(), head_at + interval '1 microsecond');
            INSERT INTO revision (number, at, author, note, touches_references) SELECT head, head_at, 'Test', 'For a test', false FROM ledger; COMMIT
            """
        );

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}
