using PeaceTalks.ApiTests.Revisions;
using Xunit.Abstractions;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>
/// Requests made up from the document, valid, nearly valid and hostile, on a real server: every answer is one that the document has. With
/// those of endurance there are 6,000; with PEACETALKS_FULL=1 there are 20,000.
/// </summary>
public sealed class FuzzTests(ShippedLedger app, ITestOutputHelper output) : IClassFixture<ShippedLedger>
{
    private static readonly int Many = Length.IsFull ? 6_667 : 2_000;

    [Fact]
    public Task Every_answer_is_one_that_the_document_has() => ShouldBeInTheDocumentAsync(seed: 1, count: 500);

    [Theory]
    [Trait("Category", "Endurance")]
    [InlineData(1)]
    [InlineData(2026)]
    [InlineData(314159)]
    public Task Each_of_many_answers_is_one_that_the_document_has(int seed) => ShouldBeInTheDocumentAsync(seed, Many);

    private async Task ShouldBeInTheDocumentAsync(int seed, int count)
    {
        await using var service = app.Start(("Serilog:MinimumLevel", "Fatal"));

        var run = await FuzzRun.OfAsync(app, service, seed, count);

        run.Summary.ToList().ForEach(output.WriteLine);
        run.Failures.Take(10).ShouldBeEmpty($"{run.Failures.Count} of {count}");
        run.RarelyTaken.ShouldBeEmpty("of these, less than half of the valid requests succeed");
        await LedgerIsWholeAsync();
    }

    /// <summary>Revisions without holes, and all that they did can be read.</summary>
    private async Task LedgerIsWholeAsync()
    {
        var head = await app.HeadAsync();
        var changes = await app.AllChangesAsync("0", 1000);
        changes.Select(x => x.Revision).Distinct().ShouldBe(Enumerable.Range(1, (int)head).Select(x => (long)x));
    }
}
