using FluentValidation;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Proposals;

/// <summary>A proposal, as you write it.</summary>
/// <param name="Slug">The slug. It never changes.</param>
/// <param name="Process">Slug of the talks. It never changes.</param>
/// <param name="Issues">Slugs of the issues that it addresses: at least one.</param>
/// <param name="Sponsors">The parties that wrote it, put it forward or stand behind it.</param>
/// <param name="Relations">
/// Relations to other proposals of the same process. They must not make it a part or a revision of itself, by way of others either.
/// </param>
/// <param name="Labels">The names that parties use for it.</param>
public sealed record ProposalInput(
    string Slug,
    string Process,
    string Name,
    string Summary,
    ProposalKind Kind,
    Disclosure Disclosure,
    IReadOnlyList<string> Issues,
    IReadOnlyList<Sponsor>? Sponsors = null,
    IReadOnlyList<Relation>? Relations = null,
    IReadOnlyList<Label>? Labels = null
) : IReferenceInput<Proposal, ProposalVersion>
{
    public Proposal Identity(long recordedIn) =>
        new()
        {
            Slug = Slug,
            RecordedIn = recordedIn,
            Process = Process,
        };

    public ProposalVersion Version(int version, long recordedIn) =>
        new()
        {
            Slug = Slug,
            Version = version,
            RecordedIn = recordedIn,
            Process = Process,
            Name = Name,
            Summary = Summary,
            Kind = Kind,
            Disclosure = Disclosure,
            Issues = Issues,
            Sponsors = Sponsors ?? [],
            Relations = Relations ?? [],
            Labels = Labels ?? [],
        };

    public IEnumerable<SlugReference> References() =>
        [
            new SlugReference("/process", Noun.Process, Process),
            .. Issues.Select((x, i) => new SlugReference($"/issues/{i}", Noun.Issue, x)),
            .. (Sponsors ?? []).SelectMany(
                (x, i) =>
                    SlugReference
                        .FromSource($"/sponsors/{i}", x.Source)
                        .Prepend(new SlugReference($"/sponsors/{i}/party", Noun.Party, x.Party))
            ),
            .. (Relations ?? []).SelectMany(
                (x, i) =>
                    SlugReference
                        .FromSource($"/relations/{i}", x.Source)
                        .Prepend(new SlugReference($"/relations/{i}/proposal", Noun.Proposal, x.Proposal))
            ),
            .. (Labels ?? []).SelectMany(
                (x, i) =>
                    SlugReference.FromSource($"/labels/{i}", x.Source).Prepend(new SlugReference($"/labels/{i}/party", Noun.Party, x.Party))
            ),
        ];

    public IEnumerable<Naming> Names() => LookAlikes.InInput(Name, null);
}

public sealed class ProposalInputValidator : AbstractValidator<ProposalInput>
{
    public ProposalInputValidator()
    {
        RuleFor(x => x.Slug).Slug();
        RuleFor(x => x.Process).SlugOfAnother();
        RuleFor(x => x.Name).Name(ReferenceVersion.NameMaxLength);
        RuleFor(x => x.Summary).NotBlank(ProposalVersion.SummaryMaxLength);
        RuleFor(x => x.Issues).NotEmpty().WithMessage("is empty; a proposal addresses at least one issue");
        RuleFor(x => x.Issues).Distinct(x => x, "issue").AtMost(50);
        RuleForEach(x => x.Issues).SlugOfAnother();
        RuleFor(x => x.Sponsors).Distinct(x => (x.Party, x.Role), "sponsor").AtMost(50);
        RuleForEach(x => x.Sponsors)
            .ChildRules(sponsor =>
            {
                sponsor.RuleFor(x => x.Party).SlugOfAnother();
                sponsor.RuleFor(x => x.Source!).SetValidator(new SourceValidator()).When(x => x.Source is not null);
            });
        RuleFor(x => x.Relations).Distinct(x => (x.Type, x.Proposal), "relation").AtMost(50);
        RuleForEach(x => x.Relations)
            .Must((proposal, relation) => relation.Proposal != proposal.Slug)
            .WithMessage("relates the proposal to itself; name another proposal");
        RuleForEach(x => x.Relations)
            .ChildRules(relation =>
            {
                relation.RuleFor(x => x.Proposal).SlugOfAnother();
                relation.RuleFor(x => x.Source!).SetValidator(new SourceValidator()).When(x => x.Source is not null);
            });
        RuleFor(x => x.Labels).Distinct(x => (x.Party, x.Text), "label").AtMost(50);
        RuleForEach(x => x.Labels)
            .ChildRules(label =>
            {
                label.RuleFor(x => x.Party).SlugOfAnother();
                label.RuleFor(x => x.Text).Line(ProposalVersion.LabelMaxLength).OverridePropertyName("label");
                label.RuleFor(x => x.Source!).SetValidator(new SourceValidator()).When(x => x.Source is not null);
            });
    }
}

