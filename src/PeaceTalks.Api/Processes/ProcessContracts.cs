using FluentValidation;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Processes;

/// <summary>A process (a set of talks), as you write it.</summary>
/// <param name="Slug">The slug. It never changes.</param>
/// <param name="Participants">The parties that take part, with their roles.</param>
public sealed record ProcessInput(string Slug, string Name, string Description, IReadOnlyList<Participant>? Participants = null)
    : IReferenceInput<Process, ProcessVersion>
{
    public Process Identity(long recordedIn) => new() { Slug = Slug, RecordedIn = recordedIn };

    public ProcessVersion Version(int version, long recordedIn) =>
        new()
        {
            Slug = Slug,
            Version = version,
            RecordedIn = recordedIn,
            Name = Name,
            Description = Description,
            Participants = Participants ?? [],
        };

    public IEnumerable<SlugReference> References() =>
        (Participants ?? []).Select((x, i) => new SlugReference($"/participants/{i}/party", Noun.Party, x.Party));

    public IEnumerable<Naming> Names() => LookAlikes.InInput(Name, null);
}

public sealed class ProcessInputValidator : AbstractValidator<ProcessInput>
{
    public ProcessInputValidator()
    {
        RuleFor(x => x.Slug).Slug();
        RuleFor(x => x.Name).Name(ReferenceVersion.NameMaxLength);
        RuleFor(x => x.Description).NotBlank(ReferenceVersion.DescriptionMaxLength);
        RuleFor(x => x.Participants).Distinct(x => x.Party, "party").AtMost(200);
        RuleForEach(x => x.Participants).ChildRules(participant => participant.RuleFor(x => x.Party).SlugOfAnother());
    }
}

public sealed class ProcessWriteValidator(IValidator<ProcessInput> item) : LedgerWriteValidator<ProcessInput>(item);

/// <summary>A party's role in the talks.</summary>
public sealed record ParticipantContract(Reference Party, ParticipantRole Role);

/// <summary>A set of talks.</summary>
/// <param name="Version">The number of this version. An edit states it as `If-Match`, in quotation marks, or sends the ETag of a read.</param>
/// <param name="RecordedIn">The revision that recorded this version.</param>
public sealed record ProcessContract(
    string Slug,
    string Name,
    string Description,
    IReadOnlyList<ParticipantContract> Participants,
    int Version,
    long RecordedIn
) : IVersioned, IShown
{
    string IShown.Headline => Name;

    ShownLine IShown.Line => new($"{Name}: {Description}", Noun.Process.Path(Slug));

    IEnumerable<ShownFact> IShown.Facts =>
        [
            .. Participants.Select(x => new ShownFact(
                "Participant",
                $"{x.Party.Name} ({EnumNames.InWords(x.Role)})",
                Noun.Party.Path(x.Party.Slug)
            )),
            ShownFact.SeeAlso("Its meetings and milestones in order", $"{Noun.Process.Path(Slug)}/timeline"),
            ShownFact.SeeAlso("Its issues", $"{Noun.Issue.Path()}/tree?process={Slug}"),
        ];

    public static ProcessContract FromProcess(ProcessVersion process, Names names) =>
        new(
            process.Slug,
            process.Name,
            process.Description,
            [.. process.Participants.Select(x => new ParticipantContract(names.Party(x.Party), x.Role))],
            process.Version,
            process.RecordedIn
        );
}
