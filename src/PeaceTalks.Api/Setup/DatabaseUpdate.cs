using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Datasets;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Keys;

namespace PeaceTalks.Api.Setup;

/// <summary>
/// Updates the database. If it is empty, it also loads the data set in the setting <c>Dataset</c> and makes the first key. Only one
/// instance does so at a time, so ten instances that start together do it once.
/// </summary>
public sealed class DatabaseUpdate(
    PeaceTalksDb db,
    LedgerDatabase database,
    DatasetLoader loader,
    DatasetFolder datasets,
    FirstKey firstKey,
    IOptions<SetupSettings> settings,
    ILogger<DatabaseUpdate> logger
)
{
    /// <param name="connectionString">Must have no time limits.</param>
    /// <param name="place">Where the database is, for people.</param>
    /// <param name="secretsFolder">Where the first key is kept.</param>
    /// <exception cref="CannotStartException">Somebody has to do something about it.</exception>
    public async Task RunAsync(string connectionString, string place, string secretsFolder, CancellationToken cancellation)
    {
        var dataset = settings.Value.Dataset is { Length: > 0 } name ? name : null;
        if (await IsCompleteAsync(connectionString, dataset, cancellation))
        {
            LogDataset(dataset, null);
            return;
        }

        db.Database.SetConnectionString(connectionString);
        await MakeDatabaseAsync(cancellation);
        await using var alone = await SetupLock.TakeAsync(
            connectionString,
            () => logger.LogInformation("Another instance is setting up the ledger in {Place}; waiting for it", place),
            cancellation
        );
        await MigrateAsync(place, cancellation);
        if (database.RequestRole is { } role)
        {
            await RequestRights.GrantAsync(connectionString, role, cancellation);
        }

        await LoadDatasetAsync(dataset, cancellation);
        await firstKey.MakeAsync(secretsFolder, cancellation);
    }

    /// <summary>Runs before the lock is taken, because the lock belongs to a database.</summary>
    private async Task MakeDatabaseAsync(CancellationToken cancellation)
    {
        var creator = (RelationalDatabaseCreator)db.GetService<IDatabaseCreator>();
        if (await creator.ExistsAsync(cancellation))
        {
            return;
        }

        try
        {
            await creator.CreateAsync(cancellation);
        }
        catch (PostgresException first) when (first.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another instance has created it in the meantime.
        }
    }

    private async Task MigrateAsync(string place, CancellationToken cancellation)
    {
        var applied = await db.Database.GetAppliedMigrationsAsync(cancellation);
        if (applied.Except(db.Database.GetMigrations()).Order().LastOrDefault() is { } unknown)
        {
            throw new CannotStartException(
                $"A newer PeaceTalks has migrated the ledger in {place}: this version does not know the migration "
                    + $"{unknown}. Start the newer version again, or give this one a ledger of its own."
            );
        }

        // Even with nothing to do, it would write, which a read-only database refuses.
        if (db.Database.GetMigrations().Except(applied).Count() is > 0 and var missing)
        {
            logger.LogInformation("Bringing the ledger up to date: {Migrations} migrations", missing);
            await db.Database.MigrateAsync(cancellation);
        }
    }

    /// <summary>
    /// Whether there is nothing to do, as at most starts. It asks without EF, which would first learn the model, and without the lock.
    /// </summary>
    private async Task<bool> IsCompleteAsync(string connectionString, string? dataset, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(cancellation);
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }

        return (await MigrationHistory.AppliedAsync(connection, cancellation)).ToHashSet().SetEquals(MigrationHistory.Known)
            && (database.RequestRole is not { } role || await RequestRights.AreGrantedAsync(connection, role, cancellation))
            && (dataset is null || await HasRevisionsAsync(connection, cancellation))
            && await firstKey.IsMadeAsync(connection, cancellation);
    }

    private static async Task<bool> HasRevisionsAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM revision)", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task LoadDatasetAsync(string? name, CancellationToken cancellation)
    {
        var dataset = name is null ? null : datasets.Read(name);
        var loaded = dataset is not null && await loader.LoadIntoEmptyAsync(dataset, cancellation);
        LogDataset(name, loaded ? dataset : null);
    }

    /// <param name="name">Null if none is configured.</param>
    /// <param name="loaded">Null if it was not loaded.</param>
    private void LogDataset(string? name, Dataset? loaded)
    {
        if (name is null)
        {
            logger.LogInformation("No data set is configured, so none is loaded");
        }
        else if (loaded is null)
        {
            logger.LogInformation("Data set {Dataset} is not loaded: the ledger already has revisions", name);
        }
        else
        {
            logger.LogInformation(
                "Loaded data set {Dataset}: {Positions} positions and {Milestones} milestones from {Articles} articles",
                name,
                loaded.Articles.Sum(x => x.Positions.Count),
                loaded.Articles.Sum(x => x.Milestones.Count),
                loaded.Articles.Count
            );
        }
    }
}
