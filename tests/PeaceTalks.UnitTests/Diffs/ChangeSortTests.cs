using PeaceTalks.Api.Diffs;

namespace PeaceTalks.UnitTests.Diffs;

public sealed class ChangeSortTests
{
    [Theory]
    [InlineData(DiffKind.Appeared, ChangeSort.FirstReported)]
    [InlineData(DiffKind.Disappeared, ChangeSort.Moved)]
    [InlineData(DiffKind.WentSilent, ChangeSort.Moved)]
    [InlineData(DiffKind.Disclosed, ChangeSort.Moved)]
    [InlineData(DiffKind.Reversed, ChangeSort.Moved)]
    [InlineData(DiffKind.MovedTowards, ChangeSort.Moved)]
    [InlineData(DiffKind.MovedAway, ChangeSort.Moved)]
    [InlineData(DiffKind.StanceChanged, ChangeSort.Moved)]
    [InlineData(DiffKind.ConditionsChanged, ChangeSort.Moved)]
    [InlineData(DiffKind.TermsChanged, ChangeSort.Moved)]
    [InlineData(DiffKind.SelfConfirmed, ChangeSort.SaidAgain)]
    [InlineData(DiffKind.Restated, ChangeSort.SaidAgain)]
    public void A_kind_is_of_one_sort(DiffKind kind, ChangeSort sort) => kind.Sort().ShouldBe(sort);

    [Fact]
    public void Every_kind_has_a_sort() => Enum.GetValues<DiffKind>().Length.ShouldBe(12);

    [Theory]
    [InlineData("", "", "Moved FirstReported")]
    [InlineData("SaidAgain Moved", "", "Moved SaidAgain")]
    [InlineData("FirstReported FirstReported", "", "FirstReported")]
    [InlineData("", "Restated", "SaidAgain")]
    [InlineData("", "SelfConfirmed Reversed Restated", "Moved SaidAgain")]
    [InlineData("", "Appeared", "FirstReported")]
    [InlineData("Moved FirstReported", "Restated Appeared", "FirstReported")]
    [InlineData("Moved", "Restated", "")]
    public void What_was_said_again_is_left_out_unless_a_question_asks_for_it_or_for_a_kind_of_it(
        string sorts,
        string kinds,
        string asked
    ) => string.Join(' ', ChangeSorts.Asked(Each<ChangeSort>(sorts), Each<DiffKind>(kinds))).ShouldBe(asked);

    private static T[] Each<T>(string names)
        where T : struct, Enum => [.. names.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<T>)];
}
