using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PeaceTalks.Api.Ledger.Pins;

namespace PeaceTalks.ApiTests.Ledger.Pins;

/// <summary>What makes a tag another one, while the ledger and the days go on.</summary>
public sealed class ETagTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task After_a_write_the_tag_matches_no_more_where_it_was_written_at_once_and_elsewhere_within_moments()
    {
        var talks = await TestTalks.NewAsync(app);
        await using var other = app.Start();
        using var there = other.CreateClient();
        var path = $"/api/v1/held-positions?party={talks.North}";
        for (var i = 1; i <= 5; i++)
        {
            var tag = (await app.Client.ReadAsync(path)).ETag;
            (await there.ReadAsync(path, tag)).Expect(304);

            await talks.RecordAsync(talks.PositionBody(day: $"2026-02-{i:00}"));

            var changed = (await app.Client.ReadAsync(path, tag)).Expect(200);
            (await there.ReadAsync(path, tag, atLeast: $"{changed.Revision}")).ShouldBe(changed);
        }
    }

    [Fact]
    public async Task What_is_pinned_keeps_its_tag_whatever_is_written()
    {
        var talks = await TestTalks.NewAsync(app);
        foreach (var day in Enumerable.Range(1, 3))
        {
            await talks.RecordAsync(talks.PositionBody(day: $"2026-03-0{day}"));
        }

        var head = await app.HeadAsync();
        var list = $"/api/v1/positions?party={talks.North}&limit=1";
        var cursor = (await app.GetAsync(list)).GetProperty("nextCursor").GetString();
        string[] paths =
        [
            $"{list}&knownAt={head}",
            $"{list}&cursor={cursor}",
            $"{list}&knownAt=2999-01-01T00:00:00Z",
            $"/api/v1/diffs?axis=recorded&from=0&to={head}&asOf=2026-03-31",
        ];
        var tags = await Task.WhenAll(paths.Select(x => app.Client.ReadAsync(x)));
        await talks.RecordAsync(talks.PositionBody(day: "2026-03-04"));

        var statuses = await Task.WhenAll(paths.Zip(tags, (path, read) => app.Client.ReadAsync(path, read.ETag)));

        // An instant that is to come means the head, and that has moved.
        statuses.Select(x => x.Status).ShouldBe([304, 304, 200, 304]);
    }

    [Fact]
    public async Task A_restored_ledger_has_other_tags()
    {
        const string Path = "/api/v1/parties?knownAt=0";
        var watch = app.Factory.Services.GetRequiredService<HeadListener>();
        var tag = (await app.Client.ReadAsync(Path)).ETag;
        await using var connection = await app.ConnectAsync();
        await using var renew = new NpgsqlCommand("UPDATE ledger SET epoch = gen_random_uuid() RETURNING epoch", connection);
        var epoch = (Guid)(await renew.ExecuteScalarAsync())!;
        await watch.WaitAsync(head => head.Epoch == epoch, TimeSpan.FromSeconds(2), CancellationToken.None);

        (await app.Client.ReadAsync(Path, tag)).Expect(200).ETag.ShouldNotBe(tag);
    }

    [Fact]
    public async Task Another_public_address_stands_in_the_links_and_has_another_tag()
    {
        const string Path = "/api/v1/parties?knownAt=0";
        await using var behindProxy = app.Start(("PublicBaseUrl", "https://talks.example"));
        using var client = behindProxy.CreateClient();
        await using var alike = app.Start();
        using var same = alike.CreateClient();
        var here = await app.Client.ReadAsync(Path);

        (await client.ReadAsync(Path, here.ETag)).Expect(200).ETag.ShouldNotBe(here.ETag);
        (await same.ReadAsync(Path)).ShouldBe(here);
    }

    [Fact]
    public async Task At_midnight_what_is_asked_of_today_changes_its_tag_and_nothing_else_does()
    {
        var talks = await TestTalks.NewAsync(app);
        await talks.RecordAsync(talks.PositionBody("SUPPORTS", "2027-01-01"));
        await talks.RecordAsync(talks.PositionBody("OPPOSES", "2027-01-02"));
        var clock = new SetClock { Now = new(2027, 1, 1, 23, 59, 59, TimeSpan.Zero) };
        await using var instance = app.Start()
            .WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton<TimeProvider>(clock)));
        using var client = instance.CreateClient();
        var today = $"/api/v1/held-positions?party={talks.North}";
        string[] others =
        [
            $"{today}&asOf=2027-01-01",
            $"/api/v1/parties?knownAt={await app.HeadAsync()}",
            "/api/v1/parties",
            "/api/v1/revisions",
        ];
        var before = (await client.ReadAsync(today)).Expect(200);
        var kept = await Task.WhenAll(others.Select(x => client.ReadAsync(x)));
        (await client.ReadAsync(today, before.ETag)).Expect(304);

        clock.Now += TimeSpan.FromSeconds(1);

        var after = (await client.ReadAsync(today, before.ETag)).Expect(200);
        (before.Text.Contains("SUPPORTS"), after.Text.Contains("OPPOSES"), after.Revision).ShouldBe((true, true, before.Revision));
        (await client.ReadAsync(today, after.ETag)).Expect(304);
        foreach (var (path, read) in others.Zip(kept))
        {
            (await client.ReadAsync(path, read.ETag)).Expect(304);
        }
    }

    private sealed class SetClock : TimeProvider
    {
        public required DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
