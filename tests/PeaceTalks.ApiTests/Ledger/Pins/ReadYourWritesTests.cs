using System.Diagnostics;

namespace PeaceTalks.ApiTests.Ledger.Pins;

/// <summary>A client that has seen a revision at one instance asks another.</summary>
public sealed class ReadYourWritesTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    private const string Path = "/api/v1/parties";

    [Fact]
    public async Task A_revision_that_is_known_is_answered_at_it_or_later()
    {
        var head = (await app.Client.ReadAsync(Path)).Revision!.Value;

        foreach (var seen in new[] { 0, head })
        {
            (await app.Client.ReadAsync(Path, atLeast: $"{seen}")).Expect(200).Revision!.Value.ShouldBeGreaterThanOrEqualTo(seen);
        }

        // What is asked for is that the instance knows it, not an answer of that day.
        (await app.Client.ReadAsync($"{Path}?knownAt=0", atLeast: $"{head}"))
            .Expect(200)
            .Revision.ShouldBe(0);
    }

    [Fact]
    public async Task A_revision_that_is_committed_meanwhile_is_waited_for()
    {
        await using var other = app.Start();
        using var there = other.CreateClient();
        await HeadListenerTests.WatchAsync(other);
        var before = (await there.ReadAsync(Path)).Expect(200);

        var waiting = there.ReadAsync(Path, before.ETag, atLeast: $"{before.Revision + 1}");
        await Task.Delay(300);
        waiting.IsCompleted.ShouldBeFalse();
        var written = await TestTalks.NewAsync(app);

        var read = (await waiting).Expect(200);
        read.Revision!.Value.ShouldBeGreaterThan(before.Revision!.Value);
        read.Text.ShouldContain(written.North);
    }

    [Fact]
    public async Task A_revision_that_nobody_has_told_is_asked_for()
    {
        await using var other = app.Start(("HeadWatch:WaitSeconds", "0"));
        using var there = other.CreateClient();
        await HeadListenerTests.WatchAsync(other);
        await using var connection = await app.ConnectAsync();
        await HeadListenerTests.UntoldAsync(
            connection,
            async () =>
            {
                await HeadListenerTests.MoveAsync(connection);
                var head = await app.HeadAsync();

                (await there.ReadAsync(Path, atLeast: $"{head}")).Expect(200).Revision.ShouldBe(head);
            }
        );
    }

    [Fact]
    public async Task A_revision_that_does_not_come_is_503_in_time_and_says_when_to_ask_again()
    {
        await using var other = app.Start(("HeadWatch:WaitSeconds", "0.5"));
        using var there = other.CreateClient();
        var head = (await there.ReadAsync(Path)).Revision!.Value;
        var clock = Stopwatch.StartNew();

        var late = (await there.ReadAsync(Path, "*", atLeast: $"{head + 1000}")).Expect(503);

        clock.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(5));
        (late.ETag, late.RetryAfter, late.CacheControl!.Contains("no-store")).ShouldBe((null, "5", true));
        late.Text.ShouldContain($"this instance does not know revision {head + 1000} yet; the newest that it knows is ");
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    [InlineData("1", "2")]
    public async Task What_is_no_revisions_number_is_refused_by_the_headers_name(params string[] given)
    {
        var refused = (await app.Client.ReadAsync(Path, atLeast: given)).Expect(400);

        refused.Text.ShouldContain("\"Ledger-Revision-At-Least\":[\"");
    }
}
