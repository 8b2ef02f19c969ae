namespace PeaceTalks.ApiTests.Durability;

/// <summary>That the check of these tests finds what there is to find.</summary>
public sealed class HoldingsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly List<Acknowledged> Sent =
    [
        .. Enumerable.Range(1, 9).Select(i => new Acknowledged(Write.Keyed(i), $"id-{i}", i, false, "")),
    ];
    private static readonly Holdings Whole = new(
        [.. Sent.Select(x => new HeldWrite(x.Write.Text, x.Id, x.Revision))],
        [.. Sent.Select(x => new HeldRevision(x.Revision, Start.AddSeconds(x.Revision), 1, [x.Id]))],
        Sent.Count
    );

    [Fact]
    public void A_whole_ledger_has_no_faults() => Whole.FaultsAgainst(Sent).ShouldBeEmpty();

    [Fact]
    public void A_record_that_is_missing_is_lost() =>
        (Whole with { Writes = [.. Whole.Writes.Skip(1)] }).FaultsAgainst(Sent).ShouldBe([$"lost: {Write.Mark}1 of revision 1"]);

    [Fact]
    public void A_record_under_another_id_is_lost_and_not_in_the_history() =>
        (Whole with { Writes = [.. Whole.Writes.Skip(1), Whole.Writes[0] with { Id = "other" }] })
            .FaultsAgainst(Sent)
            .ShouldBe([$"lost: {Write.Mark}1 of revision 1", $"not in the history: {Write.Mark}1 of revision 1"]);

    [Fact]
    public void A_record_that_is_there_twice_is_doubled()
    {
        var again = new HeldWrite(Sent[0].Write.Text, "again", 10);
        var revision = new HeldRevision(10, Start.AddSeconds(10), 1, ["again"]);

        new Holdings([.. Whole.Writes, again], [.. Whole.Revisions, revision], 10)
            .FaultsAgainst(Sent)
            .ShouldBe([$"doubled: {Write.Mark}1, 2 times"]);
    }

    [Fact]
    public void A_record_that_nobody_was_told_of_is_unknown() =>
        Whole.FaultsAgainst([.. Sent.Skip(1)]).ShouldBe([$"unknown: {Write.Mark}1"]);

    [Fact]
    public void Two_answers_with_one_revision_are_told() =>
        Whole.FaultsAgainst([.. Sent, Sent[0]]).ShouldBe(["answered twice: revision 1"]);

    [Fact]
    public void A_revision_that_is_missing_is_a_hole() =>
        (Whole with { Revisions = [.. Whole.Revisions.Where(x => x.Number != 4)] })
            .FaultsAgainst(Sent)
            .ShouldBe(["hole: before revision 5", $"not in the history: {Write.Mark}4 of revision 4"]);

    [Fact]
    public void A_head_that_has_no_revision_is_told() =>
        (Whole with { Head = 10 }).FaultsAgainst(Sent).ShouldBe(["the head is 10, the last revision 9"]);

    [Fact]
    public void A_clock_that_went_back_is_told() =>
        (Whole with { Revisions = [.. Whole.Revisions.SkipLast(1), Whole.Revisions[^1] with { At = Start }] })
            .FaultsAgainst(Sent)
            .ShouldBe(["earlier than the one before: revision 9"]);

    [Fact]
    public void A_list_of_changes_that_is_not_whole_is_incomplete() =>
        (Whole with { Revisions = [.. Whole.Revisions.SkipLast(1), Whole.Revisions[^1] with { ChangeCount = 2 }] })
            .FaultsAgainst(Sent)
            .ShouldBe(["incomplete: revision 9"]);
}
