using PeaceTalks.Api.Texts;

namespace PeaceTalks.UnitTests.Texts;

public sealed class HiddenCharactersTests
{
    [Theory]
    [InlineData("Ukr\u200Baine", "holds U+200B, which is invisible; leave it out")]
    [InlineData("\uFEFFUkraine", "holds U+FEFF, which is invisible; leave it out")]
    [InlineData("Ukr\u00ADaine", "holds U+00AD, which is invisible; leave it out")]
    [InlineData("Ukr\u200Caine", "holds U+200C, which is invisible; leave it out")]
    [InlineData("Ukr\u200Daine", "holds U+200D, which is invisible; leave it out")]
    [InlineData("Ukraine\u200E", "holds U+200E, which is invisible; leave it out")]
    [InlineData("\u202EeniarkU", "holds U+202E, which is invisible; leave it out")]
    [InlineData("Ukraine\u2069", "holds U+2069, which is invisible; leave it out")]
    [InlineData("Ukraine\nRussia", "holds U+000A, which is invisible; leave it out")]
    [InlineData("Ukraine\tRussia", "holds U+0009, which is invisible; leave it out")]
    [InlineData("Ukraine\u0085", "holds U+0085, which is invisible; leave it out")]
    [InlineData("Ukraine\u2028", "holds U+2028, which is invisible; leave it out")]
    [InlineData("Ukraine\uFE0F", "holds U+FE0F, which is invisible; leave it out")]
    [InlineData("Ukraine\u3164", "holds U+3164, which is invisible; leave it out")]
    [InlineData("Ukraine\U000E0061", "holds U+E0061, which is invisible; leave it out")]
    [InlineData("United\u00A0States", "holds U+00A0, which is not a plain space; write a plain space")]
    [InlineData("United\u2009States", "holds U+2009, which is not a plain space; write a plain space")]
    public void A_name_has_nothing_that_is_not_seen(string name, string complaint) => HiddenCharacters.InName(name).ShouldBe(complaint);

    [Theory]
    [InlineData("Володимир Зеленський")]
    [InlineData("Лук'янов-Мар’їна, д. 5")]
    [InlineData("Владимир Путин")]
    [InlineData("عباس عراقچی")]
    [InlineData("علی\u200Cاکبر ولایتی")]
    [InlineData("ශ්\u200Dරී ලංකා")]
    [InlineData("Türkiye, “the host” – № 1")]
    [InlineData("中华人民共和国")]
    public void A_name_may_be_of_any_language(string name) => HiddenCharacters.InName(name).ShouldBeNull();

    [Theory]
    [InlineData("One line\nand another,\r\nwith a\ttab and 5\u00A0km")]
    [InlineData("می\u200Cخواهم")]
    [InlineData("\U0001F468\u200D\U0001F469 said: שלום\u200F!")]
    [InlineData("\u061Cالسلام (NATO)\u200E.")]
    public void A_text_may_have_what_its_language_writes_with(string text) => HiddenCharacters.InRunningText(text).ShouldBeNull();

    [Theory]
    [InlineData("we agree \u202Eton od", "holds U+202E, which changes the direction of the text; leave it out")]
    [InlineData("we \u2066agree\u2069", "holds U+2066, which changes the direction of the text; leave it out")]
    [InlineData("we\u200B agree", "holds U+200B, which is invisible; leave it out")]
    [InlineData("we\u00AD agree", "holds U+00AD, which is invisible; leave it out")]
    [InlineData("we\u0007 agree", "holds U+0007, which is invisible; leave it out")]
    public void A_text_has_nothing_that_hides_or_turns_its_words(string text, string complaint) =>
        HiddenCharacters.InRunningText(text).ShouldBe(complaint);
}
