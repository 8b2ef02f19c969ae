using PeaceTalks.ApiTests.LocalPostgres;

namespace PeaceTalks.ApiTests.Trouble;

/// <summary>A connection that is lost when a write is all but done.</summary>
public sealed class LostCommitTests(ShippedLedger app) : IClassFixture<ShippedLedger>
{
    private const string Commit = "COMMIT\0";

    [Theory]
    [InlineData("before the server has heard of the commit", Fate.IsLost, 0)]
    [InlineData("before the service has heard of it", Fate.LosesItsAnswer, 1)]
    public async Task Lost_with_the_commit_a_write_is_unconfirmed_and_the_problem_says_how_to_repeat_it(string when, Fate fate, int written)
    {
        await using var wire = new Wire(app.ConnectionString) { FateOf = sent => sent.Contains(Commit) ? fate : Fate.Arrives };
        var answer = await RecordOverAsync(wire, when);

        answer.Expect(503).GetProperty("type").GetString().ShouldBe("/problems/unconfirmed");
        answer.Json.GetProperty("detail").GetString()!.ShouldContain("the same Idempotency-Key");
        (await WrittenAsync(when)).ShouldBe(written);
    }

    [Fact]
    public async Task Lost_after_the_commit_before_the_answer_was_read_it_is_unconfirmed_too()
    {
        var isCommitted = false;
        await using var wire = new Wire(app.ConnectionString);
        wire.FateOf = sent =>
        {
            var fate = isCommitted ? Fate.IsLost : Fate.Arrives;
            isCommitted |= sent.Contains(Commit);
            return fate;
        };
        var answer = await RecordOverAsync(wire, "after the commit");

        answer.Expect(503).GetProperty("type").GetString().ShouldBe("/problems/unconfirmed");
        (await WrittenAsync("after the commit")).ShouldBe(1);
    }

    [Fact]
    public async Task Lost_before_the_commit_it_is_not_written_and_the_problem_is_one_of_the_database_being_away()
    {
        await using var wire = new Wire(app.ConnectionString)
        {
            FateOf = sent => sent.Contains("INSERT INTO \"remark\"") ? Fate.LosesItsAnswer : Fate.Arrives,
        };
        var answer = await RecordOverAsync(wire, "in the middle");

        answer.Expect(503).GetProperty("type").GetString().ShouldBe("/problems/unavailable");
        answer.Json.GetProperty("detail").GetString()!.ShouldStartWith("The database does not answer.");
        answer.Text.ShouldNotContain("127.0.0.1");
        (await WrittenAsync("in the middle")).ShouldBe(0);
    }

    private async Task<Answer> RecordOverAsync(Wire wire, string text)
    {
        await using var service = app.Start(("ConnectionStrings:PeaceTalks", wire.ConnectionString));
        using var http = service.CreateDefaultClient(new WithKey());
        using var response = await http.PostAsync("/api/v1/remarks", Load.Remark(text));
        return await Answer.OfAsync(response);
    }

    private async Task<long> WrittenAsync(string text) =>
        (long)(await Sql.ScalarAsync(app.ConnectionString, $"SELECT count(*) FROM remark WHERE text = '{text}'"))!;
}
