using System.Text;
using PeaceTalks.Api.Datasets;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.UnitTests.Texts;

public sealed class LookAlikeTests
{
    [Theory]
    [InlineData("Ukraine", "Ukr\u0430ine")]
    [InlineData("Ukraine", "UKRAINE")]
    [InlineData("ukraine", "ukra1ne")]
    [InlineData("Oslo", "0slo")]
    [InlineData("HATO", "\u041D\u0410\u0422\u041E")]
    [InlineData("Iran", "lran")]
    [InlineData("OTAN", "\u039F\u03A4\u0391\u039D")]
    [InlineData("Kiev", "\uFF2Biev")]
    [InlineData("Minsk II", "Minsk  ll ")]
    [InlineData("Лук'янов", "Лук’янов")]
    [InlineData("Côte", "Co\u0302te")]
    [InlineData("\u0457", "\u00EF")]
    [InlineData("علی‌اکبر", "علیاکبر")]
    public void Texts_that_look_alike_have_one_skeleton(string one, string other) =>
        LookAlike.Skeleton(one).ShouldBe(LookAlike.Skeleton(other));

    [Theory]
    [InlineData("Ukraine", "Україна")]
    [InlineData("Iran", "Iraq")]
    [InlineData("Cote", "Côte")]
    [InlineData("Georgia", "Грузія")]
    [InlineData("Mali", "Malta")]
    [InlineData("Zelensky", "Zelenskyy")]
    [InlineData("Україна", "Украина")]
    [InlineData("minsk-1", "minsk-2")]
    public void Texts_that_do_not_look_alike_have_two(string one, string other) =>
        LookAlike.Skeleton(one).ShouldNotBe(LookAlike.Skeleton(other));

    /// <summary>The database finds look-alikes among slugs by the same rule.</summary>
    [Fact]
    public void Of_a_slug_just_0_1_and_i_are_other_letters() =>
        LookAlike.Skeleton("0123456789-abcdefghijklmnopqrstuvwxyz").ShouldBe("ol23456789-abcdefghljklmnopqrstuvwxyz");

    [Fact]
    public void No_two_items_of_the_shipped_data_look_alike()
    {
        var shipped = Dataset.Read(Path.Combine(AppContext.BaseDirectory, "Datasets", "russia-ukraine-2025"));
        Naming[][] nouns =
        [
            [.. shipped.Reference.Parties.SelectMany(x => x.Names().Select(name => name with { Place = x.Slug }))],
            [.. shipped.Reference.Speakers.SelectMany(x => x.Names().Select(name => name with { Place = x.Slug }))],
            [.. shipped.Reference.Issues.SelectMany(x => x.Names().Select(name => name with { Place = x.Slug }))],
            [.. shipped.Reference.Proposals.SelectMany(x => x.Names().Select(name => name with { Place = x.Slug }))],
        ];

        nouns.ShouldAllBe(names => names.Length > 5);
        foreach (var names in nouns)
        {
            var others =
                from name in names
                from other in names
                where
                    name.Place != other.Place && name.Name != other.Name && LookAlike.Skeleton(name.Name) == LookAlike.Skeleton(other.Name)
                select (name, other);
            others.ShouldBeEmpty();
            names.Select(x => LookAlike.Skeleton(x.Place)).Distinct().Count().ShouldBe(names.Select(x => x.Place).Distinct().Count());
            names.ShouldAllBe(x =>
                HiddenCharacters.InName(x.Name) == null && Alphabets.Mixed(x.Name) == null && x.Name.IsNormalized(NormalizationForm.FormC)
            );
        }
    }
}
