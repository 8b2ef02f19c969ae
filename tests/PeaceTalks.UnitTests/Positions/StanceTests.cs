using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Positions;

public sealed class StanceTests
{
    [Theory]
    [InlineData(Stance.Supports, 2)]
    [InlineData(Stance.Conditional, 1)]
    [InlineData(Stance.Open, 0)]
    [InlineData(Stance.Neutral, 0)]
    [InlineData(Stance.Sceptical, -1)]
    [InlineData(Stance.Opposes, -2)]
    [InlineData(Stance.Undisclosed, null)]
    [InlineData(Stance.Declined, null)]
    [InlineData(Stance.NoResponse, null)]
    public void Each_stance_has_its_score_and_silence_has_none(Stance stance, int? score)
    {
        stance.Score().ShouldBe(score);
        stance.IsSilence().ShouldBe(score is null);
    }

    [Fact]
    public void There_are_these_nine_and_no_others() =>
        Enum.GetNames<Stance>()
            .ShouldBe(["Supports", "Conditional", "Open", "Neutral", "Sceptical", "Opposes", "Undisclosed", "Declined", "NoResponse"]);
}
