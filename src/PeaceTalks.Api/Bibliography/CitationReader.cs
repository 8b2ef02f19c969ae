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

namespace PeaceTalks.Api.Bibliography;

/// <summary>Assembles the citation of an answer. It takes one statement for the ledger and one for the articles.</summary>
public sealed class CitationReader(PeaceTalksDb db, IOptions<JsonOptions> json)
{
    private const string LedgerName = "PeaceTalks";
    private const int KeyDigits = 12;

    public async Task<AnswerCitation> ReadAsync(ICitable answer, CancellationToken cancellation)
    {
        var digest = DigestOf(answer);
        var ledger = await LedgerAsync(answer.KnownAt, cancellation);
        var records = answer.Cited().DistinctBy(x => (x.Noun, x.Subject)).ToList();
        var places = PlacesIn(records);
        var articles = await db.ArticlesAsync(answer.KnownAt, places.Select(x => x.Slug), cancellation);

        var (version, asOf) = (VersionOf(ledger, answer), AsOf(answer));
        var title = QuestionTitle.OfAnswer(answer);
        var fate = FateOf(answer);
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
                Sentence(fate, asOf, address is null ? answer.Links.Self : null, $"sha256:{digest}")
            ),
            .. places.Select(x => WorkOf(articles[x.Slug], x.Paragraphs)),
        ];
        return new AnswerCitation(
            CitationText.ToText(
                Sentence(ledger.Named, version, asOf),
                title,
                fate,
                answer.Links.Self,
                $"sha256:{digest}",
                places.Select(x => (articles[x.Slug].ToReference(), x.Paragraphs))
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
    /// How to cite a table. It has no digest, because it is cited while it is written; its address gives the same rows again. What each row
    /// is based on stands in the row.
    /// </summary>
    /// <param name="answer">The answer, or its first page.</param>
    /// <param name="address">The pinned address of the table.</param>
    public async Task<IReadOnlyList<(string What, string Text)>> ReadTableAsync(
        ICitable answer,
        string address,
        CancellationToken cancellation
    )
    {
        var ledger = await LedgerAsync(answer.KnownAt, cancellation);
        var (version, asOf, title) = (VersionOf(ledger, answer), AsOf(answer), QuestionTitle.OfAnswer(answer));
        return
        [
            ("Citation", CitationText.ToText(Sentence(ledger.Named, version, asOf), title, null, address, null, [])),
            ("Question", title),
            .. answer.Day is { } day ? ((string, string)[])[("As of", $"{day:yyyy-MM-dd}")] : [],
            ("Known at revision", answer.KnownAt.ToString(CultureInfo.InvariantCulture)),
            ("Epoch", ledger.Epoch.ToString()),
            ("Data set", ledger.Dataset ?? "none"),
            ("This table again", address),
            ("As JSON, page by page", answer.Links.Self),
        ];
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

    /// <summary>What became of a record that is no longer in force, and where its successor is.</summary>
    private static string? FateOf(ICitable answer) =>
        answer.Superseded is { } superseded
            ? superseded.InWords() + (superseded.Successor is { } path ? $" by {answer.Pinned(path)}" : "")
            : null;

    /// <summary>The digest of the bytes that MVC writes for the answer.</summary>
    private string DigestOf(ICitable answer) =>
        Convert.ToHexStringLower(
            SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), json.Value.JsonSerializerOptions))
        );

    /// <summary>
    /// The articles on which the records are based, or which they are, with the cited paragraphs, in the order of appearance.
    /// </summary>
    private static IReadOnlyList<(string Slug, IReadOnlyList<int> Paragraphs)> PlacesIn(IEnumerable<CitedRecord> records) =>
        [
            .. from record in records
            from place in record.Noun == Noun.Article
                ? [new Place(record.Subject, null)]
                : record.Citations.Select(x => new Place(x.Article.Slug, x.Paragraph))
            group place.Paragraph by place.Slug into article
            select (article.Key, (IReadOnlyList<int>)[.. article.OfType<int>().Distinct().Order()]),
        ];

    private static BibliographyEntry WorkOf(ArticleVersion article, IReadOnlyList<int> paragraphs) =>
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
                CitationText.Places(paragraphs)
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

    private readonly record struct Place(string Slug, int? Paragraph);

    private static string Sentence(params string?[] parts) => string.Join(", ", parts.OfType<string>());
}
