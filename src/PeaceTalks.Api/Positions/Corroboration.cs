namespace PeaceTalks.Api.Positions;

/// <summary>A record and the slugs of the articles that it cites.</summary>
public sealed record CitingRecord(Guid Id, List<string> Articles);

/// <summary>An article that reports what is held, with the articles that retell the same one. Together they are one source.</summary>
/// <param name="Article">
/// Its slug. It retells no other article, unless nothing but retellings is cited: then it is the one that the newest record cites.
/// </param>
/// <param name="Record">The newest record of the run that cites it, or another one of the source.</param>
/// <param name="RetoldBy">Slugs of the other cited articles of the source, sorted. They are no further sources.</param>
public sealed record IndependentSource(string Article, Guid Record, IReadOnlyList<string> RetoldBy);

/// <summary>The article whose loss changes the stance that is held.</summary>
/// <param name="Article">Its slug.</param>
/// <param name="Otherwise">The record that is held without it, with another stance or a silence. Null if nothing is.</param>
public sealed record SoleSupport(string Article, StatedStance? Otherwise);

/// <summary>
/// What a held position rests on: docs/adr/0033-what-a-position-rests-on.md. This is its definition. CorroborationSql follows it in the
/// database.
/// </summary>
public static class Corroboration
{
    /// <summary>The number of records of a run that are looked at, the newest first. A run may have thousands.</summary>
    public const int MaxRecords = 50;

    /// <summary>The independent sources of a run, by the newest record that cites them, the newest first, and then by slug.</summary>
    /// <param name="run">The records of the run, newest first. No more than <see cref="MaxRecords"/> are looked at.</param>
    /// <param name="rewriteOf">For each article that retells another, that one, which may itself retell another.</param>
    public static IReadOnlyList<IndependentSource> Sources(IEnumerable<CitingRecord> run, IReadOnlyDictionary<string, string> rewriteOf) =>
        [
            .. run.Take(MaxRecords)
                .SelectMany((record, place) => record.Articles.Select(article => (Place: place, record.Id, Article: article)))
                .GroupBy(x => Original(x.Article, rewriteOf))
                .Select(x => (x.First().Place, x.First().Id, Article: Shown(x.Key, x), Cited: x.Select(y => y.Article)))
                .OrderBy(x => x.Place)
                .ThenBy(x => x.Article, StringComparer.Ordinal)
                .Select(x => new IndependentSource(
                    x.Article,
                    x.Id,
                    [.. x.Cited.Distinct().Where(article => article != x.Article).Order(StringComparer.Ordinal)]
                )),
        ];

    /// <summary>The records as if the articles did not exist: without their citations, and without records that have no other.</summary>
    public static IEnumerable<StatedStance> Without(this IEnumerable<StatedStance> records, params IReadOnlyCollection<string> articles) =>
        records
            .Select(record => record with { Articles = [.. record.Articles.Except(articles)] })
            .Where(record => record.Articles.Count > 0);

    /// <summary>
    /// The article without which another stance, nothing but silence or nothing would be held. Null if there is none. There is at most one:
    /// only an article that the held record cites alone can matter. A newer silence may be lost with an article too; that changes no
    /// stance.
    /// </summary>
    /// <param name="records">The records of the track that are in force. Each cites an article.</param>
    public static SoleSupport? SoleSupport(IReadOnlyCollection<StatedStance> records, DateOnly day, Certainty certainty)
    {
        if (TrackRule.HeldAt(records, day, certainty)?.Held is not { } held || held.Articles.Distinct().ToList() is not [var article])
        {
            return null;
        }

        var otherwise = TrackRule.HeldAt(records.Without(article), day, certainty)?.Held;
        return otherwise?.Stance == held.Stance ? null : new SoleSupport(article, otherwise);
    }

    /// <summary>The original, if it is cited. Else the first slug that the newest record cites: the original does not say it.</summary>
    private static string Shown(string original, IEnumerable<(int Place, Guid Id, string Article)> cited) =>
        cited.Any(x => x.Article == original)
            ? original
            : cited.OrderBy(x => x.Place).ThenBy(x => x.Article, StringComparer.Ordinal).First().Article;

    private static string Original(string article, IReadOnlyDictionary<string, string> rewriteOf)
    {
        while (rewriteOf.TryGetValue(article, out var retold))
        {
            article = retold;
        }

        return article;
    }
}
