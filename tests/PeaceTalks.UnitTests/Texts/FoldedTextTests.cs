using PeaceTalks.Api.Texts;

namespace PeaceTalks.UnitTests.Texts;

public sealed class FoldedTextTests
{
    [Theory]
    [InlineData("Zelenskyy's", "zelenski")]
    [InlineData("ZELENSKIY’S", "zelenski")]
    [InlineData("Зеленський", "zelenski")]
    [InlineData("Зеленский", "zelenski")]
    [InlineData("Київ", "kiv")]
    [InlineData("Kyiv", "kiv")]
    [InlineData("Запоріжжя", "zaporizhzhia")]
    [InlineData("Zaporizhzhya", "zaporizhzhia")]
    [InlineData("«Гарантії безпеки»", "garanti bezpeki")]
    [InlineData("République française", "republique francaise")]
    [InlineData("  cease-fire,\tnow! ", "cease fire now")]
    [InlineData("'Coalition of the willing'", "coalition of the willing")]
    [InlineData("U.S.", "u s")]
    [InlineData("—", "")]
    public void Spellings_of_the_same_words_are_the_same(string text, string folded) => FoldedText.Fold(text).ShouldBe(folded);

    [Fact]
    public void Words_have_the_places_at_which_they_stand()
    {
        const string Text = "Zelenskyy’s plan: 20 km";

        FoldedText
            .WordsIn(Text)
            .Select(x => $"{Text[x.Start..x.End]}={x.Folded}")
            .ShouldBe(["Zelenskyy’s=zelenski", "plan=plan", "20=20", "km=km"]);
    }
}