public sealed class ProposalWriteValidator(IValidator<ProposalInput> item) : LedgerWriteValidator<ProposalInput>(item);

/// <summary>A party that wrote the proposal, put it forward or stands behind it.</summary>
public sealed record SponsorContract(Reference Party, SponsorRole Role, SourceContract? Source);

/// <summary>A relation of the proposal to another one.</summary>
public sealed record RelationContract(RelationType Type, Reference Proposal, SourceContract? Source)
{
    /// <summary>What the proposal is to the other one.</summary>
    internal string InWords() =>
        Type switch
        {
            RelationType.PartOf => "Part of",
            RelationType.CounterTo => "Answers",
            _ => "Takes the place of",
        };

    /// <summary>What the proposal is to another one that declares the relation.</summary>
    internal string InWordsOfOther() =>
        Type switch
        {
            RelationType.PartOf => "Has the part",
            RelationType.CounterTo => "Answered by",
            _ => "Replaced by",
        };
}

/// <summary>A party's name for the proposal. It does not imply a stance.</summary>
public sealed record LabelContract(Reference Party, string Label, SourceContract? Source);

/// <summary>A step of the proposal.</summary>
/// <param name="Id">Id of the milestone, which has the evidence.</param>
/// <param name="By">The party that took the step. Null if none is named.</param>
/// <param name="Attribution">Who asserted the step. SELF is the party that took it.</param>
/// <param name="AssertedBy">The party that asserted the step. Null if no party did.</param>
public sealed record ProposalStepContract(
    Guid Id,
    Step Step,
    Reference? By,
    DateBounds HappenedOn,
    Attribution Attribution,
    Reference? AssertedBy
)
{
    internal string Told => AssertedBy is null ? "" : $", according to {AssertedBy.Name}";

    public static ProposalStepContract FromMilestone(Milestone milestone, Names names) =>
        new(
            milestone.Id,
            milestone.Step,
            names.PartyOrNull(milestone.By),
            milestone.Day,
            milestone.Attribution,
            names.PartyOrNull(milestone.AssertedBy)
        );
}

