using System.Net.Sockets;
using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;

namespace PeaceTalks.Api.Setup;

/// <summary>
/// Starts the database before the first request, waits until it is available, and has it set up (<see cref="DatabaseUpdate"/>).
/// </summary>
/// <remarks>
/// It runs as part of the host, not before it. So Ctrl-C during a long start also stops a private server, and design-time tools, which
/// build the host without starting it, start no database.
/// </remarks>
public sealed class DatabaseStart(
    LedgerDatabase database,
    DatabaseLimits limits,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<DatabaseStart> logger
) : IHostedService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan SayAgainAfter = TimeSpan.FromSeconds(15);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.StartOwnServerAsync(cancellationToken);
        var place = database.Place();
        await SetUpWhenItAnswersAsync(place, cancellationToken);
        logger.LogInformation("The ledger is stored in {Place}", place);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts from the beginning each time, because every step may be repeated.</summary>
    private async Task SetUpWhenItAnswersAsync(string place, CancellationToken cancellation)
    {
        var (patience, quiet) = (TimeSpan.FromSeconds(limits.StartWaitSeconds), TimeSpan.Zero);
        long? firstFailure = null;
        while (true)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope
                    .ServiceProvider.GetRequiredService<DatabaseUpdate>()
                    .RunAsync(database.ForSettingUp(), place, database.SecretsFolder(), cancellation);
                return;
            }
            catch (Exception failure) when (failure is NpgsqlException || DatabaseTrouble.FromException(failure) is not null)
            {
                var waited = clock.GetElapsedTime(firstFailure ??= clock.GetTimestamp());
                if (DatabaseTrouble.FromException(failure) is not { Passes: true } || waited >= patience)
                {
                    throw new CannotStartException($"The ledger in {place} cannot be used: {Said(failure)}", failure);
                }

                if (waited >= quiet)
                {
                    logger.LogWarning(
                        "The ledger in {Place} cannot be used yet; waiting for at most {Left:0} s: {Why}",
                        place,
                        (patience - waited).TotalSeconds,
                        Said(failure)
                    );
                    quiet = waited + SayAgainAfter;
                }

                await Task.Delay(TryAgainAfter, clock, cancellation);
            }
        }
    }

    /// <summary>What the network reported. Npgsql repeats some of it.</summary>
    private static string Said(Exception failure)
    {
        var told = DatabaseTrouble.Chain(failure).First(x => x is NpgsqlException or SocketException or TimeoutException);
        var reason = told.InnerException?.Message.TrimEnd('.');
        return reason is null || told.Message.Contains(reason, StringComparison.Ordinal) ? told.Message : $"{told.Message}: {reason}";
    }
}
