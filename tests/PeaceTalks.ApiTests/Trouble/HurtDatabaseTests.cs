using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;
using PeaceTalks.ApiTests.LocalPostgres;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>A database that lives, and does not do what is asked of it: what clients get, what health says, and how it ends.</summary>
[Collection(NotParallel.Name)]
[Trait("Category", "Endurance")]
public sealed class HurtDatabaseTests(ITestOutputHelper output)
{
    private const int Stop = 19;
    private const int Continue = 18;

    private static readonly TimeSpan Trouble = TimeSpan.FromSeconds(Length.IsFull ? 60 : 8);

    [Fact]
    public async Task A_ledger_that_is_locked_is_503_to_its_writers_and_readers_are_served()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var ledger = await HurtLedger.StartAsync(
            folder,
            settings: [("Database:PoolSize", "8"), ("Database:ConnectSeconds", "1")]
        );

        var load = await Load.DuringAsync(
            ledger.Http,
            async load =>
            {
                await using var blocker = await ConnectAsync(ledger);
                await using var transaction = await blocker.BeginTransactionAsync();
                await ExecuteAsync(blocker, "UPDATE ledger SET head = head");
                await Task.Delay(Trouble);
                (await ledger.GetAsync("/health/ready")).Expect(200);
            },
            readers: 3,
            writers: 24
        );

