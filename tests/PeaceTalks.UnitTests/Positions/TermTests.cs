using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Positions;

public sealed class TermTests
{
    [Theory]
    [InlineData("=", Comparator.Exactly)]
    [InlineData("<=", Comparator.AtMost)]
    [InlineData(">=", Comparator.AtLeast)]
    [InlineData("<", Comparator.LessThan)]
    [InlineData(">", Comparator.MoreThan)]
    public void Each_sign_reads_as_its_comparator(string sign, Comparator comparator) =>
        Term.Read($"withdrawalDistance {sign} 40 km").ShouldBe(new Term("withdrawalDistance", comparator, 40, "km", false));

    [Theory]
    [InlineData("withdrawalDistance same as other side")]
    [InlineData("withdrawalDistance   same as other side")]
    public void Same_as_other_side_has_neither_value_nor_unit(string text) =>
        Term.Read(text).ShouldBe(new Term("withdrawalDistance", Comparator.SameAsOtherSide, null, null, false));

    [Theory]
    [InlineData("share = 50.5 %", "50.5")]
    [InlineData("share = 0.000001 %", "0.000001")]
    [InlineData("share = 123456789012345 %", "123456789012345")]
    [InlineData("share = 123456789012345.123456 %", "123456789012345.123456")]
    [InlineData("share = -3 %", "-3")]
    [InlineData("share = 0 %", "0")]
    public void Values_are_decimals_of_up_to_15_digits_before_and_6_after_the_point(string text, string value) =>
        Term.Read(text).ShouldBe(new Term("share", Comparator.Exactly, decimal.Parse(value), "%", false));

    [Theory]
    [InlineData("duration > 15 years", "years")]
    [InlineData("duration > 15years", "years")]
    [InlineData("duration > 15", null)]
    [InlineData("duration > 15  ", null)]
    [InlineData("duration > 15 years  ", "years")]
    [InlineData("duration > 15 working days a year", "working days a year")]
    [InlineData("duration > 15 %", "%")]
    [InlineData("duration > 15%", "%")]
    [InlineData("duration > 15 USD/month", "USD/month")]
    [InlineData("duration > 15 €", "€")]
    [InlineData("duration > 15 km2", "km2")]
    [InlineData("duration > 15 років", "років")]
    public void The_unit_is_what_follows_as_written_without_the_spaces_around(string text, string? unit) =>
        Term.Read(text).ShouldBe(new Term("duration", Comparator.MoreThan, 15, unit, false));

    [Theory]
    [InlineData("x=4km", "x", "km")]
    [InlineData("x =4 km", "x", "km")]
    [InlineData("x= 4 km", "x", "km")]
    [InlineData("x   =   4   km", "x", "km")]
    [InlineData("troops2Ceiling = 4 km", "troops2Ceiling", "km")]
    public void Spaces_about_the_sign_are_free(string text, string key, string unit) =>
        Term.Read(text).ShouldBe(new Term(key, Comparator.Exactly, 4, unit, false));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("x = ")]
    [InlineData("x = km")]
    [InlineData("= 4 km")]
    [InlineData("x 4 km")]
    [InlineData(" x = 4 km")]
    [InlineData("Distance = 4 km")]
    [InlineData("4x = 4 km")]
    [InlineData("withdrawal-distance = 4 km")]
    [InlineData("withdrawal distance = 4 km")]
    [InlineData("дистанція = 4 km")]
    [InlineData("x == 4 km")]
    [InlineData("x => 4 km")]
    [InlineData("x != 4 km")]
    [InlineData("x ≤ 4 km")]
    [InlineData("x ~ 4 km")]
    [InlineData("x = +4 km")]
    [InlineData("x = - 4 km")]
    [InlineData("x = .5 km")]
    [InlineData("x = 4 km\nof 5")]
    [InlineData("x = \u0664\u0660 km")] // Arabic-Indic
    [InlineData("x = 4\u0660 km")]
    public void Any_other_form_is_refused(string text) => Term.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("x = 1,000 km")] // not 1
    [InlineData("x = 1.000.000 km")]
    [InlineData("x = 1'000 km")]
    [InlineData("x = 10 000 km")] // not 10
    [InlineData("x = 5-10 years")] // not 5
    [InlineData("x = 5–10 years")]
    [InlineData("x = 1e3 km")] // not 1
    [InlineData("x = 2 <= 3 km")]
    [InlineData("x = 40. km")]
    [InlineData("x = 0.1234567 km")] // a seventh digit is not cut off
    [InlineData("x = 1234567890123456 km")] // nor a sixteenth
    public void A_number_in_another_form_is_refused_and_not_read_in_part(string text) => Term.Read(text).ShouldBeNull();

    [Theory]
    [InlineData("x same as the other side")]
    [InlineData("x Same as other side")]
    [InlineData("x same as other side 4")]
    [InlineData("x same as other side km")]
    [InlineData("x = same as other side")]
    [InlineData("xsame as other side")]
    [InlineData("same as other side")]
    public void Same_as_other_side_has_one_wording(string text) => Term.Read(text).ShouldBeNull();

    [Fact]
    public void The_same_figure_is_the_same_at_another_scale_and_whoever_carried_it()
    {
        var term = new Term("distance", Comparator.AtMost, 40m, "km", false);

        term.SameAs(term with { Value = 40.00m, Carried = true }).ShouldBeTrue();
    }

    [Fact]
    public void Another_key_comparator_value_or_unit_is_another_figure()
    {
        var term = new Term("distance", Comparator.AtMost, 40m, "km", false);

        term.SameAs(term with { Key = "depth" }).ShouldBeFalse();
        term.SameAs(term with { Comparator = Comparator.LessThan }).ShouldBeFalse();
        term.SameAs(term with { Value = 40.01m }).ShouldBeFalse();
        term.SameAs(term with { Value = null }).ShouldBeFalse();
        term.SameAs(term with { Unit = "miles" }).ShouldBeFalse();
        term.SameAs(term with { Unit = null }).ShouldBeFalse();
    }
}
