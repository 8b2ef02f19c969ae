using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Data;
using PeaceTalks.ApiTests.Datasets;

namespace PeaceTalks.ApiTests.Upgrade;

/// <summary>A ledger outlives the release that made it. README.md beside this file says where these come from.</summary>
public sealed class UpgradeTests(ShippedLedger fresh) : IClassFixture<ShippedLedger>
{
    public static TheoryData<string> Commits => [.. UpgradedLedger.Commits];

    public static TheoryData<string, bool> CommitsTwice
    {
        get
        {
            var twice = new TheoryData<string, bool>();
            foreach (var commit in UpgradedLedger.Commits)
            {
                twice.Add(commit, false);
                twice.Add(commit, true);
            }

            return twice;
        }
    }

    [Theory]
    [MemberData(nameof(Commits))]
    public async Task A_ledger_of_an_earlier_release_is_migrated_and_gives_the_same_answers(string commit)
    {
        await using var ledger = await UpgradedLedger.StartAsync(commit);

        (await PendingMigrationsAsync(ledger)).ShouldBeEmpty();
        UpgradedLedger.Answers(commit).Count().ShouldBeGreaterThanOrEqualTo(20);
        (await DifferencesAsync(ledger, commit)).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Commits))]
    public async Task A_write_to_a_ledger_of_an_earlier_release_gets_the_next_number_and_changes_nothing_that_is_pinned(string commit)
    {
        await using var ledger = await UpgradedLedger.StartAsync(commit);
        var head = await HeadAsync(ledger);

        using var response = await ledger.Client.PostAsJsonAsync(
            "/api/v1/positions",
            LedgerApp.Write(
                new
                {
                    party = "france",
                    proposal = "ceasefire",
                    stance = "SUPPORTS",
                    summary = "Recorded after the upgrade",
                    article = "reuters-2026-01-07-zelenskiy-seeks-trump-meeting",
                    paragraph = 1,
                }
            )
        );

        (await Answer.OfAsync(response)).Expect(201).GetProperty("revision").GetInt64().ShouldBe(head + 1);
        (await HeadAsync(ledger)).ShouldBe(head + 1);
        (await DifferencesAsync(ledger, commit)).ShouldBeEmpty();
    }

    /// <summary>With the shipped data set, which may be what the ledger was filled with, and with one that is not.</summary>
    [Theory]
    [MemberData(nameof(CommitsTwice))]
    public async Task A_ledger_of_an_earlier_release_is_renewed_and_gives_the_same_bytes(string commit, bool isChanged)
    {
        await using var ledger = await UpgradedLedger.StartAsync(commit, isChanged ? ChangedDataset.OfEveryKind() : null);
        var head = await HeadAsync(ledger);

        var dry = await RenewAsync("?dryRun=true");
        (await HeadAsync(ledger)).ShouldBe(head);
        var renewed = await RenewAsync("");
        var again = await RenewAsync("");

        renewed.GetProperty("changes").GetInt32().ShouldBe(dry.GetProperty("changes").GetInt32());
        (renewed.GetProperty("changes").GetInt32() >= (isChanged ? 10 : 0)).ShouldBeTrue($"{renewed}");
        again.GetProperty("changes").GetInt32().ShouldBe(0);
        (await HeadAsync(ledger)).ShouldBe(renewed.GetProperty("changes").GetInt32() == 0 ? head : head + 1);
        (await DifferencesAsync(ledger, commit)).ShouldBeEmpty();

        async Task<JsonElement> RenewAsync(string query)
        {
            using var response = await ledger.Client.PostAsJsonAsync(
                $"/api/v1/datasets/{ChangedDataset.Name}/renewal{query}",
                new { note = "Upgrade" }
            );
            return (await Answer.OfAsync(response)).Expect(200);
        }
    }

    /// <summary>The analyst's own records are of other talks, or of a later day.</summary>
    [Theory]
    [MemberData(nameof(Commits))]
    public async Task A_ledger_that_an_earlier_release_filled_holds_after_its_renewal_what_a_new_installation_holds(string commit)
    {
        await using var ledger = await UpgradedLedger.StartAsync(commit);
        (await HeldAsync(ledger.Client)).ShouldNotBe(await HeldAsync(fresh.Client));

        using var renewal = await ledger.Client.PostAsJsonAsync(
            $"/api/v1/datasets/{ChangedDataset.Name}/renewal",
            new { note = "Upgrade" }
        );

        (await Answer.OfAsync(renewal)).Expect(200).GetProperty("kept").GetArrayLength().ShouldBe(0);
        (await HeldAsync(ledger.Client)).ShouldBe(await HeldAsync(fresh.Client));

        static async Task<string> HeldAsync(HttpClient client) =>
            Holding.Text(
                await client.GetFromJsonAsync<JsonElement>(
                    "/api/v1/held-positions?process=russia-ukraine-2025&asOf=2026-01-31&fragility=true&limit=200"
                )
            );
    }

    private static async Task<IEnumerable<string>> PendingMigrationsAsync(UpgradedLedger ledger)
    {
        await using var scope = ledger.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PeaceTalksDb>().Database.GetPendingMigrationsAsync();
    }

    private static async Task<long> HeadAsync(UpgradedLedger ledger) =>
        (await ledger.Client.GetFromJsonAsync<JsonElement>("/api/v1/revisions?limit=1")).GetProperty("head").GetInt64();

    private static async Task<List<string>> DifferencesAsync(UpgradedLedger ledger, string commit)
    {
        var differences = new List<string>();
        foreach (var answer in UpgradedLedger.Answers(commit))
        {
            if (await answer.DifferenceAsync(ledger.Client) is { } difference)
            {
                differences.Add(difference);
            }
        }

        return differences;
    }
}