/// <summary>An idea that a party can be for or against. Figures and conditions are recorded with the positions, not here.</summary>
/// <param name="Milestones">The steps that the proposal has taken, oldest first. Contradicting steps stand side by side.</param>
/// <param name="RelatedFrom">Other proposals that declare a relation to this one.</param>
/// <param name="Version">The number of this version. An edit states it as `If-Match`, in quotation marks, or sends the ETag of a read.</param>
/// <param name="RecordedIn">The revision that recorded this version.</param>
public sealed record ProposalContract(
    string Slug,
    Reference Process,
    string Name,
    string Summary,
    ProposalKind Kind,
    Disclosure Disclosure,
    IReadOnlyList<Reference> Issues,
    IReadOnlyList<SponsorContract> Sponsors,
    IReadOnlyList<RelationContract> Relations,
    IReadOnlyList<RelationContract> RelatedFrom,
    IReadOnlyList<LabelContract> Labels,
    IReadOnlyList<ProposalStepContract> Milestones,
    int Version,
    long RecordedIn
) : ICited, IVersioned, IShown
{
    string IShown.Headline => Name;

    ShownLine IShown.Line => new($"{Name}: {Summary}", Noun.Proposal.Path(Slug)) { Records = Cited() };

    IEnumerable<ShownFact> IShown.Facts =>
        [
            ShownFact.FromReference("Talks", Noun.Process, Process),
            new("Kind", EnumNames.InWords(Kind)),
            new("Disclosure", EnumNames.InWords(Disclosure)),
            .. Issues.Select(x => ShownFact.FromReference("Issue", Noun.Issue, x)),
            .. Sponsors.Select(x => new ShownFact(
                "Sponsor",
                $"{x.Party.Name} ({EnumNames.InWords(x.Role)})",
                Noun.Party.Path(x.Party.Slug)
            )),
            .. Labels.Select(x => new ShownFact($"Called by {x.Party.Name}", x.Label)),
            .. Relations.Select(x => ShownFact.FromReference(x.InWords(), Noun.Proposal, x.Proposal)),
            .. RelatedFrom.Select(x => ShownFact.FromReference(x.InWordsOfOther(), Noun.Proposal, x.Proposal)),
            .. Milestones.Select(x => new ShownFact(
                "Step",
                $"{EnumNames.InWords(x.Step)}{(x.By is null ? "" : $", by {x.By.Name}")} ({x.HappenedOn.ToEdtf()}{x.Told})",
                Noun.Milestone.Path(x.Id.ToString())
            )),
            ShownFact.SeeAlso("What is held on it", $"/api/v1/held-positions?proposal={Slug}"),
            ShownFact.SeeAlso("All that was said on it", $"{Noun.Position.Path()}?proposal={Slug}"),
        ];

    public static ProposalContract FromProposal(ProposalVersion proposal, IEnumerable<Milestone> milestones, Names names) =>
        new(
            proposal.Slug,
            names.Process(proposal.Process),
            proposal.Name,
            proposal.Summary,
            proposal.Kind,
            proposal.Disclosure,
            [.. proposal.Issues.Select(names.Issue)],
            [.. proposal.Sponsors.Select(x => new SponsorContract(names.Party(x.Party), x.Role, names.Source(x.Source)))],
            [.. proposal.Relations.Select(x => new RelationContract(x.Type, names.Proposal(x.Proposal), names.Source(x.Source)))],
            [
                .. from other in RelationsToProposals.Of(names.Snapshot)[proposal.Slug]
                select new RelationContract(
                    other.Relation.Type,
                    new Reference(other.From.Slug, other.From.Name),
                    names.Source(other.Relation.Source)
                ),
            ],
            [.. proposal.Labels.Select(x => new LabelContract(names.Party(x.Party), x.Text, names.Source(x.Source)))],
            [.. milestones.Where(x => x.Proposal == proposal.Slug).Select(x => ProposalStepContract.FromMilestone(x, names))],
            proposal.Version,
            proposal.RecordedIn
        );

    public IEnumerable<CitedRecord> Cited() =>
        CitedRecord.FromSources(
            Noun.Proposal,
            Slug,
            Name,
            RecordedIn,
            [
                .. Sponsors.Select(x => x.Source),
                .. Relations.Select(x => x.Source),
                .. RelatedFrom.Select(x => x.Source),
                .. Labels.Select(x => x.Source),
            ]
        );

    public static IEnumerable<string> ArticlesOf(ProposalVersion proposal, ReferenceSnapshot snapshot) =>
        Sources(proposal)
            .Concat(RelationsToProposals.Of(snapshot)[proposal.Slug].Select(x => x.Relation.Source))
            .Select(x => x?.Article)
            .OfType<string>();

    private static IEnumerable<ReferenceSource?> Sources(ProposalVersion proposal) =>
        [.. proposal.Sponsors.Select(x => x.Source), .. proposal.Relations.Select(x => x.Source), .. proposal.Labels.Select(x => x.Source)];
}
