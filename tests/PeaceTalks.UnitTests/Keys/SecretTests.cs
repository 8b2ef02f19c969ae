using PeaceTalks.Api.Keys;

namespace PeaceTalks.UnitTests.Keys;

public sealed class SecretTests
{
    [Fact]
    public void A_new_secret_has_the_form_that_is_documented_and_reads_as_itself()
    {
        var secret = Secret.New();

        secret.Text.ShouldMatch(Secret.Pattern);
        secret.Text.Length.ShouldBe(Secret.Length);
        Secret.TryParse(secret.Text, out var read, out _).ShouldBeTrue();
        read!.Hash.ShouldBe(secret.Hash);
        read.Hint.ShouldBe(secret.Text.Substring(3, 8));
    }

    [Fact]
    public void No_two_are_alike() => Enumerable.Range(0, 10_000).Select(_ => Secret.New().Text).Distinct().Count().ShouldBe(10_000);

    [Fact]
    public void Whichever_character_is_mistyped_it_is_told()
    {
        var text = Secret.New().Text;
        for (var i = Secret.Prefix.Length; i < text.Length; i++)
        {
            foreach (var other in "aZ0-_".Where(x => x != text[i]))
            {
                Secret.TryParse($"{text[..i]}{other}{text[(i + 1)..]}", out _, out var complaint).ShouldBeFalse($"{other} at {i}");
                complaint.ShouldContain("typo");
            }
        }
    }

    [Fact]
    public void Two_characters_changed_over_are_told()
    {
        var text = Secret.New().Text;
        for (var i = Secret.Prefix.Length; i + 1 < text.Length; i++)
        {
            if (text[i] != text[i + 1])
            {
                Secret.TryParse($"{text[..i]}{text[i + 1]}{text[i]}{text[(i + 2)..]}", out _, out _).ShouldBeFalse($"at {i}");
            }
        }
    }

    [Theory]
    [InlineData("", "begin with pt_")]
    [InlineData("secret", "begin with pt_")]
    [InlineData("PT_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "begin with pt_")]
    [InlineData("pt_", "3 characters")]
    [InlineData("pt_AAAA", "7 characters")]
    [InlineData("pt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "typo")]
    [InlineData("pt_AAAAAAAAAAAAAAAAAAAAAAAA AAAAAAAAAAAAAAAAAAAAAAA", "typo")]
    [InlineData("pt_AAAAAAAAAAAAAAAAAAAAAAAA\nAAAAAAAAAAAAAAAAAAAAAAA", "typo")]
    [InlineData("pt_ДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДДД", "typo")]
    public void What_is_no_secret_is_told_why_and_not_repeated(string text, string said)
    {
        Secret.TryParse(text, out var secret, out var complaint).ShouldBeFalse();

        secret.ShouldBeNull();
        complaint.ShouldContain(said);
        if (text.Length > 10)
        {
            complaint.ShouldNotContain(text[3..]);
        }
    }
}
