using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Positions;

public sealed class QuantityTests
{
    [Theory]
    [InlineData("1 km", "1000 m")]
    [InlineData("1.5 km", "1500 m")]
    [InlineData("1 mile", "1609.344 m")]
    [InlineData("2 miles", "3.218688 km")]
    [InlineData("1 metre", "1 meter")]
    [InlineData("3 metres", "3 meters")]
    [InlineData("1 kilometre", "1 kilometer")]
    [InlineData("3 kilometres", "3 kilometers")]
    [InlineData("1 day", "24 hours")]
    [InlineData("1 hour", "1 h")]
    [InlineData("2 weeks", "14 days")]
    [InlineData("1 week", "168 hours")]
    [InlineData("15 years", "180 months")]
    [InlineData("1 year", "12 months")]
    [InlineData("1 month", "1 months")]
    [InlineData("50 %", "50 percent")]
    [InlineData("50 %", "50 per cent")]
    [InlineData("5 %", "50 ‰")]
    [InlineData("0 km", "0 m")]
    [InlineData("-1 km", "-1000 m")]
    [InlineData("40.0 km", "40.000 km")]
    [InlineData("800000 troops", "800000.0 troops")]
    [InlineData("3", "3.0")]
    public void These_are_the_same_amount(string one, string other)
    {
        Amount(one).ShouldBe(Amount(other));
        Term(one).SameAs(Term(other)).ShouldBeTrue();
        Term(other).SameAs(Term(one)).ShouldBeTrue();
        Quantity.Difference(Term(one), Term(other)).ShouldBe(0);
    }

    [Theory]
    [InlineData("1 km", "1 m")]
    [InlineData("1 km", "1 mile")]
    [InlineData("1 year", "1 month")]
    [InlineData("1 km", "1000.000001 m")]
    [InlineData("3 troops", "4 troops")]
    public void These_can_be_compared_and_differ(string one, string other)
    {
        Term(one).SameAs(Term(other)).ShouldBeFalse();
        Quantity.Difference(Term(one), Term(other)).ShouldNotBeNull().ShouldNotBe(0);
    }

    [Theory]
    [InlineData("1 year", "365 days")] // a year has no fixed number of days
    [InlineData("1 month", "30 days")]
    [InlineData("1 month", "4 weeks")]
    [InlineData("1 km", "1 hour")]
    [InlineData("1 km", "1")]
    [InlineData("1 km", "1 Km")] // as written
    [InlineData("50 %", "0.5")]
    [InlineData("1 USD", "1 EUR")]
    [InlineData("1 USD", "1")]
    [InlineData("1 km2", "1 km")]
    public void These_cannot_be_compared_and_are_not_the_same(string one, string other)
    {
        Term(one).SameAs(Term(other)).ShouldBeFalse();
        Quantity.Difference(Term(one), Term(other)).ShouldBeNull();
        Quantity.Difference(Term(other), Term(one)).ShouldBeNull();
    }

    [Theory]
    [InlineData("10 km", "40 km", "30")]
    [InlineData("40 km", "10 km", "-30")]
    [InlineData("1 km", "1500 m", "500")] // in the unit of the later one
    [InlineData("1500 m", "1 km", "-0.5")]
    [InlineData("15 years", "20 years", "5")]
    [InlineData("1 year", "18 months", "6")]
    [InlineData("18 months", "1 year", "-0.5")]
    [InlineData("1 m", "1 mile", "0.999379")] // to six decimals
    [InlineData("3", "5", "2")]
    [InlineData("600000 troops", "800000 troops", "200000")]
    [InlineData("-999999999999999.999999 miles", "999999999999999.999999 miles", "1999999999999999.999998")]
    public void The_difference_is_in_the_unit_of_the_later_figure(string from, string to, string difference) =>
        Quantity.Difference(Term(from), Term(to)).ShouldBe(decimal.Parse(difference));

    [Fact]
    public void A_figure_without_a_value_differs_by_no_amount()
    {
        var same = new Term("x", Comparator.SameAsOtherSide, null, null, false);

        Quantity.Difference(same, Term("40 km")).ShouldBeNull();
        Quantity.Difference(Term("40 km"), same).ShouldBeNull();
        Quantity.Difference(same, same).ShouldBeNull();
        Quantity.Difference(null, Term("40 km")).ShouldBeNull();
        Quantity.Difference(Term("40 km"), null).ShouldBeNull();
        same.SameAs(same with { Carried = true }).ShouldBeTrue();
        same.SameAs(Term("40 km") with { Comparator = Comparator.SameAsOtherSide }).ShouldBeFalse();
    }

    private static Term Term(string figure) => PeaceTalks.Api.Positions.Term.Read($"x = {figure}").ShouldNotBeNull();

    private static Quantity Amount(string figure) => Quantity.FromValue(Term(figure).Value!.Value, Term(figure).Unit);
}
