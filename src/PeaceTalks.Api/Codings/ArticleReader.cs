using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Codings;

/// <summary>A paragraph and everything that the ledger has on it.</summary>
/// <param name="Number">The number of the paragraph, from 1.</param>
/// <param name="Digest">SHA-256 of its text, without surrounding white space. Null if only the number of paragraphs is known.</param>
/// <param name="Meetings">States of meetings.</param>
/// <param name="Examined">True if anything is recorded of it, even if only a remark.</param>
public sealed record ParagraphContract(
    int Number,
    string? Digest,
    bool Examined,
    IReadOnlyList<PositionContract> Positions,
    IReadOnlyList<MilestoneContract> Milestones,
    IReadOnlyList<MeetingRecordContract> Meetings,
    IReadOnlyList<RemarkContract> Remarks
)
{
    /// <summary>What is recorded of it, or that nothing is.</summary>
    internal IEnumerable<ShownLine> ToLines() =>
        Positions
            .Concat<IShown>(Milestones)
            .Concat(Meetings)
            .Concat(Remarks)
            .Select(x => x.Line)
            .DefaultIfEmpty(new ShownLine("nothing is recorded"))
            .Select(x => x with { Text = $"Paragraph {Number}: {x.Text}" });
}

/// <summary>An article, paragraph by paragraph.</summary>
/// <param name="Coverage">How many of its paragraphs are accounted for, by what, and which are not.</param>
public sealed record ArticlePage(
    long KnownAt,
    ArticleContract Article,
    ArticleCoverage Coverage,
    IReadOnlyList<ParagraphContract> Paragraphs,
    Links Links
) : ICitable, IVersioned
{
    int IVersioned.Version => Article.Version;

    string? IShownAnswer.Headline => Article.Title;

    IEnumerable<ShownFact> IShownAnswer.Facts =>
        [.. ((IShown)Article).Facts, new("Paragraphs", $"{Coverage.AccountedFor} of {Coverage.Paragraphs} are accounted for")];

    IEnumerable<ShownLine> IShownAnswer.Lines => Paragraphs.SelectMany(x => x.ToLines());

    public IEnumerable<CitedRecord> Cited() =>
        Article
            .Cited()
            .Concat(
                Paragraphs
                    .SelectMany(x => x.Positions.Concat<ICited>(x.Milestones).Concat(x.Meetings).Concat(x.Remarks))
                    .SelectMany(x => x.Cited())
            );
}

/// <summary>Assembles an article and what is recorded of its paragraphs. Only records and remarks in force are included.</summary>
public sealed class ArticleReader(PeaceTalksDb db)
{
    public async Task<ArticlePage> ReadAsync(ArticleVersion article, Pin pin, Links links, CancellationToken cancellation)
    {
        bool Here(Citation x) => x.Article == article.Slug && x.RecordedIn <= pin.Revision;

        var positions = await db
            .Positions.Whole()
            .InForceAt(pin.Revision)
            .Where(x => x.Citations.Any(c => c.Article == article.Slug && c.RecordedIn <= pin.Revision))
            .OrderBy(x => x.RecordedIn)
            .ThenBy(x => x.Place)
            .ToListAsync(cancellation);
        var milestones = await db
            .Milestones.AsNoTracking()
            .Include(x => x.Citations)
            .InForceAt(pin.Revision)
            .Where(x => x.Citations.Any(c => c.Article == article.Slug && c.RecordedIn <= pin.Revision))
            .OrderBy(x => x.RecordedIn)
            .ThenBy(x => x.Place)
            .ToListAsync(cancellation);
        var meetings = await db
            .Meetings.AsNoTracking()
            .Include(x => x.Citations)
            .InForceAt(pin.Revision)
            .Where(x => x.Citations.Any(c => c.Article == article.Slug && c.RecordedIn <= pin.Revision))
            .OrderBy(x => x.RecordedIn)
            .ThenBy(x => x.Place)
            .ToListAsync(cancellation);
        var remarks = await db
            .Remarks.AsNoTracking()
            .InForceAt(pin.Revision)
            .Where(x => x.Article == article.Slug)
            .OrderBy(x => x.RecordedIn)
            .ThenBy(x => x.Place)
            .ToListAsync(cancellation);
        var names = await db.NamesAsync(
            pin,
            [
                article.Slug,
                .. new[] { article.RewriteOf }.OfType<string>(),
                .. positions.Concat<Record>(milestones).Concat(meetings).Articles(),
            ],
            cancellation
        );
        List<ParagraphContract> paragraphs =
        [
            .. article.ParagraphDigests.Select(
                (digest, i) =>
                {
                    var on = (
                        Positions: positions
                            .Where(x => x.Citations.Any(c => Here(c) && c.Paragraph == i + 1))
                            .Select(x => PositionContract.FromPosition(x, null, names))
                            .ToList(),
                        Milestones: milestones
                            .Where(x => x.Citations.Any(c => Here(c) && c.Paragraph == i + 1))
                            .Select(x => MilestoneContract.FromMilestone(x, null, names))
                            .ToList(),
                        Meetings: meetings
                            .Where(x => x.Citations.Any(c => Here(c) && c.Paragraph == i + 1))
                            .Select(x => MeetingRecordContract.FromMeeting(x, null, names))
                            .ToList(),
                        Remarks: remarks.Where(x => x.Paragraph == i + 1).Select(x => RemarkContract.FromRemark(x, names)).ToList()
                    );
                    return new ParagraphContract(
                        i + 1,
                        digest,
                        on.Positions.Count + on.Milestones.Count + on.Meetings.Count + on.Remarks.Count > 0,
                        on.Positions,
                        on.Milestones,
                        on.Meetings,
                        on.Remarks
                    );
                }
            ),
        ];
        return new ArticlePage(
            pin.Revision,
            ArticleContract.FromArticle(article, names),
            ArticleCoverage.FromParagraphs(paragraphs),
            paragraphs,
            links
        );
    }
}

public static class ArticleChecks
{
    /// <exception cref="ProblemException">422: a citation or remark refers to a paragraph beyond the last one.</exception>
    public static async Task RequireParagraphsAsync(
        this PeaceTalksDb db,
        string article,
        int paragraphs,
        CancellationToken cancellation,
        string place = "/paragraphDigests"
    )
    {
        var last = Math.Max(
            await db.Citations.Where(x => x.Article == article).MaxAsync(x => (int?)x.Paragraph, cancellation) ?? 0,
            await db.Remarks.Where(x => x.Article == article).MaxAsync(x => (int?)x.Paragraph, cancellation) ?? 0
        );
        if (last > paragraphs)
        {
            throw Problems.Unprocessable(
                "/item" + place,
                $"has only {paragraphs} paragraphs, but a citation or a remark refers to paragraph {last}; keep that paragraph"
            );
        }
    }
}
