using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Milestones;

/// <summary>A milestone as a line of CSV.</summary>
/// <param name="Issue">The issue. Empty if the milestone is about a proposal or the process.</param>
/// <param name="By">The party that took the step.</param>
/// <param name="Meeting">The id of the meeting at which it happened.</param>
/// <param name="SupersededIn">The revision that corrected or retracted this record. Empty while it is in force.</param>
/// <param name="SupersededBy">The record that corrects this one.</param>
/// <param name="Corrects">The record that this one corrects.</param>
[ShortColumns(
    "id",
    "processSlug",
    "issueSlug",
    "proposalSlug",
    "proposalName",
    "step",
    "bySlug",
    "summary",
    "happenedOnEarliest",
    "happenedOnLatest",
    "attribution",
    "assertedBySlug",
    "speakerName",
    "citationArticle",
    "citationParagraph",
    "citationUrl",
    "recordedIn"
)]
public sealed record MilestoneRow(
    Guid Id,
    Reference Process,
    Reference? Issue,
    Reference? Proposal,
    Step Step,
    Reference? By,
    string Summary,
    DateBounds HappenedOn,
    Guid? Meeting,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    CitationColumns? Citation,
    int CitationCount,
    string? Citations,
    long RecordedIn,
    long? SupersededIn,
    Guid? SupersededBy,
    Guid? Corrects
) : IRow
{
    public static MilestoneRow FromMilestone(MilestoneContract milestone) =>
        new(
            milestone.Id,
            milestone.Process,
            milestone.Issue,
            milestone.Proposal,
            milestone.Step,
            milestone.By,
            milestone.Summary,
            milestone.HappenedOn,
            milestone.Meeting,
            milestone.Attribution,
            milestone.AssertedBy,
            milestone.Speaker,
            milestone.Mode,
            CitationColumns.FirstOf(milestone.Citations),
            milestone.Citations.Count,
            milestone.Citations.AsCell(),
            milestone.RecordedIn,
            milestone.SupersededIn,
            milestone.SupersededBy,
            milestone.Corrects
        );
}
