using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>A silence in columns.</summary>
public sealed record SilenceColumns(Stance Value, DateBounds StatedOn, Guid Position, int CitationCount, string? Citations)
{
    public static SilenceColumns? FromSilence(SilenceContract? silence) =>
        silence is null
            ? null
            : new(silence.Value, silence.StatedOn, silence.Position, silence.Citations.Count, silence.Citations.AsCell());
}

/// <summary>What is held on a track, as a line of CSV.</summary>
/// <param name="Headline">One line that a person can read; it names the reporter where that is not the holder.</param>
/// <param name="Party">The holder.</param>
/// <param name="Target">The issue as a whole, or the proposal; and the issues that it addresses.</param>
/// <param name="Silence">A silence that is newer than the stance, or all there is.</param>
/// <param name="Contested">Whether there are alternatives.</param>
/// <param name="AlternativeCount">How many current records of the track say otherwise.</param>
/// <param name="Alternatives">Each with its stance, day, attribution and summary.</param>
/// <param name="StanceSince">The day of the oldest record of the unbroken run with the same stance.</param>
/// <param name="LastConfirmedOn">The day of the newest record of that run.</param>
/// <param name="Evidence">How well it is known.</param>
/// <param name="Position">The record held.</param>
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
    EvidenceContract Evidence,
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
            Cells.ToCell(held.Alternatives.Select(Alternative)),
            held.StanceSince,
            held.LastConfirmedOn,
            held.StatedOn,
            held.Attribution,
            held.AssertedBy,
            held.Speaker,
            held.Mode,
            held.Evidence,
            held.Position,
            CitationColumns.FirstOf(held.Citations),
            held.Citations.Count,
            held.Citations.AsCell(),
            held.RecordedIn
        );

    private static string Alternative(AlternativeContract other) =>
        $"{EnumNames.NameOf(other.Stance)} {other.StatedOn} {EnumNames.NameOf(other.Attribution)}{(other.AssertedBy is null ? "" : $" ({other.AssertedBy.Slug})")}: {other.Summary}";
}
