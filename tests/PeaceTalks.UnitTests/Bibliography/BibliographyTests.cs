using System.Text.Json;
using PeaceTalks.Api.Bibliography;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Records;

namespace PeaceTalks.UnitTests.Bibliography;

public sealed class BibliographyTests
{
    [Fact]
    public void An_article_of_an_outlet_is_an_article_of_a_newspaper()
    {
        var article = Article(
            "reuters-talks",
            outlet: "Reuters",
            day: "2026-01-07",
            authors: ["Tom Balmforth", "Olena Harmash"],
            url: "https://example.org/a_b?c=1%202"
        );

        Bibtex
            .ToBibtex([article])
            .ShouldBe(
                """
                @article{reuters-talks,
                  author = {{Tom Balmforth} and {Olena Harmash}},
                  title = {{Talks}},
                  journal = {Reuters},
                  year = 2026,
                  month = jan,
                  day = 7,
                  url = {https://example.org/a_b?c=1%202},
                  language = {en}
                }

                """,
                StringCompareShould.IgnoreLineEndings
            );
        Json(article)
            .ShouldBe(
                """{"id":"reuters-talks","type":"article-newspaper","title":"Talks","author":[{"literal":"Tom Balmforth"},{"literal":"Olena Harmash"}],"container-title":"Reuters","issued":{"date-parts":[[2026,1,7]]},"URL":"https://example.org/a_b?c=1%202","language":"en"}"""
            );
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var article = Article("unnamed-talks", outlet: null, day: "[..2026-01-08]");

        Bibtex.ToBibtex([article]).ShouldBe("@misc{unnamed-talks,\n  title = {{Talks}},\n  language = {en}\n}\n");
        Json(article)
            .ShouldBe("""{"id":"unnamed-talks","type":"webpage","title":"Talks","issued":{"literal":"[..2026-01-08]"},"language":"en"}""");
    }

    [Theory]
    [InlineData("2026-01-07", "2026,1,7")]
    [InlineData("2025-12", "2025,12")]
    [InlineData("2025", "2025")]
    [InlineData("[2026-01-22..2026-01-23]", "2026,1")]
    [InlineData("[2025-11-24..2025-12-10]", "2025")]
    [InlineData("[2025-12-31..2026-01-01]", "")]
    [InlineData("[..2026-01-08]", "")]
    public void A_date_is_given_as_far_as_it_is_known(string day, string parts)
    {
        var article = Article("a", "O", day);

        string.Join(',', article.IssuedParts()).ShouldBe(parts);
        JsonDocument
            .Parse(Json(article))
            .RootElement.GetProperty("issued")
            .GetRawText()
            .ShouldBe(parts.Length > 0 ? $$"""{"date-parts":[[{{parts}}]]}""" : $$"""{"literal":"{{day}}"}""");
    }

    [Fact]
    public void What_LaTeX_would_take_for_commands_is_escaped_and_braces_balance()
    {
        var article = Article("a", "A & B", "2026-01-07") with
        {
            Title = "100 % {of} $5_000 #1 \\end{x} ~^ <b> \"так\"\r\nтри",
            Note = "}{",
            Url = "https://example.org/{a}\\b \"c\"",
        };

        var text = Bibtex.ToBibtex([article]);

        text.ShouldContain(
            """  title = {{100 \% \textbraceleft{}of\textbraceright{} \$5\_000 \#1 \textbackslash{}end\textbraceleft{}x\textbraceright{} \textasciitilde{}\textasciicircum{} \textless{}b\textgreater{} "так" три}},"""
        );
        text.ShouldContain("""journal = {A \& B},""");
        text.ShouldContain("note = {\\textbraceright{}\\textbraceleft{}}");
        text.ShouldContain("url = {https://example.org/%7Ba%7D%5Cb%20%22c%22}");
        var depths = text.Aggregate(
                (IEnumerable<int>)[0],
                (all, c) =>
                    [
                        .. all,
                        all.Last()
                            + (
                                c == '{' ? 1
                                : c == '}' ? -1
                                : 0
                            ),
                    ]
            )
            .ToList();
        depths.Min().ShouldBe(0);
        depths[^1].ShouldBe(0);
    }

