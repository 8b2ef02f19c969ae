using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Parties;

/// <summary>A side in the talks, or anyone else whose position matters to them.</summary>
public sealed class Party : ReferenceItem;

public sealed class PartyVersion : ReferenceVersion
{
    public required string Name { get; init; }

    public override string DisplayName => Name;

    public override IEnumerable<string> AllNames() => [Name, .. Aliases.Select(x => x.Name)];

    public override IEnumerable<SearchedText> SearchedTexts() =>
        Aliases.Select(x => new SearchedText(SearchedField.Alias, x.Name, x.Language)).Prepend(new(SearchedField.Name, Name));

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

    /// <summary>An ad-hoc coalition. Its position is never taken to be its members' position.</summary>
    Group,

    /// <summary>An international organisation.</summary>
    InternationalOrganisation,

    /// <summary>An armed group that is not a state.</summary>
    NonStateArmedGroup,

    /// <summary>Any other party.</summary>
    Other,
}

public enum MembershipRole
{
    /// <summary>The party leads the group.</summary>
    Lead,

    /// <summary>The party belongs to the group.</summary>
    Member,

    /// <summary>The party attends without belonging to the group.</summary>
    Observer,
}

/// <summary>A party's membership of a group. It says nothing about the positions of either.</summary>
/// <param name="Group">Slug of the group that the party belongs to.</param>
public sealed record Membership(
    string Group,
    MembershipRole Role,
    DateBounds? From = null,
    DateBounds? Until = null,
    ReferenceSource? Source = null
);
