using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.UnitTests.Ledger;

public sealed class SlugsTests
{
    [Theory]
    [InlineData("ukraine")]
    [InlineData("donbas-territory")]
    [InlineData("russia-ukraine-2025")]
    [InlineData("2025")]
    [InlineData("a-1-b")]
    [InlineData("x")]
    public void Lower_case_words_and_digits_with_single_hyphens_between_are_a_slug(string text) => Fits(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("-ukraine")]
    [InlineData("ukraine-")]
    [InlineData("donbas--territory")]
    [InlineData("Ukraine")]
    [InlineData("donbas_territory")]
    [InlineData("donbas territory")]
    [InlineData("donbas/territory")]
    [InlineData("donbas.territory")]
    [InlineData(" ukraine")]
    [InlineData("ukraine ")]
    [InlineData("ukraine\n")]
    [InlineData("\nukraine")]
    [InlineData("ukraine\nrussia")]
    [InlineData("україна")]
    [InlineData("\u0662\u0660\u0662\u0665")] // Arabic-Indic digits
    public void Anything_else_is_none(string text) => Fits(text).ShouldBeFalse();

    [Fact]
    public void The_pattern_of_the_database_and_the_form_here_are_one() => Slugs.Form().ToString().ShouldBe(Slugs.Pattern[..^1] + @"\z");

    private static bool Fits(string text) => Slugs.Form().IsMatch(text);
}
