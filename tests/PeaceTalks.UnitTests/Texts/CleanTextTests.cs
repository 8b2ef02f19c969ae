using PeaceTalks.Api.Texts;

namespace PeaceTalks.UnitTests.Texts;

public sealed class CleanTextTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(150)]
    public void A_letter_carries_no_heap_of_marks(int marks)
    {
        var text = "Iraq" + new string('\u0323', marks) + " and Iran";

        CleanText.Clean(text, out var complaint).ShouldBe(text);

        complaint.ShouldBe("holds more than 8 combining marks in a row, after 'q'; leave some of them out");
    }

    /// <summary>The most that languages write on one letter, in the order in which they write it.</summary>
    [Theory]
    [InlineData("Vietnamese, in parts: e\u0323\u0302")]
    [InlineData("Hebrew: שׇּֽׁ֣")]
    [InlineData("Arabic: للَّٰه")]
    [InlineData("Burmese: မြွှေ့ ကြွော်")]
    [InlineData("Tibetan: ཧཱུྃ རྒྱུནྡྲྀ")]
    [InlineData("Thai: น้ำ ที่")]
    [InlineData("Lithuanian: i\u0307\u0301")]
    [InlineData("Yoruba: o\u0323\u0301")]
    public void A_letter_carries_what_its_language_writes(string text)
    {
        CleanText.Clean(text, out var complaint).ShouldBe(text.Normalize());

        complaint.ShouldBeNull();
    }

    [Fact]
    public void Eight_marks_are_taken_and_marks_begin_anew_with_each_letter()
    {
        var text = string.Concat(Enumerable.Repeat("q" + new string('\u0323', 8), 20));

        CleanText.Clean(text, out var complaint).ShouldBe(text);

        complaint.ShouldBeNull();
    }
}