        output.WriteLine(load.Figures);
        load.ShouldBeHarmless();
        load.Answers.Where(x => !x.IsWrite).ShouldAllBe(x => x.Status == 200);
        await ledger.ShouldRecoverAsync();
    }

    [Fact]
    public async Task Connections_exhausted_by_readers_that_wait_are_503_and_health_says_so()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var ledger = await HurtLedger.StartAsync(
            folder,
            settings: [("Database:PoolSize", "8"), ("Database:ConnectSeconds", "1")]
        );

        var load = await Load.DuringAsync(
            ledger.Http,
            async load =>
            {
                await using var blocker = await ConnectAsync(ledger);
                await using var transaction = await blocker.BeginTransactionAsync();
                await ExecuteAsync(blocker, "LOCK TABLE ledger");
                (
                    await Eventually.BecomesAsync(
                        async () => (await ledger.GetAsync("/health/ready")).Text.Contains("POOL_EXHAUSTED"),
                        TimeSpan.FromSeconds(20)
                    )
                ).ShouldBeTrue();
                await Task.Delay(Trouble);
            },
            readers: 24
        );

        output.WriteLine(load.Figures);
        load.ShouldBeHarmless();
        await ledger.ShouldRecoverAsync();
    }

    [Fact]
    public async Task A_server_without_a_connection_left_is_503_and_says_so()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var ledger = await HurtLedger.StartAsync(folder, [("max_connections", "12")], [("Database:PoolSize", "8")]);
        List<NpgsqlConnection> greedy = [];
        try
        {
            await TakeAllAsync(ledger, greedy);
            await ExecuteAsync(
                greedy[0],
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name NOT LIKE 'greedy' AND backend_type = 'client backend'"
            );
            (
                await Eventually.BecomesAsync(
                    async () =>
                    {
                        await TakeAllAsync(ledger, greedy);
                        return (await ledger.GetAsync("/api/v1/parties")) is { Status: 503 } refused
                            && refused.Text.Contains("no free connection");
                    },
                    TimeSpan.FromSeconds(20)
                )
            ).ShouldBeTrue();

            (await ledger.GetAsync("/health/ready")).Expect(503).GetProperty("problem").GetString().ShouldBe("CONNECTIONS_EXHAUSTED");
            (await ledger.GetAsync("/health/live")).Expect(200);
        }
        finally
        {
            greedy.ForEach(x => x.Dispose());
        }

        await ledger.ShouldRecoverAsync();
    }

    [Fact]
    public async Task A_read_only_database_goes_on_reading_and_says_of_writes_that_it_takes_none()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var ledger = await HurtLedger.StartAsync(folder);

        var load = await Load.DuringAsync(
            ledger.Http,
            async load =>
            {
                await ReadOnlyAsync(ledger, "on");
                (await Eventually.BecomesAsync(async () => (await ledger.RecordAsync("x")).Status == 503)).ShouldBeTrue();
                (await ledger.RecordAsync("x"))
                    .Expect(503)
                    .GetProperty("detail")
                    .GetString()!
                    .ShouldStartWith("The database is read-only at the moment");
                (await ledger.GetAsync("/api/v1/held-positions?asOf=2026-01-31")).Expect(200);
                var health = (await ledger.GetAsync("/health/ready")).Expect(200);
                health.GetProperty("status").GetString().ShouldBe("DEGRADED");
                health.GetProperty("problem").GetString().ShouldBe("READ_ONLY");
                await Task.Delay(Trouble / 4);
                await ReadOnlyAsync(ledger, "off");
            }
        );

        output.WriteLine(load.Figures);
        load.ShouldBeHarmless();
        load.Answers.Where(x => !x.IsWrite).ShouldAllBe(x => x.Status == 200);
        await ledger.ShouldRecoverAsync();
    }

    [Fact]
    public async Task A_database_that_hangs_is_503_in_a_few_seconds()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var ledger = await HurtLedger.StartAsync(
            folder,
            settings: [("Database:StatementSeconds", "2"), ("Database:ConnectSeconds", "2")]
        );

        var load = await Load.DuringAsync(
            ledger.Http,
            async load =>
            {
                await Task.Delay(1000);
                var processes = ProcessesOf(folder.Postmaster);
                processes.ForEach(x => Signal(x, Stop));
                try
                {
                    await Task.Delay(Trouble);
                    (await ledger.GetAsync("/health/ready")).Expect(503).GetProperty("problem").GetString().ShouldBe("DATABASE_AWAY");
                    (await ledger.GetAsync("/health/live")).Expect(200);
                }
                finally
                {
                    processes.ForEach(x => Signal(x, Continue));
                }
            }
        );

        output.WriteLine(load.Figures);
        load.ShouldBeHarmless();
        await ledger.ShouldRecoverAsync();
    }

    [Fact]
    public async Task A_statement_that_a_restart_ends_is_503()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var ledger = await HurtLedger.StartAsync(
            folder,
            settings: [("Database:LockSeconds", "30"), ("Database:StatementSeconds", "30")]
        );
        await using var blocker = await ConnectAsync(ledger);
        await using var transaction = await blocker.BeginTransactionAsync();
        await ExecuteAsync(blocker, "LOCK TABLE party_version");

        var asked = ledger.GetAsync("/api/v1/parties");
        (
            await Eventually.BecomesAsync(async () =>
                1L.Equals(
                    await ledger.SqlAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
                )
            )
        ).ShouldBeTrue();

        (await asked).Expect(503).GetProperty("detail").GetString()!.ShouldStartWith("The database is starting, stopping or failing over.");
    }

    private static async Task<NpgsqlConnection> ConnectAsync(HurtLedger ledger, string name = "")
    {
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(ledger.ConnectionString) { Pooling = false, ApplicationName = name }.ConnectionString
        );
        await connection.OpenAsync();
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task TakeAllAsync(HurtLedger ledger, List<NpgsqlConnection> taken)
    {
        try
        {
            while (true)
            {
                taken.Add(await ConnectAsync(ledger, "greedy"));
            }
        }
        catch (PostgresException none) when (none.SqlState == PostgresErrorCodes.TooManyConnections) { }
    }

    private static async Task ReadOnlyAsync(HurtLedger ledger, string value)
    {
        await ledger.SqlAsync($"ALTER SYSTEM SET default_transaction_read_only = {value}");
        await ledger.SqlAsync("SELECT pg_reload_conf()");
    }

    /// <summary>The server and what it has started.</summary>
    private static List<int> ProcessesOf(int postmaster) =>
        [
            postmaster,
            .. Directory
                .EnumerateDirectories("/proc")
                .Select(Path.GetFileName)
                .Where(x => char.IsDigit(x![0]))
                .Select(x => int.Parse(x!, CultureInfo.InvariantCulture))
                .Where(x => ParentOf(x) == postmaster),
        ];

    private static int ParentOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
