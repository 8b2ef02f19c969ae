using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Bibliography;

/// <summary>
/// Assembles the citation of an answer. It takes one statement for the ledger, one for the articles, and one for the reasons of a record
/// that was corrected or retracted, or corrects another.
/// </summary>
public sealed class CitationReader(PeaceTalksDb db, IOptions<JsonOptions> json)
{
    private const string LedgerName = "PeaceTalks";
    private const int KeyDigits = 12;

    public async Task<AnswerCitation> ReadAsync(ICitable answer, CancellationToken cancellation)
    {
        var digest = DigestOf(answer);
        var ledger = await LedgerAsync(answer.KnownAt, cancellation);
        var records = answer.Cited().DistinctBy(x => (x.Noun, x.Subject)).ToList();
        var cited = new CitedArticles(withQuotes: answer.IsRecord);
        cited.Add(records);
        var places = cited.Places;
        var articles = await db.ArticlesAsync(answer.KnownAt, places.Select(x => x.Slug), cancellation);

        var (version, asOf) = (VersionOf(ledger, answer), AsOf(answer));
        var title = QuestionTitle.OfAnswer(answer, answer.Links.Self);
        var fate = await FateAsync(answer, cancellation);
        var address =
            Uri.TryCreate(answer.Links.Self, UriKind.Absolute, out var uri) && uri.Scheme != Uri.UriSchemeFile ? answer.Links.Self : null;
        BibliographyEntry[] works =
        [
            new(
                $"{LedgerName.ToLowerInvariant()}:{answer.KnownAt.ToString(CultureInfo.InvariantCulture)}:{digest[..KeyDigits]}",
                IsAnswer: true,
                title,
                [],
                ledger.Named,
                version,
                address,
                ledger.At is { } at ? On(at) : null,
                "en",
                Sentence([
                    fate,
                    asOf,
                    .. places.SelectMany(x => x.Quotes).Take(1).Select(CitationText.Quoted),
                    address is null ? answer.Links.Self : null,
                    $"sha256:{digest}",
                ])
            ),
            .. places.Select(x => WorkOf(articles[x.Slug], x)),
        ];
        return new AnswerCitation(
            CitationText.ToText(
                Sentence(ledger.Named, version, asOf),
                title,
                fate,
                answer.Links.Self,
                $"sha256:{digest}",
                places.Select(x => (articles[x.Slug].ToReference(), x))
            ),
            Bibtex.ToBibtex(works),
            [.. works.Select(CslItem.FromEntry)],
            ledger.Dataset ?? LedgerName,
            ledger.Epoch,
            answer.KnownAt,
            answer.Day,
            answer.Links.Self,
            $"sha256:{digest}",
            records
        );
    }

    /// <summary>
    /// How to cite a table. All rows of a list have no digest, because they are sent while they are read; their address gives the same rows
    /// again. A single page says what its JSON says, which has one.
    /// </summary>
    /// <param name="answer">The answer, or its first page.</param>
    /// <param name="isWhole">Whether the table has all rows of a list.</param>
    /// <param name="address">The pinned address of the table.</param>
    public async Task<IReadOnlyList<(string What, string Text)>> ReadTableAsync(
        ICitable answer,
        bool isWhole,
        string address,
        CancellationToken cancellation
    )
    {
        var ledger = await LedgerAsync(answer.KnownAt, cancellation);
        var (version, asOf, self) = (VersionOf(ledger, answer), AsOf(answer), answer.Links.Self);
        var title = isWhole ? QuestionTitle.FromAddress(self) : QuestionTitle.OfAnswer(answer, self);
        var digest = isWhole ? null : $"sha256:{DigestOf(answer)}";
        return
        [
            ("Citation", CitationText.ToText(Sentence(ledger.Named, version, asOf), title, null, address, null, [])),
            ("Question", title),
            .. answer.Day is { } day ? ((string, string)[])[("As of", $"{day:yyyy-MM-dd}")] : [],
            ("Known at revision", answer.KnownAt.ToString(CultureInfo.InvariantCulture)),
            ("Epoch", ledger.Epoch.ToString()),
            ("Data set", ledger.Dataset ?? "none"),
            ("This table again", address),
            (isWhole ? "As JSON, page by page" : "As JSON", self),
            ("Digest of the JSON", digest ?? "None for the whole list. Each of its pages has one: cite those if you need a proof."),
            (isWhole ? "Citation of the first page" : "Citation with digest", answer.Links.Cite),
        ];
    }

