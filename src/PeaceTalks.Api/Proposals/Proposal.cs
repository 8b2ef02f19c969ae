using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Proposals;

/// <summary>An idea that a party can be for or against. Its figures and conditions stand on the positions.</summary>
public sealed class Proposal : ReferenceItem
{
    public required string Process { get; init; }
}

public sealed class ProposalVersion : ReferenceVersion, IAddressesIssues
{
    public const int SummaryMaxLength = 500;
    public const int LabelMaxLength = 200;

    public required string Process { get; init; }
    public required string Name { get; init; }

    public override string DisplayName => Name;

    public required string Summary { get; init; }
    public required ProposalKind Kind { get; init; }
    public required Disclosure Disclosure { get; init; }

    /// <summary>Slugs of the issues that it addresses, in the same process; one at least.</summary>
    public required IReadOnlyList<string> Issues { get; init; }

    public required IReadOnlyList<Sponsor> Sponsors { get; init; }
    public required IReadOnlyList<Relation> Relations { get; init; }
    public required IReadOnlyList<Label> Labels { get; init; }
}

public enum ProposalKind
{
    /// <summary>What a side asks of the other.</summary>
    Demand,

    /// <summary>What a side is ready to give.</summary>
    Offer,

    /// <summary>An answer to another proposal.</summary>
    CounterOffer,

    /// <summary>A mediator's, between the sides.</summary>
    Bridging,

    /// <summary>A package, of which others are part.</summary>
    Plan,

    /// <summary>About the talks themselves.</summary>
    Procedural,
}

/// <summary>How a proposal is known.</summary>
public enum Disclosure
{
    /// <summary>Its text is public.</summary>
    Published,

    /// <summary>Its text became known against its authors' will.</summary>
    Leaked,

    /// <summary>Known only from a party's or outlet's account.</summary>
    Summarised,

    /// <summary>Known to exist, and no more.</summary>
    ExistenceOnly,
}

public enum SponsorRole
{
    /// <summary>Wrote it.</summary>
    Drafter,

    /// <summary>Put it forward.</summary>
    Submitter,

    /// <summary>Stands behind it.</summary>
    Backer,
}

public enum RelationType
{
    /// <summary>Belongs to a package.</summary>
    PartOf,

    /// <summary>Answers another.</summary>
    CounterTo,

    /// <summary>Takes the place of an earlier one.</summary>
    RevisionOf,
}

/// <summary>Who wrote the proposal, put it forward or stands behind it.</summary>
/// <param name="Party">Slug.</param>
public sealed record Sponsor(string Party, SponsorRole Role, ReferenceSource? Source = null);

/// <summary>How the proposal relates to another.</summary>
/// <param name="Proposal">Slug of the other proposal.</param>
public sealed record Relation(RelationType Type, string Proposal, ReferenceSource? Source = null);

/// <summary>What a party calls the proposal; no stance.</summary>
/// <param name="Party">Slug.</param>
public sealed record Label(
    string Party,
    [property: System.Text.Json.Serialization.JsonPropertyName("label")] string Text,
    ReferenceSource? Source = null
);
