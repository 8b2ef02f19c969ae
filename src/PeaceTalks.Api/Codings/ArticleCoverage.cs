using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Codings;

/// <summary>The number of paragraphs with a remark of this kind.</summary>
public sealed record RemarkCoverage(RemarkKind Kind, int Paragraphs);

/// <summary>How many paragraphs of an article are accounted for, by what, and which are not.</summary>
/// <remarks>A paragraph that several kinds account for counts for each of them.</remarks>
/// <param name="Paragraphs">The number of paragraphs.</param>
/// <param name="AccountedFor">The number of paragraphs of which anything is recorded, even if only a remark.</param>
/// <param name="Positions">The number of paragraphs that report a position.</param>
/// <param name="Milestones">The number of paragraphs that report a milestone.</param>
/// <param name="Meetings">The number of paragraphs that report the state of a meeting.</param>
/// <param name="Remarks">The number of paragraphs with a remark, by the kind of remark. Kinds without one are left out.</param>
/// <param name="NotAccountedFor">The numbers of the other paragraphs. Empty if the article is coded whole.</param>
public sealed record ArticleCoverage(
    int Paragraphs,
    int AccountedFor,
    int Positions,
    int Milestones,
    int Meetings,
    IReadOnlyList<RemarkCoverage> Remarks,
    IReadOnlyList<int> NotAccountedFor
)
{
    public static ArticleCoverage FromParagraphs(IReadOnlyList<ParagraphContract> paragraphs) =>
        new(
            paragraphs.Count,
            paragraphs.Count(x => x.Examined),
            paragraphs.Count(x => x.Positions.Count > 0),
            paragraphs.Count(x => x.Milestones.Count > 0),
            paragraphs.Count(x => x.Meetings.Count > 0),
            [
                .. paragraphs
                    .SelectMany(x => x.Remarks.Select(remark => remark.Kind).Distinct())
                    .CountBy(kind => kind)
                    .OrderBy(x => x.Key)
                    .Select(x => new RemarkCoverage(x.Key, x.Value)),
            ],
            [.. paragraphs.Where(x => !x.Examined).Select(x => x.Number)]
        );
}
