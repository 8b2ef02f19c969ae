using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Parties;

/// <summary>A side, or somebody whose position matters to the talks.</summary>
public sealed class Party : ReferenceItem;

public sealed class PartyVersion : ReferenceVersion
{
    public required string Name { get; init; }

    public override string DisplayName => Name;

    public required PartyKind Kind { get; init; }
    public required IReadOnlyList<Alias> Aliases { get; init; }
    public required IReadOnlyList<Membership> Memberships { get; init; }
}

public enum PartyKind
{
    /// <summary>A state.</summary>
    State,

    /// <summary>A standing alliance.</summary>
    Alliance,

    /// <summary>An ad-hoc coalition; its position is never spread over its members.</summary>
    Group,

    /// <summary>An international organisation.</summary>
    InternationalOrganisation,

    /// <summary>An armed group that is no state.</summary>
    NonStateArmedGroup,

    /// <summary>Any other.</summary>
    Other,
}

public enum MembershipRole
{
    /// <summary>Leads the group.</summary>
    Lead,

    /// <summary>Belongs to it.</summary>
    Member,

    /// <summary>Attends without belonging.</summary>
    Observer,
}

/// <summary>That a party belongs to a group, which says nothing of its positions.</summary>
/// <param name="Group">Slug of the party that this one belongs to.</param>
public sealed record Membership(
    string Group,
    MembershipRole Role,
    DateBounds? From = null,
    DateBounds? Until = null,
    ReferenceSource? Source = null
);
