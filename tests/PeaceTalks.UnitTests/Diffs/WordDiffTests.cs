using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Diffs;

namespace PeaceTalks.UnitTests.Diffs;

public sealed class WordDiffTests
{
    /// <summary>Few words, so that many recur, and all that may stand between them, also twice, at the ends, or not at all.</summary>
    private static readonly Arbitrary<(string Before, string After)> Texts = Gen.Two(
            from pieces in Gen.Elements(
                    "talks",
                    "not",
                    "Москва",
                    "переговоры",
                    "40",
                    "don't",
                    " ",
                    " ",
                    " ",
                    "  ",
                    "\n",
                    ", ",
                    ".",
                    "; ",
                    "\"",
                    "«",
                    "»",
                    "(",
                    ") ",
                    "–",
                    "!",
                    "é",
                    "🕊"
                )
                .ListOf()
            select string.Concat(pieces)
        )
        .ToArbitrary();

    [Fact]
    public void The_runs_make_both_texts() =>
        Always.Holds(
            Texts,
            texts =>
            {
                var runs = WordDiff.Between(texts.Before, texts.After);

                string.Concat(runs.Where(x => x.Change != WordChange.Inserted).Select(x => x.Text)).ShouldBe(texts.Before);
                string.Concat(runs.Where(x => x.Change != WordChange.Deleted).Select(x => x.Text)).ShouldBe(texts.After);
            }
        );

    [Fact]
    public void No_run_is_empty_and_no_two_that_follow_one_another_have_changed_alike() =>
        Always.Holds(
            Texts,
            texts =>
            {
                var runs = WordDiff.Between(texts.Before, texts.After);

                runs.ShouldAllBe(x => x.Text.Length > 0);
                runs.Zip(runs.Skip(1)).ShouldAllBe(x => x.First.Change != x.Second.Change);
            }
        );

    [Fact]
    public void Between_two_changes_there_is_more_than_a_space() =>
        Always.Holds(
            Texts,
            texts =>
            {
                var runs = WordDiff.Between(texts.Before, texts.After);

                runs.Skip(1).SkipLast(1).ShouldAllBe(x => x.Change != WordChange.Same || x.Text.Trim().Length > 0);
            }
        );

    [Fact]
    public void The_same_text_is_one_run() =>
        Always.Holds(
            Texts,
            texts =>
                WordDiff
                    .Between(texts.Before, texts.Before)
                    .ShouldBe(texts.Before.Length == 0 ? [] : [new WordRun(WordChange.Same, texts.Before)])
        );

    [Theory]
    [InlineData("Is ready to pull back.", "Is not ready to pull back.", "Is [+not +]ready to pull back.")]
    [InlineData("Is not ready to pull back.", "Is ready to pull back.", "Is [-not -]ready to pull back.")]
    [InlineData(
        "Would pull back 10 km, if South does.",
        "Would pull back 40 km, if South does the same.",
        "Would pull back [-10-][+40+] km, if South does[+ the same+]."
    )]
    [InlineData(
        "Ukraine does not accept giving up Donbas.",
        "Ukraine resists the demand that it hand over the Donetsk region.",
        "Ukraine [-does not accept giving up Donbas-][+resists the demand that it hand over the Donetsk region+]."
    )]
    [InlineData(
        "Вимагає відведення військ із Донецька.",
        "Вимагає виведення військ із Донецької області.",
        "Вимагає [-відведення-][+виведення+] військ із [-Донецька-][+Донецької області+]."
    )]
    [InlineData("Каже «так», але згодом.", "Каже «ні», але згодом.", "Каже «[-так-][+ні+]», але згодом.")]
    [InlineData(
        "Says \"yes\" (today); no more.",
        "Says \"no\" (today): no more!",
        "Says \"[-yes-][+no+]\" (today)[-;-][+:+] no more[-.-][+!+]"
    )]
    [InlineData("Says “yes” today?", "Says “no” today!", "Says “[-yes-][+no+]” today[-?-][+!+]")]
    [InlineData("It doesn't.", "It doesn’t.", "It [-doesn't-][+doesn’t+].")]
    [InlineData("one\ntwo three", "one\ntwo four", "one\ntwo [-three-][+four+]")]
    [InlineData("pulls back", "Pulls back", "[-pulls-][+Pulls+] back")]
    [InlineData("", "Agrees.", "[+Agrees.+]")]
    [InlineData("Agrees.", "", "[-Agrees.-]")]
    [InlineData("", "", "")]
    public void A_reader_sees_which_words_have_changed(string before, string after, string shown) =>
        string.Concat(
                WordDiff
                    .Between(before, after)
                    .Select(x =>
                        x.Change switch
                        {
                            WordChange.Deleted => $"[-{x.Text}-]",
                            WordChange.Inserted => $"[+{x.Text}+]",
                            _ => x.Text,
                        }
                    )
            )
            .ShouldBe(shown);
}
