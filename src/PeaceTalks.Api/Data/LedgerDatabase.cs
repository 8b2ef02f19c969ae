using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql;
using PeaceTalks.Api.Datasets;
using PeaceTalks.Api.Keys;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.Api.Data;

/// <summary>
/// The database of <c>ConnectionStrings:PeaceTalks</c>; where none is named, a private server that runs as long as the host. Started
/// before the first request: brought up to date and, where it is empty, given the data set that <c>Dataset</c> names.
/// </summary>
/// <remarks>
/// A part of the host and no step before it, so that a Ctrl-C during a long start stops the server too, and design-time tools, which build
/// the host and do not start it, start none.
/// </remarks>
public sealed class LedgerDatabase(IConfiguration configuration, IServiceScopeFactory scopes, ILogger<LedgerDatabase> logger)
    : IHostedService, IAsyncDisposable
{
    private const string Setting = "ConnectionStrings:PeaceTalks";

    private LocalPostgresServer? ownServer;

    /// <summary>Null until the private server has started.</summary>
    public string? ConnectionString => ownServer?.ConnectionString ?? (configuration[Setting] is { Length: > 0 } given ? given : null);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (ConnectionString is null)
        {
            var options = configuration.GetSection("LocalPostgres").Get<LocalPostgresOptions>() ?? new LocalPostgresOptions();
            ownServer = await LocalPostgresServer.StartAsync(options, line => logger.LogInformation("{Line}", line), cancellationToken);
        }

        var place = Place();
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await MigrateAsync(scope.ServiceProvider.GetRequiredService<PeaceTalksDb>().Database, place, cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            // What the network said, of which Npgsql repeats some.
            var reason = failure.InnerException?.Message.TrimEnd('.');
            var said = reason is null || failure.Message.Contains(reason, StringComparison.Ordinal) ? failure.Message : $"{failure.Message}: {reason}";
            throw new CannotStartException($"The ledger in {place} cannot be used: {said}", failure);
        }

        await LoadDatasetAsync(scope.ServiceProvider, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<FirstKey>().MakeAsync(SecretsFolder(), cancellationToken);
        logger.LogInformation("The ledger lives in {Place}", place);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After the last request, however long that took, and after a failed start too.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ownServer is not null)
        {
            await ownServer.DisposeAsync();
        }
    }

    private static async Task MigrateAsync(DatabaseFacade database, string place, CancellationToken cancellation)
    {
        var applied = await database.GetAppliedMigrationsAsync(cancellation);
        if (applied.Except(database.GetMigrations()).Order().LastOrDefault() is { } unknown)
        {
            throw new CannotStartException(
                $"A newer PeaceTalks has brought the ledger in {place} up to date with a migration that this one does not know ({unknown}). " +
                "Start that version again, or give this one a ledger of its own.");
        }

        await database.MigrateAsync(cancellation);
    }

    private async Task LoadDatasetAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (configuration["Dataset"] is not { Length: > 0 } name)
        {
            logger.LogInformation("No data set is to be loaded");
            return;
        }

        var folder = Path.Combine(AppContext.BaseDirectory, "Datasets", name);
        if (!Directory.Exists(folder))
        {
            throw new CannotStartException($"There is no data set {name}: {folder} is missing. The setting Dataset names one; an empty one loads none.");
        }

        var dataset = Dataset.Read(folder);
        var loaded = await services.GetRequiredService<DatasetLoader>().LoadIntoEmptyAsync(dataset, cancellation);
        logger.LogInformation(
            loaded ? "Loaded data set {Dataset}: {Positions} positions and {Milestones} milestones from {Articles} articles" : "Data set {Dataset} is not loaded: the ledger has revisions already",
            name, dataset.Articles.Sum(x => x.Positions.Count), dataset.Articles.Sum(x => x.Milestones.Count), dataset.Articles.Count);
    }

    /// <summary>Beside the private server's data, which only its user can enter; else in the folder of the service's user.</summary>
    private string SecretsFolder() =>
        ownServer?.DataFolder ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "peacetalks");

    /// <summary>For people: without the password.</summary>
    private string Place()
    {
        if (ownServer is not null)
        {
            return $"{ownServer.DataFolder} (PostgreSQL {ownServer.Version})";
        }

        try
        {
            var parts = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"database {parts.Database ?? parts.Username} on {parts.Host}:{parts.Port}, as {parts.Username} ({Setting})";
        }
        catch (ArgumentException failure)
        {
            throw new CannotStartException($"{Setting} is not a connection string such as Host=...;Database=...;Username=...;Password=...: {failure.Message}", failure);
        }
    }
}
