using PeaceTalks.Api.Texts;

namespace PeaceTalks.UnitTests.Texts;

public sealed class EnumNamesTests
{
    private enum Kind
    {
        Open,
        TermsChanged,
        InTheOutletsOwnVoice,
    }

    [Fact]
    public void Names_are_upper_snake_and_read_back()
    {
        EnumNames.All<Kind>().ShouldBe(["OPEN", "TERMS_CHANGED", "IN_THE_OUTLETS_OWN_VOICE"]);
        EnumNames.All(typeof(Kind)).ShouldBe(EnumNames.All<Kind>());
        foreach (var value in Enum.GetValues<Kind>())
        {
            EnumNames.TryParse<Kind>(EnumNames.NameOf(value), out var back).ShouldBeTrue();
            back.ShouldBe(value);
            EnumNames.TryParse(typeof(Kind), EnumNames.NameOf(value), out var boxed).ShouldBeTrue();
            boxed.ShouldBe(value);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Open")]
    [InlineData("open")]
    [InlineData(" OPEN")]
    [InlineData("OPEN,TERMS_CHANGED")]
    [InlineData("0")]
    [InlineData("TermsChanged")]
    public void Anything_but_the_exact_name_is_refused(string? text)
    {
        EnumNames.TryParse<Kind>(text, out _).ShouldBeFalse();
        if (text is not null)
        {
            EnumNames.TryParse(typeof(Kind), text, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_number_without_a_member_has_no_name() => Should.Throw<ArgumentOutOfRangeException>(() => EnumNames.NameOf((Kind)99));

    [Theory]
    [InlineData("terms changed", "did you mean TERMS_CHANGED?")]
    [InlineData("terms-changed", "did you mean TERMS_CHANGED?")]
    [InlineData("OPNE", "did you mean OPEN?")]
    [InlineData("zzz", "is not one of OPEN, TERMS_CHANGED, IN_THE_OUTLETS_OWN_VOICE")]
    public void A_complaint_says_what_would_be_right(string text, string end) => EnumNames.Complaint(typeof(Kind), text).ShouldEndWith(end);
}
