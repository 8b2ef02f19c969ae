using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.ApiTests.Ledger.ReferenceData;

/// <summary>A snapshot that is made from a kept one is the same as what EF reads of its revision.</summary>
public sealed class ReferenceSnapshotCacheTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task From_any_revision_to_any_other()
    {
        var (first, second) = (await TestTalks.NewAsync(app), await TestTalks.NewAsync(app));
        await EditAsync(first, 1);
        await EditAsync(second, 1);
        await EditAsync(first, 2);
        await using var scope = app.Scope();
        var db = scope.ServiceProvider.GetRequiredService<PeaceTalksDb>();
        var (nouns, database) = (
            scope.ServiceProvider.GetRequiredService<ReferenceNouns>(),
            scope.ServiceProvider.GetRequiredService<LedgerDatabase>()
        );
        var epoch = await db.Heads.Select(x => x.Epoch).SingleAsync();
        long[] touching = [0, .. await db.Revisions.Where(x => x.TouchesReferences).Select(x => x.Number).Order().ToListAsync()];

        var expected = new Dictionary<long, string>();
        foreach (var revision in touching)
        {
            expected[revision] = await FromEfAsync(nouns, db, revision);
        }

        foreach (var from in touching)
        {
            using var cache = new ReferenceSnapshotCache(database, nouns);
            await cache.AtAsync(null, epoch, from, CancellationToken.None);
            var all = await cache.AtAsync(null, epoch, touching, CancellationToken.None);
            foreach (var to in touching)
            {
                Text(all[to].All).ShouldBe(expected[to], $"from {from} to {to}");
            }
        }

        async Task EditAsync(TestTalks talks, int version)
        {
            var path = $"/api/v1/parties/{talks.North}";
            (await app.PutAsync(path, talks.PartyBody(talks.North, $"{talks.North}, version {version}"), $"\"{version}\"")).Expect(200);
            var issue = talks.With(await BodyAsync($"issues/{talks.Land}"), $$"""{"question": "Whose is it now, {{version}}?"}""");
            (await app.PutAsync($"/api/v1/issues/{talks.Land}", issue, $"\"{version}\"")).Expect(200);
        }

        async Task<Dictionary<string, object?>> BodyAsync(string path)
        {
            var item = await app.GetAsync($"/api/v1/{path}");
            return new()
            {
                ["slug"] = item.Text("slug"),
                ["process"] = item.GetProperty("process").Text("slug"),
                ["name"] = item.Text("name"),
                ["question"] = item.Text("question"),
            };
        }
    }

    private static async Task<string> FromEfAsync(ReferenceNouns nouns, PeaceTalksDb db, long revision)
    {
        List<ReferenceVersion> versions = [];
        foreach (var noun in nouns.All.Where(x => x.IsInSnapshot))
        {
            versions.AddRange(await noun.InForceAtAnyAsync(db, null, [revision], CancellationToken.None));
        }

        return Text(versions);
    }

    /// <summary>Everything but the revision that superseded a version, which a kept snapshot need not have heard of.</summary>
    private static string Text(IEnumerable<ReferenceVersion> versions) =>
        string.Join(
            '\n',
            versions
                .Select(x =>
                {
                    var fields = JsonSerializer.SerializeToNode(x, x.GetType())!.AsObject();
                    fields.Remove(nameof(ReferenceVersion.SupersededIn));
                    return $"{x.GetType().Name} {fields.ToJsonString()}";
                })
                .Order(StringComparer.Ordinal)
        );
}
