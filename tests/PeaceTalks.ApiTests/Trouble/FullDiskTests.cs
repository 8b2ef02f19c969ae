using PeaceTalks.ApiTests.LocalPostgres;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Trouble;

[Collection(NotParallel.Name)]
[Trait("Category", "Endurance")]
public sealed class FullDiskTests(ITestOutputHelper output)
{
    [FactWhereTmpfsMounts]
    public async Task A_database_whose_disk_is_full_is_503_until_there_is_room_again()
    {
        await using var folder = new TestFolder();
        using var disk = new SmallDisk(folder.Root, "160m");
        await using var ledger = await HurtLedger.StartAsync(folder, [("min_wal_size", "32MB"), ("max_wal_size", "32MB")]);

        var load = await Load.DuringAsync(
            ledger.Http,
            async load =>
            {
                await Task.Delay(1000);
                disk.Fill();
                (
                    await Eventually.BecomesAsync(
                        () => Task.FromResult(load.Answers.Count(x => x is { IsWrite: true, Status: 503 }) > 20),
                        TimeSpan.FromMinutes(1)
                    )
                ).ShouldBeTrue(load.Figures);
                await Task.Delay(Length.IsFull ? 60_000 : 5000);
                disk.Empty();
            },
            size: 450
        );

        output.WriteLine(load.Figures);
        output.WriteLine(folder.Log);
        load.ShouldBeHarmless();
        await ledger.ShouldRecoverAsync();
    }
}