    [Fact]
    public void An_answer_is_a_data_set()
    {
        var answer = new BibliographyEntry(
            "peacetalks:1:0123456789ab",
            IsAnswer: true,
            "Held positions (party: ukraine)",
            [],
            "PeaceTalks, data set russia-ukraine-2025",
            "epoch e, revision 1",
            "https://talks.example/api/v1/held-positions?party=ukraine&knownAt=1",
            Day("2026-02-01"),
            "en",
            "as of 2026-01-31, sha256:0123"
        );

        Bibtex
            .ToBibtex([answer, Article("a", "O", "2026")])
            .ShouldStartWith(
                "@misc{peacetalks:1:0123456789ab,\n  title = {{Held positions (party: ukraine)}},\n  howpublished = {PeaceTalks, data set russia-ukraine-2025},"
            );
        Json(answer)
            .ShouldBe(
                """{"id":"peacetalks:1:0123456789ab","type":"dataset","title":"Held positions (party: ukraine)","publisher":"PeaceTalks, data set russia-ukraine-2025","version":"epoch e, revision 1","issued":{"date-parts":[[2026,2,1]]},"URL":"https://talks.example/api/v1/held-positions?party=ukraine&knownAt=1","language":"en","note":"as of 2026-01-31, sha256:0123"}"""
            );
    }

    [Theory]
    [InlineData("/api/v1/held-positions?knownAt=1&asOf=2026-01-31", "Held positions")]
    [InlineData(
        "https://talks.example/peace/api/v1/held-positions?party=ukraine&party=russia&cursor=x&limit=3&knownAt=1",
        "Held positions (party: ukraine; party: russia)"
    )]
    [InlineData("/api/v1/diffs?from=2025-12-12&to=2026-01-31&knownAt=1", "Diffs (from: 2025-12-12; to: 2026-01-31)")]
    [InlineData("/api/v1/issues/donbas-territory/timeline?knownAt=1", "Issues/donbas-territory/timeline")]
    [InlineData("/api/v1/positions?outlet=%D0%A2%D0%B5%D1%81%D1%82%26&knownAt=1", "Positions (outlet: Тест&)")]
    public void What_was_asked_is_said_in_words(string address, string words) => QuestionTitle.FromAddress(address).ShouldBe(words);

    [Theory]
    [InlineData(new int[0], new string[0], null)]
    [InlineData(new[] { 3 }, new string[0], "paragraph 3")]
    [InlineData(new[] { 3, 5, 18 }, new string[0], "paragraphs 3, 5 and 18")]
    [InlineData(new[] { 3, 5 }, new[] { "Never.", "Perhaps." }, "paragraphs 3 and 5: \"Never.\", \"Perhaps.\"")]
    public void Paragraphs_and_quotes_are_listed(int[] paragraphs, string[] quotes, string? words) =>
        CitationText.Places(new CitedPlaces("article", paragraphs, quotes)).ShouldBe(words);

    [Theory]
    [InlineData("Russia", "Kremlin", AssertionMode.Paraphrase, "according to Russia (Kremlin)")]
    [InlineData("Russia", null, AssertionMode.Paraphrase, "according to Russia")]
    [InlineData("Russia", null, AssertionMode.AnonymousSource, "according to Russia (an unnamed source)")]
    [InlineData("NATO", "NATO", AssertionMode.DirectQuote, "according to NATO")]
    [InlineData(null, "Pope", AssertionMode.DirectQuote, "according to Pope")]
    [InlineData(null, null, AssertionMode.Document, "according to a document")]
    [InlineData(null, null, AssertionMode.Outlet, "in the article's own voice")]
    public void Whose_word_it_is_is_said_in_words(string? party, string? speaker, AssertionMode mode, string words) =>
        StatementFacts.WhoseWord(Named(party), Named(speaker), mode).ShouldBe(words);

    private static Reference? Named(string? name) => name is null ? null : new("slug", name);

    private static string Json(BibliographyEntry work) => JsonSerializer.Serialize(CslItem.FromEntry(work), JsonConventions.Options);

    private static DateBounds Day(string edtf) =>
        Edtf.TryRead(edtf, out var earliest, out var latest) ? new(earliest, latest, DateBasis.Stated) : throw new ArgumentException(edtf);

    private static BibliographyEntry Article(
        string key,
        string? outlet,
        string day,
        IReadOnlyList<string>? authors = null,
        string? url = null
    ) => new(key, IsAnswer: false, "Talks", authors ?? [], outlet, null, url, Day(day), "en", null);
}
