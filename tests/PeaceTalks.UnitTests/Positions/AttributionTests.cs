using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Positions;

public sealed class AttributionTests
{
    [Fact]
    public void Self_takes_precedence_before_other_party_before_unattributed() =>
        Enum.GetValues<Attribution>().Order().ShouldBe([Attribution.Self, Attribution.OtherParty, Attribution.Unattributed]);
}
