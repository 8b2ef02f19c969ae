using System.Diagnostics;
using PeaceTalks.ApiTests.LocalPostgres;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Trouble;

[Collection(NotParallel.Name)]
[Trait("Category", "Endurance")]
public sealed class KilledDatabaseTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_database_killed_under_load_is_503_until_it_is_back_and_loses_nothing_that_was_acknowledged()
    {
        await using var folder = await TestFolder.WithClusterAsync();
        await using var ledger = await HurtLedger.StartAsync(folder);

        var load = await Load.DuringAsync(
            ledger.Http,
            async load =>
            {
                for (var i = 0; i < (Length.IsFull ? 5 : 2); i++)
                {
                    await Task.Delay(1500);
                    using var postmaster = Process.GetProcessById(folder.Postmaster);
                    postmaster.Kill();
                    await postmaster.WaitForExitAsync();
                    var written = load.Answers.Count(x => x.Status == 201);
                    (
                        await Eventually.BecomesAsync(
                            () => Task.FromResult(load.Answers.Count(x => x.Status == 201) > written + 50),
                            TimeSpan.FromMinutes(1)
                        )
                    ).ShouldBeTrue(load.Figures);
                }
            }
        );

        output.WriteLine(load.Figures);
        load.ShouldBeHarmless();
        await ledger.ShouldRecoverAsync();
        await ShouldHoldWhatWasAcknowledgedAsync(ledger, load);
    }

    /// <summary>All of it once, and of what was not acknowledged none twice.</summary>
    private static async Task ShouldHoldWhatWasAcknowledgedAsync(HurtLedger ledger, Load load)
    {
        var stored = ((string[])(await ledger.SqlAsync("SELECT array_agg(text) FROM remark WHERE text LIKE '%.%.x%'"))!).ToList();
        stored.ShouldBeUnique();
        load.Answers.Where(x => x.Status == 201).Select(x => x.Text).Except(stored).ShouldBeEmpty();
        stored.Except(load.Answers.Where(x => x.Status == 201 || x.Type == "/problems/unconfirmed").Select(x => x.Text)).ShouldBeEmpty();
    }
}
