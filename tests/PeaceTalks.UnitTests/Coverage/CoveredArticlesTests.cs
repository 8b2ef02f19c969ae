using PeaceTalks.Api.Coverage;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.UnitTests.Coverage;

public sealed class CoveredArticlesTests
{
    private const string Time = "about Talks from 2025-11-02 to 2026-01-31";

    /// <param name="accountedFor">Of each article, the paragraphs of ten that are accounted for.</param>
    [Theory]
    [InlineData(CoverageState.NoneRead)]
    [InlineData(CoverageState.NoneRead, 0)]
    [InlineData(CoverageState.NoneRead, 0, 0)]
    [InlineData(CoverageState.PartlyRead, 1)]
    [InlineData(CoverageState.PartlyRead, 9)]
    [InlineData(CoverageState.PartlyRead, 10, 0)]
    [InlineData(CoverageState.PartlyRead, 10, 9, 10)]
    [InlineData(CoverageState.Read, 10)]
    [InlineData(CoverageState.Read, 10, 10)]
    public void Silence_means_something_just_where_articles_are_coded(CoverageState state, params int[] accountedFor) =>
        Of([.. accountedFor.Select(x => Article(x))]).State.ShouldBe(state);

    [Fact]
    public void Words_say_what_silence_means_and_of_how_many_articles()
    {
        Of().InWords(["Talks"], null).ShouldBe($"The ledger has no article {Time}, so silence says nothing.");
        Of(Article(0), Article(0)).InWords(["Talks"], null).ShouldBe($"None of the 2 articles {Time} is coded, so silence says nothing.");
        Of(Article(10), Article(3))
            .InWords(["Talks"], null)
            .ShouldBe($"Of the 2 articles {Time}, 1 is coded whole, so where nothing is recorded, the others may hold something.");
        Of(Article(3), Article(0))
            .InWords(["Talks"], null)
            .ShouldBe($"Of the 2 articles {Time}, none is coded whole, so where nothing is recorded, they may hold something.");
        Of(Article(10), Article(10))
            .InWords(["Talks"], null)
            .ShouldBe($"All of the 2 articles {Time} are coded whole, so where nothing is recorded, they hold nothing.");
    }

    [Fact]
    public void Words_about_one_article_speak_of_one()
    {
        Of(Article(0)).InWords(["Talks"], null).ShouldBe($"The only article {Time} is not coded, so silence says nothing.");
        Of(Article(3))
            .InWords(["Talks"], null)
            .ShouldBe($"The only article {Time} is not coded whole, so where nothing is recorded, it may hold something.");
        Of(Article(10))
            .InWords(["Talks"], null)
            .ShouldBe($"The only article {Time} is coded whole, so where nothing is recorded, it holds nothing.");
    }

    [Fact]
    public void Words_say_how_many_of_the_articles_report_something_on_the_issue()
    {
        Of(Article(10), Article(10)).InWords(["Talks"], "Land").ShouldEndWith("they hold nothing. None of them reports anything on Land.");
        Of(Article(10, 2), Article(10)).InWords(["Talks"], "Land").ShouldEndWith("they hold nothing. 1 of them reports something on Land.");
        Of(Article(10, 2), Article(3, 1))
            .InWords(["Talks"], "Land")
            .ShouldEndWith("the others may hold something. 2 of them report something on Land.");
        Of(Article(0)).InWords(["Talks"], "Land").ShouldEndWith("so silence says nothing.");
        Of(Article(10)).InWords(["Talks"], "Land").ShouldEndWith("it holds nothing. It reports nothing on Land.");
        Of(Article(10, 3)).InWords(["Talks"], "Land").ShouldEndWith("it holds nothing. It reports something on Land.");
    }

    [Fact]
    public void Words_say_that_older_articles_do_not_count_and_name_all_talks()
    {
        var covered = Of(Article(10), Article(10)) with { More = true };

        covered
            .InWords(["Talks", "Other talks"], null)
            .ShouldBe(
                "All of the newest 2 articles about Talks and Other talks from 2025-11-02 to 2026-01-31 are coded whole, so where nothing "
                    + "is recorded, they hold nothing."
            );
    }

    private static CoveredArticles Of(params CoveredArticle[] articles) =>
        new(new DateOnly(2025, 11, 2), new DateOnly(2026, 1, 31), articles, More: false);

    private static CoveredArticle Article(int accountedFor, int records = 0)
    {
        var day = new DateOnly(2026, 1, 7);
        return new(
            new ArticleReference("article", "Title", null, null, new DateBounds(day, day, DateBasis.Stated), null),
            10,
            accountedFor,
            records
        );
    }
}
