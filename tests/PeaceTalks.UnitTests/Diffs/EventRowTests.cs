using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.UnitTests.Diffs;

public sealed class EventRowTests
{
    [Theory]
    [InlineData("CITED", "MILESTONE", ChangeAction.Cited, Noun.Milestone)]
    [InlineData(null, "POSITION", null, Noun.Position)]
    public void A_row_is_a_change_by_its_names(string? action, string noun, ChangeAction? expectedAction, Noun expectedNoun)
    {
        var change = Row(action, noun).Change;

        (change.Action, change.Noun).ShouldBe((expectedAction, expectedNoun));
    }

    [Theory]
    [InlineData("ADDED", "PLEDGE", "'PLEDGE' is not a Noun.")]
    [InlineData("FORGOTTEN", "POSITION", "'FORGOTTEN' is not a ChangeAction.")]
    public void A_row_with_a_name_that_nobody_knows_is_no_change(string action, string noun, string complaint) =>
        Should.Throw<InvalidOperationException>(() => Row(action, noun).Change).Message.ShouldBe(complaint);

    private static EventRow Row(string? action, string noun) => new(action, noun, Guid.Empty, 1, 1);
}
