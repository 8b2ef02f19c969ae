namespace PeaceTalks.ApiTests.Matrix;

public sealed class MatrixSizeTests(EmptyLedger app) : IClassFixture<EmptyLedger>
{
    [Fact]
    public async Task A_grid_has_20_000_cells_of_as_many_positions_at_most()
    {
        await GeneratedTalks.MakeAsync(app, parties: 101, issues: 200);

        (await app.GetAsync($"/api/v1/matrix?rows=proposals&{Parties(100)}")).Cells().Count().ShouldBe(20_000);
        (await RefusedAsync($"rows=proposals&{Parties(101)}")).ShouldBe(
            "this grid would have at least 20200 cells (101 parties by 200 proposals), "
                + "but at most 20000 are allowed; narrow it with party, process, issue or proposal"
        );

        // A cell of an issue is made of several positions, here of two.
        await GeneratedTalks.RecordAsync(app, [1]);
        (await RefusedAsync(Parties(51))).ShouldBe(
            "this grid would hold more than 20000 positions, which is the limit; narrow it with party, process, issue or proposal"
        );
        (await RefusedAsync("")).ShouldContain("at least 20200 cells (101 parties by 200 issues)");
        (await app.GetAsync($"/api/v1/matrix?asOf=2024-02-01&{Parties(10)}")).Cells().ShouldAllBe(x => x.Text("state") == "HELD");
    }

    private async Task<string> RefusedAsync(string query)
    {
        var answer = await app.SendAsync(HttpMethod.Get, $"/api/v1/matrix?asOf=2024-02-01&{query}");
        answer.Expect(400);
        return answer.ErrorAt("rows");
    }

    private static string Parties(int count) => string.Join('&', Enumerable.Range(1, count).Select(i => $"party=party-{i}"));
}
