using PeaceTalks.Api.Datasets;
using PeaceTalks.Api.Records;

namespace PeaceTalks.UnitTests.Datasets;

public sealed class ShippedDatasetTests
{
    private static readonly Dataset Shipped = Dataset.Read(Path.Combine(AppContext.BaseDirectory, "Datasets", "russia-ukraine-2025"));

    /// <summary>All citations, whichever file they stand in.</summary>
    private static IEnumerable<(Guid Record, CitationInput Citation)> Citations =>
        from coded in Shipped.Articles
        from statement in coded
            .Positions.Select(x => (x.Id, Input: (IStatementInput)x))
            .Concat(coded.Milestones.Select(x => (x.Id, Input: (IStatementInput)x)))
            .Concat((coded.Meetings ?? []).Select(x => (x.Id, Input: (IStatementInput)x)))
        from citation in (CitationInput[])
            [
                new(statement.Input.Article ?? coded.Article.Slug, statement.Input.Paragraph, statement.Input.Quote),
                .. statement.Input.Citations ?? [],
            ]
        select (statement.Id!.Value, citation);

    [Fact]
    public void Every_paragraph_is_accounted_for()
    {
        foreach (var coded in Shipped.Articles)
        {
            var accounted = Citations
                .Where(x => x.Citation.Article == coded.Article.Slug)
                .Select(x => x.Citation.Paragraph)
                .Concat(coded.Remarks.Select(x => x.Paragraph))
                .Distinct()
                .Order();

            accounted.ShouldBe(Enumerable.Range(1, coded.Article.DigestsOfParagraphs().Count), coded.Article.Slug);
        }
    }

    [Fact]
    public void Every_record_has_an_id_of_its_own_for_ever()
    {
        var ids = Shipped
            .Articles.SelectMany(x =>
                x.Positions.Select(p => p.Id)
                    .Concat(x.Milestones.Select(m => m.Id))
                    .Concat((x.Meetings ?? []).Select(m => m.Id))
                    .Concat(x.Remarks.Select(r => r.Id))
            )
            .ToList();

        ids.ShouldAllBe(id => id != null);
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    /// <summary>Speaker and asserter tell, and headlines add it.</summary>
    [Fact]
    public void No_summary_says_according_to_whom()
    {
        var summaries = Shipped.Articles.SelectMany(x => SummariesOf(x));

        summaries.ShouldAllBe(summary => !summary.Contains("according to", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_retelling_adds_citations_to_the_records_of_what_it_retells()
    {
        var rewrite = Shipped.Articles.Single(x => x.Article.RewriteOf is not null);
        var original = Shipped.Articles.Single(x => x.Article.Slug == rewrite.Article.RewriteOf);
        var ofOriginal = original.Positions.Select(x => x.Id!.Value).ToHashSet();

        Citations.Count(x => ofOriginal.Contains(x.Record) && x.Citation.Article == rewrite.Article.Slug).ShouldBeGreaterThan(5);
        rewrite.Positions.Count.ShouldBeLessThan(original.Positions.Count);
    }

    [FactWithTexts]
    public void Every_article_has_the_paragraphs_of_its_text()
    {
        var texts = ArticleTexts.All.Select(paragraphs => string.Join(' ', paragraphs.Select(ArticleTexts.Digest)));

        Shipped.Articles.Select(x => string.Join(' ', x.Article.DigestsOfParagraphs())).ShouldBe(texts, ignoreOrder: true);
    }

    [FactWithTexts]
    public void Every_quotation_stands_inside_quotation_marks_in_the_paragraph_cited()
    {
        foreach (var (record, citation) in Citations.Where(x => x.Citation.Quote is not null))
        {
            var paragraph = TextOf(citation.Article)[citation.Paragraph - 1];

            Quoted(paragraph)
                .ShouldContain(
                    words => words.Contains(citation.Quote!),
                    $"{record}: {citation.Article}, paragraph {citation.Paragraph}: {citation.Quote}"
                );
        }
    }

    /// <summary>Eight words in a row are prose, and prose is its publisher's; what is quoted of officials is theirs.</summary>
    [FactWithTexts]
    public void Nothing_is_copied_from_the_texts_but_what_officials_are_quoted_as_saying()
    {
        var runs = ArticleTexts.All.SelectMany(x => x).SelectMany(Runs).ToHashSet();
        var own = Shipped
            .Articles.SelectMany(x => SummariesOf(x).Concat(x.Remarks.Select(r => r.Text)))
            .Concat(Shipped.Reference.Proposals.Select(x => x.Summary))
            .Concat(Shipped.Reference.Issues.Select(x => x.Question));

        own.SelectMany(Runs).Where(runs.Contains).ShouldBeEmpty();
    }

    private static IEnumerable<string> SummariesOf(CodedArticle coded) =>
        coded
            .Positions.Select(p => p.Summary)
            .Concat(coded.Milestones.Select(m => m.Summary))
            .Concat((coded.Meetings ?? []).Select(m => m.Summary));

    private static IReadOnlyList<string> TextOf(string article)
    {
        var first = Shipped.Articles.Single(x => x.Article.Slug == article).Article.DigestsOfParagraphs()[0];
        return ArticleTexts.All.Single(x => ArticleTexts.Digest(x[0]) == first);
    }

    private static IEnumerable<string> Quoted(string paragraph)
    {
        for (var open = paragraph.IndexOf('“'); open >= 0; open = paragraph.IndexOf('“', open + 1))
        {
            var close = paragraph.IndexOf('”', open);
            yield return close < 0 ? paragraph[(open + 1)..] : paragraph[(open + 1)..close];
        }
    }

    private static IEnumerable<string> Runs(string text)
    {
        var words = text.ToLowerInvariant()
            .Split([' ', ',', '.', ';', ':', '“', '”', '"', '–', '—'], StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(0, Math.Max(0, words.Length - 7)).Select(i => string.Join(' ', words[i..(i + 8)]));
    }
}
