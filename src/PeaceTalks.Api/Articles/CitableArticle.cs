using Npgsql;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Dates;

namespace PeaceTalks.Api.Articles;

/// <summary>What a citation of an article is checked against, and takes its day from.</summary>
/// <param name="Paragraphs">The number of paragraphs.</param>
public sealed record CitableArticle(string Slug, DateBounds PublishedOn, int Paragraphs)
{
    public static CitableArticle FromArticle(ArticleVersion article) =>
        new(article.Slug, article.PublishedOn, article.ParagraphDigests.Count);

    /// <summary>The named articles, as they are in force now. Those that do not exist are left out.</summary>
    public static SqlStatement Named(string[] slugs)
    {
        const string Columns = "slug, published_earliest, published_latest, published_basis, jsonb_array_length(paragraph_digests)";

        // For a single one, the database keeps the plan.
        var (isNamed, value) = slugs is [var only] ? ("slug = {0}", (object)only) : ("slug = ANY({0})", slugs);
        return new($"SELECT {Columns} FROM article_version WHERE {isNamed} AND superseded_in IS NULL", [value]);
    }

    /// <summary>Reads the rows of <see cref="Named"/>.</summary>
    /// <returns>By slug.</returns>
    public static async Task<Dictionary<string, CitableArticle>> ReadAllAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        Dictionary<string, CitableArticle> articles = [];
        while (await reader.ReadAsync(cancellation))
        {
            var article = new CitableArticle(reader.GetString(0), reader.GetDay(1), reader.GetInt32(4));
            articles.Add(article.Slug, article);
        }

        return articles;
    }
}
