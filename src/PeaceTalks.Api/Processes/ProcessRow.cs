using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Processes;

/// <summary>A process as a line of CSV.</summary>
/// <param name="Participants">Each party with its role in the talks.</param>
public sealed record ProcessRow(
    string Slug,
    string Name,
    string Description,
    int ParticipantCount,
    string? Participants,
    int Version,
    long RecordedIn
) : IRow
{
    public static ProcessRow FromProcess(ProcessContract process) =>
        new(
            process.Slug,
            process.Name,
            process.Description,
            process.Participants.Count,
            Cells.ToCell(process.Participants.Select(x => $"{x.Party.Slug} {EnumNames.NameOf(x.Role)}")),
            process.Version,
            process.RecordedIn
        );
}
