using PeaceTalks.Api.Positions;
using static PeaceTalks.UnitTests.Dates.Bounds;
using static PeaceTalks.UnitTests.Positions.Records;

namespace PeaceTalks.UnitTests.Positions;

public sealed class CorroborationTests
{
    private static readonly DateOnly EndOfMonth = Day("2026-01-31");
    private static readonly Dictionary<string, string> NoRewrites = [];

    [Fact]
    public void Each_record_of_the_run_adds_the_articles_that_it_cites() =>
        Sources([Said("2026-01-01").In("a"), Said("2026-01-02").In("b"), Said("2026-01-03").In("c")]).ShouldBe(["c", "b", "a"]);

    [Fact]
    public void An_article_that_several_records_cite_is_one_source_of_the_newest_of_them()
    {
        StatedStance[] records = [Said("2026-01-01").In("a"), Said("2026-01-02").In("b"), Said("2026-01-03").In("a")];

        var sources = Corroboration.Sources(Run(records), NoRewrites);

        sources.Select(x => (x.Article, x.Record)).ShouldBe([("a", records[2].Id), ("b", records[1].Id)]);
    }

    [Fact]
    public void What_was_said_before_another_stance_is_no_source() =>
        Sources([Said("2026-01-01").In("a"), Said("2026-01-02", Stance.Opposes).In("b"), Said("2026-01-03").In("c")]).ShouldBe(["c"]);

    [Fact]
    public void A_silence_is_no_source_and_does_not_break_the_run() =>
        Sources([Said("2026-01-01").In("a"), Said("2026-01-02", Stance.Declined).In("b"), Said("2026-01-03").In("c")]).ShouldBe(["c", "a"]);

    [Fact]
    public void A_record_that_is_not_admitted_yet_is_no_source() =>
        Sources([Said("2026-01-01").In("a"), Said("2026-02-01").In("b")]).ShouldBe(["a"]);

    [Fact]
    public void Retellings_are_one_source_and_what_they_ultimately_retell_is_named_only_if_it_is_cited_itself()
    {
        StatedStance[] records = [Said("2026-01-01").In("again"), Said("2026-01-02").In("and-again", "own")];
        StatedStance[] withOriginal = [Said("2025-12-31").In("first"), .. records];
        var rewriteOf = new Dictionary<string, string> { ["and-again"] = "again", ["again"] = "first" };

        var sources = Corroboration.Sources(Run(records), rewriteOf);

        sources.Select(x => x.Article).ShouldBe(["and-again", "own"]);
        sources[0].RetoldBy.ShouldBe(["again"]);
        sources[1].RetoldBy.ShouldBeEmpty();
        var originals = Corroboration.Sources(Run(withOriginal), rewriteOf);
        originals.Select(x => x.Article).ShouldBe(["first", "own"]);
        originals[0].RetoldBy.ShouldBe(["again", "and-again"]);
    }

    [Fact]
    public void No_more_than_the_newest_records_are_looked_at()
    {
        var records = Enumerable.Range(0, Corroboration.MaxRecords + 5).Select(i => Said("2026-01-01").In($"article-{i:00}")).ToList();

        Sources(records).ShouldBe(records.AsEnumerable().Reverse().Take(Corroboration.MaxRecords).Select(x => x.Articles[0]));
    }

    [Fact]
    public void Without_an_article_its_citations_are_gone_and_so_are_records_that_have_no_others()
    {
        StatedStance[] records = [Said("2026-01-01").In("a"), Said("2026-01-02").In("a", "b"), Said("2026-01-03").In("c")];

        records.Without("a").Select(x => string.Join(' ', x.Articles)).ShouldBe(["b", "c"]);
        records.Without("a", "c").Select(x => x.Id).ShouldBe([records[1].Id]);
    }

    [Fact]
    public void A_stance_hangs_on_an_article_if_another_stance_is_held_without_it()
    {
        var (before, held) = (Said("2026-01-01", Stance.Open).In("a"), Said("2026-01-02", Stance.Opposes).In("b"));

        Alone(before, held).ShouldBe(new SoleSupport("b", before));
    }

    [Fact]
    public void A_stance_hangs_on_the_only_article_there_is() =>
        Alone(Said("2026-01-01").In("a"), Said("2026-01-02").In("a")).ShouldBe(new SoleSupport("a", null));

    [Fact]
    public void A_stance_hangs_on_an_article_if_nothing_but_silence_is_left()
    {
        var (silence, held) = (Said("2026-01-01", Stance.Declined).In("a"), Said("2026-01-02").In("b"));

        Alone(silence, held).ShouldBe(new SoleSupport("b", silence));
    }

    [Fact]
    public void A_stance_hangs_on_no_article_if_the_record_cites_another_as_well() =>
        Alone(Said("2026-01-01", Stance.Open).In("a"), Said("2026-01-02", Stance.Opposes).In("b", "c")).ShouldBeNull();

    [Fact]
    public void A_stance_hangs_on_no_article_if_an_earlier_record_of_another_article_says_the_same() =>
        Alone(Said("2026-01-01").In("a"), Said("2026-01-02").In("b"), Said("2026-01-03").In("b")).ShouldBeNull();

    [Fact]
    public void A_newer_silence_that_is_lost_leaves_the_stance_as_it_is() =>
        Alone(Said("2026-01-01").In("a", "b"), Said("2026-01-02", Stance.Declined).In("c")).ShouldBeNull();

    [Fact]
    public void Silence_that_is_all_there_is_can_hang_on_an_article_too()
    {
        var (before, held) = (Said("2026-01-01", Stance.NoResponse).In("a"), Said("2026-01-02", Stance.Declined).In("b"));

        Alone(before, held).ShouldBe(new SoleSupport("b", before));
    }

    private static SoleSupport? Alone(params StatedStance[] records) =>
        Corroboration.SoleSupport(records, EndOfMonth, Certainty.Certain) is { } support
            ? support with
            {
                Otherwise = records.SingleOrDefault(x => x.Id == support.Otherwise?.Id),
            }
            : null;

    private static IEnumerable<string> Sources(IReadOnlyCollection<StatedStance> records) =>
        Corroboration.Sources(Run(records), NoRewrites).Select(x => x.Article);

    private static IEnumerable<CitingRecord> Run(IEnumerable<StatedStance> records) =>
        TrackRule.HeldAt(records, EndOfMonth, Certainty.Certain).ShouldNotBeNull().Run.Select(x => new CitingRecord(x.Id, [.. x.Articles]));
}
