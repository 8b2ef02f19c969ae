using PeaceTalks.Api.Feeds;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.UnitTests.Feeds;

public sealed class FeedRowTests
{
    [Fact]
    public void A_row_is_a_change_of_a_position_by_the_name_of_its_action()
    {
        var change = Row("CORRECTED").Change;

        (change.Action, change.Noun).ShouldBe((ChangeAction.Corrected, Noun.Position));
    }

    [Fact]
    public void A_row_with_an_action_that_nobody_knows_is_no_change() =>
        Should.Throw<InvalidOperationException>(() => Row("FORGOTTEN").Change).Message.ShouldBe("'FORGOTTEN' is not a ChangeAction.");

    private static FeedRow Row(string action) => new(action, Guid.Empty, 1, 1);
}
