using PeaceTalks.Api.Texts;

namespace PeaceTalks.UnitTests.Texts;

public sealed class SpellingTests
{
    [Theory]
    [InlineData("ukrain", "ukraine")]
    [InlineData("UKRAINE", "ukraine")]
    [InlineData("rusisa", "russia")]
    [InlineData("russian-federation", "russia")]
    [InlineData("united", "united-states")]
    [InlineData("atlantis", null)]
    [InlineData("", null)]
    public void The_nearest_is_found_or_none(string text, string? expected) =>
        Spelling.Nearest(text, ["russia", "ukraine", "united-states"]).ShouldBe(expected);

    [Fact]
    public void A_plural_leads_to_the_singular() => Spelling.Nearest("parties", ["limit", "party"]).ShouldBe("party");

    [Fact]
    public void Of_equally_near_ones_the_first_in_order_is_named() => Spelling.Nearest("cat", ["hat", "bat"]).ShouldBe("bat");

    [Fact]
    public void Nothing_is_near_where_nothing_is_known() => Spelling.Nearest("x", []).ShouldBeNull();

    [Fact]
    public void A_long_text_is_shown_shortened_and_whole_characters_stay_whole()
    {
        Spelling.Quoted("short").ShouldBe("'short'");
        Spelling.Quoted(new string('x', 59) + "😀😀").ShouldBe($"'{new string('x', 59)}...'");
    }
}