    /// <summary>The articles as they stand in citations, with the cited paragraphs.</summary>
    public async Task<IReadOnlyList<string>> SourcesAsync(IReadOnlyList<CitedPlaces> places, long revision, CancellationToken cancellation)
    {
        var articles = await db.ArticlesAsync(revision, places.Select(x => x.Slug), cancellation);
        return [.. places.Select(x => CitationText.Source(articles[x.Slug].ToReference(), x).OnOneLine())];
    }

    private async Task<CitedLedger> LedgerAsync(long revision, CancellationToken cancellation)
    {
        var ledger = await db
            .Heads.Select(head => new
            {
                head.Epoch,
                At = db.Set<Revision>().Where(x => x.Number == revision).Select(x => (DateTimeOffset?)x.At).FirstOrDefault(),
                First = db.Set<Revision>().Where(x => x.Number == 1).Select(x => x.Note).FirstOrDefault(),
            })
            .SingleAsync(cancellation);
        return new(ledger.Epoch, ledger.At, DatasetNote.NameIn(ledger.First));
    }

    private static string VersionOf(CitedLedger ledger, ICitable answer) => $"epoch {ledger.Epoch}, revision {answer.KnownAt}";

    private static string? AsOf(ICitable answer) => answer.Day is { } day ? $"as of {day:yyyy-MM-dd}" : null;

    /// <summary>
    /// What became of a record that is no longer in force, where its successor is, and what a record corrects; each with the reason that
    /// was given. Null if there is nothing to say.
    /// </summary>
    private async Task<string?> FateAsync(ICitable answer, CancellationToken cancellation)
    {
        var (superseded, correction) = (answer.Superseded, answer.Correction);
        long?[] revisions = [superseded?.Revision, correction?.Revision];
        var notes = await db.NotesAsync([.. revisions.OfType<long>().Distinct()], cancellation);
        string? corrects = correction is null
            ? null
            : $"Corrects {answer.Pinned(correction.Corrected)}, {correction.InWords()} ({CitationText.Quoted(notes[correction.Revision])})";
        string? fate = superseded is null
            ? null
            : superseded.InWords()
                + (superseded.Successor is { } path ? $" by {answer.Pinned(path)}" : "")
                + $" ({CitationText.Quoted(notes[superseded.Revision])})";
        return string.Join("; ", new[] { corrects, fate }.OfType<string>()) is { Length: > 0 } both ? both : null;
    }

    /// <summary>The digest of the bytes that MVC writes for the answer.</summary>
    private string DigestOf(ICitable answer) =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(answer.Body, answer.Body.GetType(), json.Value.JsonSerializerOptions))
        );

    private static BibliographyEntry WorkOf(ArticleVersion article, CitedPlaces places) =>
        new(
            article.Slug,
            IsAnswer: false,
            article.Title,
            article.Authors,
            article.Outlet,
            null,
            article.Url,
            article.PublishedOn,
            article.Language,
            Sentence(
                article.PublishedOn.Earliest == article.PublishedOn.Latest ? null : $"published {article.PublishedOn.ToEdtf()}",
                CitationText.Places(places),
                CitationText.Retells(article.RewriteOf)
            )
                is { Length: > 0 } note
                ? note
                : null
        );

    private static DateBounds On(DateTimeOffset at) =>
        new(DateOnly.FromDateTime(at.UtcDateTime), DateOnly.FromDateTime(at.UtcDateTime), DateBasis.Stated);

    /// <param name="At">When the revision was committed. Null for revision 0.</param>
    /// <param name="Dataset">The data set that it began with. Null if it began empty.</param>
    private sealed record CitedLedger(Guid Epoch, DateTimeOffset? At, string? Dataset)
    {
        public string Named => Dataset is null ? LedgerName : $"{LedgerName}, data set {Dataset}";
    }

    private static string Sentence(params string?[] parts) => string.Join(", ", parts.OfType<string>());
}
