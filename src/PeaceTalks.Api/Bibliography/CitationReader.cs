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

namespace PeaceTalks.Api.Bibliography;

/// <summary>Assembles the citation of an answer. It takes one statement for the ledger and one for the articles.</summary>
public sealed class CitationReader(PeaceTalksDb db, IOptions<JsonOptions> json)
{
    private const string LedgerName = "PeaceTalks";
    private const int KeyDigits = 12;

    public async Task<AnswerCitation> ReadAsync(ICitable answer, CancellationToken cancellation)
    {
        var digest = DigestOf(answer);
        var ledger = await db
            .Heads.Select(head => new
            {
                head.Epoch,
                At = db.Set<Revision>().Where(x => x.Number == answer.KnownAt).Select(x => (DateTimeOffset?)x.At).FirstOrDefault(),
                First = db.Set<Revision>().Where(x => x.Number == 1).Select(x => x.Note).FirstOrDefault(),
            })
            .SingleAsync(cancellation);
        var records = answer.Cited().DistinctBy(x => (x.Noun, x.Subject)).ToList();
        var places = PlacesIn(records);
        var articles = await db.ArticlesAsync(answer.KnownAt, places.Select(x => x.Slug), cancellation);

        var dataset = DatasetNote.NameIn(ledger.First);
        var (version, asOf) = (
            $"epoch {ledger.Epoch}, revision {answer.KnownAt}",
            answer.Day is { } day ? $"as of {day:yyyy-MM-dd}" : null
        );
        var title = answer.Headline ?? QuestionTitle.FromAddress(answer.Links.Self);
        var named = dataset is null ? LedgerName : $"{LedgerName}, data set {dataset}";
        var address =
            Uri.TryCreate(answer.Links.Self, UriKind.Absolute, out var uri) && uri.Scheme != Uri.UriSchemeFile ? answer.Links.Self : null;
        BibliographyEntry[] works =
        [
            new(
                $"{LedgerName.ToLowerInvariant()}:{answer.KnownAt.ToString(CultureInfo.InvariantCulture)}:{digest[..KeyDigits]}",
                IsAnswer: true,
                title,
                [],
                named,
                version,
                address,
                ledger.At is { } at ? On(at) : null,
                "en",
                Sentence(asOf, address is null ? answer.Links.Self : null, $"sha256:{digest}")
            ),
            .. places.Select(x => WorkOf(articles[x.Slug], x.Paragraphs)),
        ];
        return new AnswerCitation(
            CitationText.ToText(
                Sentence(named, version, asOf),
                title,
                answer.Links.Self,
                $"sha256:{digest}",
                places.Select(x => (articles[x.Slug].ToReference(), x.Paragraphs))
            ),
            Bibtex.ToBibtex(works),
            [.. works.Select(CslItem.FromEntry)],
            dataset ?? LedgerName,
            ledger.Epoch,
            answer.KnownAt,
            answer.Day,
            answer.Links.Self,
            $"sha256:{digest}",
            records
        );
    }

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

    private readonly record struct Place(string Slug, int? Paragraph);

    private static string Sentence(params string?[] parts) => string.Join(", ", parts.OfType<string>());
}
