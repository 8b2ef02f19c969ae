using PeaceTalks.Api.Ledger;

namespace PeaceTalks.UnitTests.Ledger;

public sealed class AttributionTests
{
    [Fact]
    public void Self_takes_precedence_before_other_party_before_unattributed() =>
        Enum.GetValues<Attribution>().Order().ShouldBe([Attribution.Self, Attribution.OtherParty, Attribution.Unattributed]);
}
