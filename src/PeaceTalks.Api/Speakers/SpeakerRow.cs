using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Speakers;

/// <summary>A speaker as a line of CSV.</summary>
/// <param name="Mandates">Each party with the office and, if they are known, the days from and until.</param>
public sealed record SpeakerRow(
    string Slug,
    string Name,
    SpeakerKind Kind,
    int AliasCount,
    string? Aliases,
    int MandateCount,
    string? Mandates,
    int Version,
    long RecordedIn
) : IRow
{
    public static SpeakerRow FromSpeaker(SpeakerContract speaker) =>
        new(
            speaker.Slug,
            speaker.Name,
            speaker.Kind,
            speaker.Aliases.Count,
            speaker.Aliases.AsCell(),
            speaker.Mandates.Count,
            Cells.ToCell(speaker.Mandates.Select(x => $"{x.Party.Slug}, {x.Office}{Cells.Span(x.From, x.Until)}")),
            speaker.Version,
            speaker.RecordedIn
        );
}
