using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Positions;

/// <summary>What a position rests on, against taking articles away one by one, on 1,000 random ledgers for each property.</summary>
public sealed class CorroborationProperties
{
    [Fact]
    public void The_cases_have_positions_that_hang_on_one_article_and_others_that_do_not()
    {
        Always.Share(Ledgers.Any, asked => Support(asked) is { Otherwise: null }).ShouldBeGreaterThan(0.05);
        Always.Share(Ledgers.Any, asked => Support(asked)?.Otherwise is { } other && !other.Stance.IsSilence()).ShouldBeGreaterThan(0.1);
        Always.Share(Ledgers.Any, asked => Support(asked)?.Otherwise?.Stance.IsSilence() == true).ShouldBeGreaterThan(0.02);
        Always.Share(Ledgers.Any, asked => asked.Holding is { Held.Articles.Count: 1 } && Support(asked) is null).ShouldBeGreaterThan(0.05);
    }

    [Fact]
    public void A_stance_hangs_on_an_article_exactly_if_taking_that_article_away_changes_it_and_on_no_other() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                var changing = Ledgers
                    .Articles.Select(article => (Article: article, Held: Without(asked, article)?.Held))
                    .Where(x => asked.Holding is { } holding && x.Held?.Stance != holding.Held.Stance)
                    .ToList();

                changing.Count.ShouldBeLessThanOrEqualTo(1);
                var (support, only) = (Support(asked), changing.SingleOrDefault());
                (support?.Article, support?.Otherwise?.Id).ShouldBe((only.Article, only.Held?.Id));
            }
        );

    [Fact]
    public void A_stance_that_hangs_on_an_article_has_it_as_its_only_source() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                if (Support(asked) is { } support)
                {
                    Corroboration
                        .Sources(asked.Holding!.Run.Select(x => new CitingRecord(x.Id, [.. x.Articles])), new Dictionary<string, string>())
                        .Select(x => x.Article)
                        .ShouldBe([support.Article]);
                }
            }
        );

    [Fact]
    public void Two_articles_taken_away_together_or_one_after_the_other_leave_the_same() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
                asked
                    .Records.Without("first", "second")
                    .Select(x => $"{x.Id} {string.Join(' ', x.Articles)}")
                    .ShouldBe(asked.Records.Without("first").Without("second").Select(x => $"{x.Id} {string.Join(' ', x.Articles)}"))
        );

    [Fact]
    public void Each_source_is_cited_in_the_run_and_each_article_of_the_run_belongs_to_one_source() =>
        Always.Holds(
            Ledgers.Any,
            asked =>
            {
                if (asked.Holding is not { } holding)
                {
                    return;
                }

                var rewriteOf = new Dictionary<string, string> { ["second"] = "first", ["third"] = "second" };
                var sources = Corroboration.Sources(holding.Run.Select(x => new CitingRecord(x.Id, [.. x.Articles])), rewriteOf);

                var cited = holding.Run.SelectMany(x => x.Articles).ToHashSet();
                sources.Count.ShouldBe(cited.Select(x => x == "fourth" ? x : "first").Distinct().Count());
                sources.SelectMany(x => x.RetoldBy.Prepend(x.Article)).ShouldBe(cited, ignoreOrder: true);
                sources.ShouldAllBe(x => !x.RetoldBy.Contains("first"));
                sources.ShouldAllBe(x => holding.Run.Any(record => record.Id == x.Record));
            }
        );

    private static SoleSupport? Support(Asked asked) => Corroboration.SoleSupport(asked.Records, asked.Day, asked.Certainty);

    private static Holding? Without(Asked asked, string article) =>
        TrackRule.HeldAt(asked.Records.Without(article), asked.Day, asked.Certainty);
}
