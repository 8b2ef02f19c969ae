using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>A silence, in columns.</summary>
public sealed record SilenceColumns(Stance Value, DateBounds StatedOn, Guid Position, int CitationCount, string? Citations)
{
    public static SilenceColumns? FromSilence(SilenceContract? silence) =>
        silence is null
            ? null
            : new(silence.Value, silence.StatedOn, silence.Position, silence.Citations.Count, silence.Citations.AsCell());
}

/// <summary>The evidence for a held position, in columns.</summary>
/// <param name="SelfReported">True if the holder itself asserted the record that is held.</param>
/// <param name="Quoted">True if a citation of the record has the quoted words.</param>
/// <param name="IndependentSources">
/// The number of articles that report the stance, and do not retell each other, in all records of the unbroken run.
/// </param>
/// <param name="SourcesAtLeast">True if there may be more sources, because the run has more than 50 records.</param>
/// <param name="Sources">The independent sources, each with its day and the articles that retell it: at most 20.</param>
/// <param name="LastSelfReport">
/// The last record with a stance that the holder itself asserted. Empty if there is none. A silence is no stance.
/// </param>
public sealed record EvidenceColumns(
    bool SelfReported,
    bool Quoted,
    int IndependentSources,
    bool SourcesAtLeast,
    string? Sources,
    SelfReport? LastSelfReport
)
{
    public static EvidenceColumns FromEvidence(EvidenceContract evidence) =>
        new(
            evidence.SelfReported,
            evidence.Quoted,
            evidence.IndependentSources,
            evidence.SourcesAtLeast,
            Cells.ToCell(evidence.Sources.Select(Source)),
            evidence.LastSelfReport
        );

    /// <summary><c>Reuters, "Title", 2026-01-07 (retold by other-slug)</c></summary>
    private static string Source(IndependentSourceContract source) =>
        $"{(source.Article.Outlet is null ? "" : $"{source.Article.Outlet}, ")}\"{source.Article.Title}\", {source.Article.PublishedOn}"
        + (source.RetoldBy.Count == 0 ? "" : $" (retold by {string.Join(", ", source.RetoldBy.Select(x => x.Slug))})");
}

/// <summary>A held position as a line of CSV.</summary>
/// <param name="Headline">A one-line summary for people. It names whoever reported the position if that is not the holder.</param>
/// <param name="Party">The party that holds the position.</param>
/// <param name="Target">The issue as a whole, or the proposal and the issues that it addresses.</param>
/// <param name="Silence">A silence that is newer than the stance, or the only thing known.</param>
/// <param name="Contested">True if there are alternatives.</param>
/// <param name="AlternativeCount">The number of current records of the track with another stance.</param>
/// <param name="Alternatives">The alternatives, each with its stance, day, attribution and summary.</param>
/// <param name="StanceSince">
/// The party has held this stance without a break since this day: the day of the oldest record in the run. If the basis is PUBLICATION,
/// the record was only reported as standing, and the stance may be older.
/// </param>
/// <param name="LastConfirmedOn">The day of the newest record in the same run.</param>
/// <param name="Evidence">The evidence for it.</param>
/// <param name="Fragility">With `fragility=true`: the article whose loss alone would change the stance.</param>
/// <param name="Position">The record that is held.</param>
[ShortColumns(
    "state",
    "headline",
    "partySlug",
    "partyName",
    "targetSlug",
    "targetName",
    "stance",
    "score",
    "conditions",
    "terms",
    "stanceSinceEarliest",
    "stanceSinceLatest",
    "statedOnEarliest",
    "statedOnLatest",
    "attribution",
    "assertedBySlug",
    "contested",
    "evidenceIndependentSources",
    "citationArticle",
    "citationParagraph",
    "citationUrl",
    "position"
)]
public sealed record HeldPositionRow(
    HeldState State,
    string Headline,
    Reference Party,
    TargetColumns Target,
    Stance Stance,
    int? Score,
    string Summary,
    int ConditionCount,
    string? Conditions,
    Term? Term1,
    Term? Term2,
    Term? Term3,
    int TermCount,
    string? Terms,
    SilenceColumns? Silence,
    bool Contested,
    int AlternativeCount,
    string? Alternatives,
    DateBounds StanceSince,
    DateBounds LastConfirmedOn,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    EvidenceColumns Evidence,
    FragilityContract? Fragility,
    Guid Position,
    CitationColumns? Citation,
    int CitationCount,
    string? Citations,
    long RecordedIn
) : IRow
{
    public static HeldPositionRow FromHeldPosition(HeldPositionContract held) =>
        new(
            held.State,
            held.Headline,
            held.Party,
            TargetColumns.FromTarget(held.Target),
            held.Stance,
            held.Score,
            held.Summary,
            held.Conditions.Count,
            held.Conditions.AsCell(),
            held.Terms.ElementAtOrDefault(0),
            held.Terms.ElementAtOrDefault(1),
            held.Terms.ElementAtOrDefault(2),
            held.Terms.Count,
            held.Terms.AsCell(),
            SilenceColumns.FromSilence(held.Silence),
            held.Contested,
            held.Alternatives.Count,
            Cells.ToCell(held.Alternatives.Select(x => x.InShort())),
            held.StanceSince,
            held.LastConfirmedOn,
            held.StatedOn,
            held.Attribution,
            held.AssertedBy,
            held.Speaker,
            held.Mode,
            EvidenceColumns.FromEvidence(held.Evidence),
            held.Fragility,
            held.Position,
            CitationColumns.FirstOf(held.Citations),
            held.Citations.Count,
            held.Citations.AsCell(),
            held.RecordedIn
        );
}
