using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Positions;

public sealed class AttributionTests
{
    [Theory]
    [InlineData("ukraine", "ukraine", Attribution.Self)]
    [InlineData("ukraine", "russia", Attribution.OtherParty)]
    [InlineData("ukraine", null, Attribution.OtherParty)]
    [InlineData(null, "russia", Attribution.Unattributed)]
    [InlineData(null, null, Attribution.Unattributed)]
    [InlineData("Ukraine", "ukraine", Attribution.OtherParty)]
    public void Attribution_follows_from_who_asserted_it_and_who_holds_it(string? assertedBy, string? holder, Attribution attribution) =>
        Attributions.Of(assertedBy, holder).ShouldBe(attribution);

    [Fact]
    public void Self_takes_precedence_before_other_party_before_unattributed() =>
        Enum.GetValues<Attribution>().Order().ShouldBe([Attribution.Self, Attribution.OtherParty, Attribution.Unattributed]);
}
