using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Diffs;
using PeaceTalks.UnitTests.Dates;

namespace PeaceTalks.UnitTests.Diffs;

public sealed class DateUncertaintyTests
{
    private static readonly DateOnly From = new(2026, 1, 10);
    private static readonly DateOnly To = new(2026, 1, 20);

    [Theory]
    [InlineData("2026-01-11")] // the first day of the window
    [InlineData("2026-01-15")]
    [InlineData("2026-01-20")] // the last day of the window
    [InlineData("[2026-01-11..2026-01-20]")]
    [InlineData("[2026-01-12..2026-01-13]")]
    public void Inside_the_window_there_is_none(string stated) =>
        DateUncertainty.Explain("was stated", Bounds.Of(stated), From, To).ShouldBeNull();

    [Theory]
    [InlineData("[2026-01-10..2026-01-11]", "it was stated between 2026-01-10 and 2026-01-11, so perhaps not after 2026-01-10")]
    [InlineData("[2025-12-01..2026-01-20]", "it was stated between 2025-12-01 and 2026-01-20, so perhaps not after 2026-01-10")]
    [InlineData("[..2026-01-11]", "it was stated by 2026-01-11, on a day that is not known, so perhaps not after 2026-01-10")]
    [InlineData("[..2026-01-20]", "it was stated by 2026-01-20, on a day that is not known, so perhaps not after 2026-01-10")]
    public void Bounds_that_begin_before_the_window_perhaps_lie_there(string stated, string reason) =>
        DateUncertainty.Explain("was stated", Bounds.Of(stated), From, To)!.Reason.ShouldBe(reason);

    [Theory]
    [InlineData("[2026-01-20..2026-01-21]", "it was stated between 2026-01-20 and 2026-01-21, so perhaps after 2026-01-20")]
    [InlineData("[2026-01-11..2026-02-28]", "it was stated between 2026-01-11 and 2026-02-28, so perhaps after 2026-01-20")]
    public void Bounds_that_end_after_the_window_perhaps_lie_there(string stated, string reason) =>
        DateUncertainty.Explain("was stated", Bounds.Of(stated), From, To)!.Reason.ShouldBe(reason);

    [Theory]
    [InlineData("2026-01", "it was stated between 2026-01-01 and 2026-01-31, so perhaps not after 2026-01-10 or after 2026-01-20")]
    [InlineData(
        "[2026-01-10..2026-01-21]",
        "it was stated between 2026-01-10 and 2026-01-21, so perhaps not after 2026-01-10 or after 2026-01-20"
    )]
    [InlineData(
        "[..2026-01-21]",
        "it was stated by 2026-01-21, on a day that is not known, so perhaps not after 2026-01-10 or after 2026-01-20"
    )]
    public void Bounds_around_the_window_perhaps_lie_on_either_side(string stated, string reason) =>
        DateUncertainty.Explain("was stated", Bounds.Of(stated), From, To)!.Reason.ShouldBe(reason);

    [Fact]
    public void It_says_what_the_day_is_the_day_of() =>
        DateUncertainty
            .Explain("happened", Bounds.Of("[..2026-01-20]"), From, To)!
            .Reason.ShouldBe("it happened by 2026-01-20, on a day that is not known, so perhaps not after 2026-01-10");

    [Theory]
    [InlineData("2026-01-11", "it was reported as standing on 2026-01-11, so perhaps not after 2026-01-10")]
    [InlineData("2026-01-20", "it was reported as standing on 2026-01-20, so perhaps not after 2026-01-10")]
    [InlineData(
        "[2026-01-12..2026-01-13]",
        "it was reported as standing between 2026-01-12 and 2026-01-13, so perhaps not after 2026-01-10"
    )]
    [InlineData("[..2026-01-20]", "it was stated by 2026-01-20, on a day that is not known, so perhaps not after 2026-01-10")]
    [InlineData("[2026-01-11..2026-01-21]", "it was stated between 2026-01-11 and 2026-01-21, so perhaps after 2026-01-20")]
    public void What_is_reported_as_standing_may_be_older_than_its_report(string published, string reason) =>
        DateUncertainty.Explain("was stated", Bounds.Of(published, DateBasis.Publication), From, To)!.Reason.ShouldBe(reason);

    [Theory]
    [InlineData(DateBasis.Stated)]
    [InlineData(DateBasis.Relative)]
    [InlineData(DateBasis.Inferred)]
    public void Any_other_basis_is_of_a_day_on_which_it_was_said_or_done(DateBasis basis) =>
        DateUncertainty.Explain("was stated", Bounds.Of("2026-01-11", basis), From, To).ShouldBeNull();

    [Theory]
    [InlineData("2026-01-11", DateBasis.Publication, "possibly earlier: reported as standing on 2026-01-11")]
    [InlineData(
        "[2026-01-12..2026-01-13]",
        DateBasis.Publication,
        "possibly earlier: reported as standing between 2026-01-12 and 2026-01-13"
    )]
    [InlineData("[..2026-01-20]", DateBasis.Publication, "possibly earlier: by 2026-01-20, on a day that is not known")]
    [InlineData("[2026-01-10..2026-01-11]", DateBasis.Stated, "possibly earlier: between 2026-01-10 and 2026-01-11")]
    [InlineData("[2026-01-20..2026-01-21]", DateBasis.Stated, "possibly later: between 2026-01-20 and 2026-01-21")]
    [InlineData("2026-01", DateBasis.Inferred, "possibly earlier or later: between 2026-01-01 and 2026-01-31")]
    public void A_headline_says_it_in_a_few_words(string day, DateBasis basis, string hint) =>
        DateUncertainty.Explain("was stated", Bounds.Of(day, basis), From, To)!.Hint.ShouldBe(hint);

    [Fact]
    public void There_is_none_just_where_every_day_within_the_bounds_is_in_the_window()
    {
        var days = Enumerable.Range(8, 15).Select(day => new DateOnly(2026, 1, day)).ToList();
        foreach (var (earliest, latest) in from earliest in days from latest in days where earliest <= latest select (earliest, latest))
        {
            var isInside = days.Where(day => day >= earliest && day <= latest).All(day => day > From && day <= To);

            (DateUncertainty.Explain("was stated", new(earliest, latest, default), From, To) is null).ShouldBe(
                isInside,
                $"{earliest:O}..{latest:O}"
            );
            DateUncertainty.Explain("was stated", new(null, latest, default), From, To).ShouldNotBeNull();
        }
    }
}
