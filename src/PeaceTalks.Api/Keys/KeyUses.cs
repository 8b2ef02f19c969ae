using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;

namespace PeaceTalks.Api.Keys;

/// <summary>
/// Notes which keys are used, from where: the last use at the key, and a line of the audit for each address on each day. Written every few
/// seconds and at the stop, so that no read waits for a write; a crash loses the last few seconds of it.
/// </summary>
internal sealed class KeyUses(IServiceScopeFactory scopes, TimeProvider clock, ILogger<KeyUses> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <summary>Bounds what clients of many addresses can make this remember.</summary>
    private const int MaxUses = 10_000;

    private readonly ConcurrentDictionary<(Guid Key, string? Address, DateOnly Day), Use> uses = new();

    public void Note(Guid key, string? address)
    {
        var now = clock.GetUtcNow();
        var use = (key, address, DateOnly.FromDateTime(now.UtcDateTime));
        if (uses.TryGetValue(use, out var known))
        {
            known.Last = now;
        }
        else if (uses.Count < MaxUses)
        {
            uses.TryAdd(use, new Use { Last = now });
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
            catch (Exception failure) when (failure is Npgsql.NpgsqlException or DbUpdateException or InvalidOperationException)
            {
                logger.LogWarning("The last uses of keys could not be written, and are kept: {Why}", failure.GetBaseException().Message);
            }
        }
    }

    private async Task WriteAsync()
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var due = uses.Where(x => !x.Value.IsTold || x.Value.Last - x.Value.Written >= Precision || x.Key.Day < today).ToList();
        if (due.Count > 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<PeaceTalksDb>();
            foreach (var ((key, address, day), use) in due)
            {
                await WriteAsync(db, key, address, day, use);
            }
        }

        foreach (var (use, _) in due.Where(x => x.Key.Day < today))
        {
            uses.TryRemove(use, out _);
        }
    }

    private static async Task WriteAsync(PeaceTalksDb db, Guid key, string? address, DateOnly day, Use use)
    {
        var last = use.Last;
        await db.Keys.Where(x => x.Id == key && (x.LastUsedAt == null || x.LastUsedAt < last)).ExecuteUpdateAsync(x => x.SetProperty(k => k.LastUsedAt, last));
        use.Written = last;
        if (!use.IsTold)
        {
            // Another instance may have told it.
            var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
            if (!await db.Audit.AnyAsync(x => x.Key == key && x.Action == AuditAction.KeyUsed && x.Address == address && x.At >= start))
            {
                db.Add(new AuditEntry { Id = Guid.CreateVersion7(), At = last, Action = AuditAction.KeyUsed, By = key, Key = key, Address = address });
                await db.SaveChangesAsync();
            }

            use.IsTold = true;
        }
    }

    private sealed class Use
    {
        public required DateTimeOffset Last { get; set; }

        public DateTimeOffset Written { get; set; }

        /// <summary>Whether the audit has it.</summary>
        public bool IsTold { get; set; }
    }
}
