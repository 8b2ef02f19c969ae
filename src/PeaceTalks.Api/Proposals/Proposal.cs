using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Proposals;

/// <summary>An idea that a party can be for or against. Figures and conditions are recorded with the positions, not here.</summary>
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

    public override IEnumerable<SearchedText> SearchedTexts() =>
        [
            new(SearchedField.Name, Name),
            .. Labels.Select(x => new SearchedText(SearchedField.Label, x.Text)),
            new(SearchedField.Summary, Summary),
        ];

    public required string Summary { get; init; }
    public required ProposalKind Kind { get; init; }
    public required Disclosure Disclosure { get; init; }

    /// <summary>Slugs of the issues in the same process that it addresses: at least one.</summary>
    public required IReadOnlyList<string> Issues { get; init; }

    public required IReadOnlyList<Sponsor> Sponsors { get; init; }
    public required IReadOnlyList<Relation> Relations { get; init; }
    public required IReadOnlyList<Label> Labels { get; init; }
}

public enum ProposalKind
{
    /// <summary>A demand: what a side asks of the other.</summary>
    Demand,

    /// <summary>An offer: what a side is ready to give.</summary>
    Offer,

    /// <summary>An answer to another proposal.</summary>
    CounterOffer,

    /// <summary>A mediator's proposal between the sides.</summary>
    Bridging,

    /// <summary>A package of other proposals.</summary>
    Plan,

    /// <summary>A proposal about the talks themselves.</summary>
    Procedural,

    /// <summary>An idea that is talked about, without a report that a side put it forward.</summary>
    Idea,
}

/// <summary>How the text of a proposal is known.</summary>
public enum Disclosure
{
    /// <summary>Its text is public.</summary>
    Published,

    /// <summary>Its text became known against the will of its authors.</summary>
    Leaked,

    /// <summary>It is known only from the account of a party or an outlet.</summary>
    Summarised,

    /// <summary>It is known to exist, but no more.</summary>
    ExistenceOnly,
}

public enum SponsorRole
{
    /// <summary>The party wrote it.</summary>
    Drafter,

    /// <summary>The party put it forward.</summary>
    Submitter,

    /// <summary>The party stands behind it.</summary>
    Backer,
}

public enum RelationType
{
    /// <summary>It is part of that package.</summary>
    PartOf,

    /// <summary>It answers that proposal.</summary>
    CounterTo,

    /// <summary>It takes the place of that earlier proposal.</summary>
    RevisionOf,
}

/// <summary>A party that wrote the proposal, put it forward or stands behind it.</summary>
/// <param name="Party">Slug of the party.</param>
public sealed record Sponsor(string Party, SponsorRole Role, ReferenceSource? Source = null);

/// <summary>A relation of the proposal to another one.</summary>
/// <param name="Proposal">Slug of the other proposal.</param>
public sealed record Relation(RelationType Type, string Proposal, ReferenceSource? Source = null);

/// <summary>A party's name for the proposal. It does not imply a stance.</summary>
/// <param name="Party">Slug of the party.</param>
public sealed record Label(
    string Party,
    [property: System.Text.Json.Serialization.JsonPropertyName("label")] string Text,
    ReferenceSource? Source = null
);
