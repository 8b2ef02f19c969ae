using PeaceTalks.Api.Feeds;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.UnitTests.Feeds;

public sealed class FeedRowTests
{
    [Theory]
    [InlineData("POSITION", Noun.Position)]
    [InlineData("MEETING", Noun.Meeting)]
    public void A_row_is_a_change_of_a_record_by_the_names_of_its_action_and_noun(string noun, Noun expected)
    {
        var change = Row("CORRECTED", noun).Change;

        (change.Action, change.Noun).ShouldBe((ChangeAction.Corrected, expected));
    }

    [Fact]
    public void A_row_with_an_action_that_nobody_knows_is_no_change() =>
        Should.Throw<InvalidOperationException>(() => Row("FORGOTTEN").Change).Message.ShouldBe("'FORGOTTEN' is not a ChangeAction.");

    private static FeedRow Row(string action, string noun = "POSITION") => new(action, noun, Guid.Empty, 1, 1);
}
