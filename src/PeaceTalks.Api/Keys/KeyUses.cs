using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Keys;

/// <summary>
/// Records which keys are used and from where: the last use of each key, and an audit entry for each address on each day, up to a hundred.
/// It is written every few seconds and at shutdown, so that no read waits for a write. A crash loses the last few seconds.
/// </summary>
internal sealed class KeyUses(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeyUses> logger) : BackgroundService
{
    private const int MaxAddresses = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(Guid Key, DateOnly Day), Use> uses = new();

    /// <param name="address">Null if there is none, as on a Unix socket.</param>
    public void Note(Guid key, string? address)
    {
        address ??= "";
        var now = clock.GetUtcNow();
        var use = uses.GetOrAdd((key, DateOnly.FromDateTime(now.UtcDateTime)), _ => new Use());
        use.Last = now;
        if (use.IsTold.ContainsKey(address))
        {
            return;
        }

        if (use.IsTold.Count < MaxAddresses)
        {
            use.IsTold.TryAdd(address, false);
        }
        else if (!use.IsFull)
        {
            use.IsFull = true;
            logger.LogWarning(
                "The key {Key} is used from more than {Addresses} addresses today; the audit does not list the others",
                key,
                MaxAddresses
            );
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await WriteAsync();
            }
            catch (Exception failure)
            {
                logger.LogWarning(
                    "The latest uses of keys could not be saved and will be tried again: {Why}",
                    failure.GetBaseException().Message
                );
            }
        }
    }

    private async Task WriteAsync()
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PeaceTalksDb>();
        foreach (var ((key, day), use) in uses)
        {
            await WriteLastAsync(db, key, use, isOver: day < today);
            foreach (var address in use.IsTold.Where(x => !x.Value).Select(x => x.Key))
            {
                await RecordAsync(db, key, address, day, use.Last);
                use.IsTold[address] = true;
            }

            if (day < today)
            {
                uses.TryRemove((key, day), out _);
            }
        }
    }

    private static async Task WriteLastAsync(PeaceTalksDb db, Guid key, Use use, bool isOver)
    {
        var last = use.Last;
        if (last > use.Written && (isOver || last - use.Written >= Precision))
        {
            await db
                .Keys.Where(x => x.Id == key && (x.LastUsedAt == null || x.LastUsedAt < last))
                .ExecuteUpdateAsync(x => x.SetProperty(k => k.LastUsedAt, last));
            use.Written = last;
        }
    }

    /// <summary>Writes the audit entry, unless another instance has written it.</summary>
    private static async Task RecordAsync(PeaceTalksDb db, Guid key, string address, DateOnly day, DateTimeOffset at)
    {
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        var known = address.Length == 0 ? null : address;
        if (await db.Audit.AnyAsync(x => x.Key == key && x.Action == AuditAction.KeyUsed && x.Address == known && x.At >= start))
        {
            return;
        }

        db.Add(
            new AuditEntry
            {
                Id = Guid.CreateVersion7(),
                At = at,
                Action = AuditAction.KeyUsed,
                By = key,
                Key = key,
                Address = known,
            }
        );
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
    }

    /// <summary>The uses of one key on one day.</summary>
    private sealed class Use
    {
        public DateTimeOffset Last { get; set; }

        public DateTimeOffset Written { get; set; }

        /// <summary>By address: whether the audit has an entry for it.</summary>
        public ConcurrentDictionary<string, bool> IsTold { get; } = new();

        public bool IsFull { get; set; }
    }
}
