using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Parties;

/// <summary>A party as a line of CSV.</summary>
/// <param name="Memberships">Each group with the role and, if they are known, the days from and until.</param>
public sealed record PartyRow(
    string Slug,
    string Name,
    PartyKind Kind,
    int AliasCount,
    string? Aliases,
    int MembershipCount,
    string? Memberships,
    int Version,
    long RecordedIn
) : IRow
{
    public static PartyRow FromParty(PartyContract party) =>
        new(
            party.Slug,
            party.Name,
            party.Kind,
            party.Aliases.Count,
            party.Aliases.AsCell(),
            party.Memberships.Count,
            Cells.ToCell(party.Memberships.Select(x => $"{x.Group.Slug} {EnumNames.NameOf(x.Role)}{Cells.Span(x.From, x.Until)}")),
            party.Version,
            party.RecordedIn
        );
}
