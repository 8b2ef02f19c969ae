using PeaceTalks.Api.Texts;

namespace PeaceTalks.UnitTests.Texts;

public sealed class AlphabetsTests
{
    [Theory]
    [InlineData(
        "Ukr\u0430ine",
        "mixes alphabets: in 'Ukr\u0430ine' the '\u0430' is Cyrillic (U+0430), and other letters are Latin; write a word in one alphabet"
    )]
    [InlineData(
        "the Pr\u03BFposal",
        "mixes alphabets: in 'Pr\u03BFposal' the '\u03BF' is Greek (U+03BF), and other letters are Latin; write a word in one alphabet"
    )]
    [InlineData(
        "Укра\u00EFна",
        "mixes alphabets: in 'Укра\u00EFна' the '\u00EF' is Latin (U+00EF), and other letters are Cyrillic; write a word in one alphabet"
    )]
    public void A_word_in_two_alphabets_is_told_by_its_odd_letter(string name, string complaint) =>
        Alphabets.Mixed(name).ShouldBe(complaint);

    [Theory]
    [InlineData("Україна (Ukraine)")]
    [InlineData("Група G7 та НАТО/NATO")]
    [InlineData("Αθήνα Athens Афіни")]
    [InlineData("Зв'язок, подвирʼя, Мар’яна")]
    [InlineData("Côte d'Ivoire Łódź Đorđe İstanbul")]
    [InlineData("5 µm in 日本語 ラテンABC")]
    [InlineData("Е\u0301то")]
    public void Words_may_each_have_their_own(string name) => Alphabets.Mixed(name).ShouldBeNull();
}
