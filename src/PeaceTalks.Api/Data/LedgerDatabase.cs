using System.Net.Sockets;
using Npgsql;
using PeaceTalks.LocalPostgres;

namespace PeaceTalks.Api.Data;

/// <summary>
/// The database of <c>ConnectionStrings:PeaceTalks</c>; where none is named, a private server that runs as long as the host. Started
/// before the first request, waited for where it is not there yet, and set up (<see cref="LedgerSetup"/>).
/// </summary>
/// <remarks>
/// A part of the host and no step before it, so that a Ctrl-C during a long start stops the server too, and design-time tools, which build
/// the host and do not start it, start none.
/// </remarks>
public sealed class LedgerDatabase(IConfiguration configuration, IServiceScopeFactory scopes, TimeProvider clock, ILogger<LedgerDatabase> logger)
    : IHostedService, IAsyncDisposable
{
    private const string Setting = "ConnectionStrings:PeaceTalks";

    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromSeconds(15);

    private readonly DatabaseLimits limits = DatabaseLimits.Of(configuration);
    private LocalPostgresServer? ownServer;
    private string? forRequests;

    /// <summary>With the limits of a request. Null until the private server has started.</summary>
    public string? ConnectionString => forRequests ??= Given is { } given ? limits.ForRequests(given) : null;

    private string? Given => ownServer?.ConnectionString ?? (configuration[Setting] is { Length: > 0 } given ? given : null);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Given is null)
        {
            var options = configuration.GetSection("LocalPostgres").Get<LocalPostgresOptions>() ?? new LocalPostgresOptions();
            ownServer = await LocalPostgresServer.StartAsync(options, line => logger.LogInformation("{Line}", line), cancellationToken);
        }

        var place = Place();
        await SetUpWhenItAnswersAsync(limits.ForSettingUp(Given!), place, cancellationToken);
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

    /// <summary>From the beginning each time: all of it may be done twice.</summary>
    private async Task SetUpWhenItAnswersAsync(string connectionString, string place, CancellationToken cancellation)
    {
        var (patience, quiet) = (TimeSpan.FromSeconds(limits.StartWaitSeconds), TimeSpan.Zero);
        long? firstFailure = null;
        while (true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<LedgerSetup>().RunAsync(connectionString, place, SecretsFolder(), cancellation);
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException || DatabaseTrouble.Of(failure) is not null)
            {
                var waited = clock.GetElapsedTime(firstFailure ??= clock.GetTimestamp());
                if (DatabaseTrouble.Of(failure) is not { Passes: true } || waited >= patience)
                {
                    throw new CannotStartException($"The ledger in {place} cannot be used: {Said(failure)}", failure);
                }

                if (waited >= quiet)
                {
                    logger.LogWarning(
                        "The ledger in {Place} cannot be used yet, and is waited for, {Left:0} s at most: {Why}", place, (patience - waited).TotalSeconds, Said(failure));
                    quiet = waited + SayAgainAfter;
                }

                await Task.Delay(TryAgainAfter, clock, cancellation);
            }
        }
    }

    /// <summary>What the network said, of which Npgsql repeats some.</summary>
    private static string Said(Exception failure)
    {
        var told = DatabaseTrouble.Chain(failure).First(x => x is NpgsqlException or SocketException or TimeoutException);
        var reason = told.InnerException?.Message.TrimEnd('.');
        return reason is null || told.Message.Contains(reason, StringComparison.Ordinal) ? told.Message : $"{told.Message}: {reason}";
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
