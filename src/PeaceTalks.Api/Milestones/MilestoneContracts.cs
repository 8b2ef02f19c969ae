using FluentValidation;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Milestones;

/// <summary>A milestone, as you write it. The service fills in what you leave out where it can, and the answer lists it.</summary>
/// <param name="Process">Slug of the talks, if the milestone is about the process. Otherwise give an issue or a proposal.</param>
/// <param name="By">Slug of the party that took the step, if one did.</param>
/// <param name="HappenedOn">When it happened. Defaults to the day on which the article was published.</param>
/// <param name="AssertedBy">Slug of the party that asserted it. Defaults to the party that the speaker speaks for, or to none.</param>
/// <param name="Mode">Defaults to the mode that follows from the quote and the speaker.</param>
/// <param name="Meeting">Id of the meeting at which it happened. Leave it out if it was at none.</param>
/// <param name="Article">Slug of the article. Leave it out if the write itself is about one article.</param>
/// <param name="Citations">Further places that report the same milestone. A correction without them keeps those of the record.</param>
/// <param name="Id">Set it for records that must have the same id everywhere. Defaults to a new id.</param>
public sealed record MilestoneInput(
    Step Step,
    string Summary,
    [FromOne] int Paragraph,
    string? Process = null,
    string? Issue = null,
    string? Proposal = null,
    string? By = null,
    DateBounds? HappenedOn = null,
    string? Speaker = null,
    string? AssertedBy = null,
    AssertionMode? Mode = null,
    string? Article = null,
    string? Quote = null,
    IReadOnlyList<CitationInput>? Citations = null,
    Guid? Meeting = null,
    Guid? Id = null
) : IStatementInput
{
    DateBounds? IStatementInput.Day => HappenedOn;
}

public sealed class MilestoneInputValidator : AbstractValidator<MilestoneInput>
{
    public MilestoneInputValidator()
    {
        this.AddStatementRules();
        RuleFor(x => x.Summary).NotBlank(Record.SummaryMaxLength);
        RuleFor(x => x.By).SlugOfAnother();
        RuleFor(x => x.Issue).SlugOfAnother();
        RuleFor(x => x.Proposal).SlugOfAnother();
        RuleFor(x => x.Process)
            .SlugOfAnother()
            .Must((x, _) => new[] { x.Process, x.Issue, x.Proposal }.Count(slug => slug is not null) == 1)
            .WithMessage("give exactly one of process, issue and proposal");
        RuleFor(x => x.Step)
            .Must((x, step) => step.IsState() == (x.Proposal is null))
            .WithMessage(x =>
                x.Proposal is null
                    ? "is a step of a proposal; for an issue or process, write UNRESOLVED, NARROWED or SETTLED"
                    : "is a state of an issue or process, but this milestone is about a proposal"
            );
    }
}

public sealed class MilestoneWriteValidator(IValidator<MilestoneInput> item) : LedgerWriteValidator<MilestoneInput>(item);

/// <summary>A dated, attributed and cited record of a step of a proposal, or of the state of an issue or process.</summary>
/// <param name="Issue">The issue. Null if the milestone is about a proposal or the process.</param>
/// <param name="By">The party that took the step. Null if none is named.</param>
/// <param name="Meeting">The id of the meeting at which it happened. Null if it was at none, or if the source does not say.</param>
/// <param name="Attribution">Who asserted it, seen from the party that took the step.</param>
/// <param name="AssertedBy">The party that asserted it. Null if no party did.</param>
/// <param name="SupersededIn">The revision that corrected or retracted this record. Null while it is in force.</param>
/// <param name="SupersededBy">The record that corrects this one. Null if there is none.</param>
/// <param name="Corrects">The record that this one corrects. Null if there is none.</param>
public sealed record MilestoneContract(
    Guid Id,
    Reference Process,
    Reference? Issue,
    Reference? Proposal,
    Step Step,
    Reference? By,
    string Summary,
    DateBounds HappenedOn,
    Guid? Meeting,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    IReadOnlyList<CitationContract> Citations,
    long RecordedIn,
    long? SupersededIn,
    Guid? SupersededBy,
    Guid? Corrects,
    RecordLinks Links
) : ICited, IShown
{
    ShownLine IShown.Line =>
        new(
            $"{Target.Name}: {EnumNames.InWords(Step)}{(By is null ? "" : $", by {By.Name}")} ({HappenedOn.ToEdtf()}), "
                + $"{StatementFacts.WhoseWord(AssertedBy, Speaker, Mode)}. {Summary}",
            Noun.Milestone.Path(Id.ToString())
        )
        {
            Records = Cited(),
            Superseded = Supersession.FromRecord(SupersededIn, Noun.Milestone, SupersededBy),
        };

    Correction? IShown.Correction => Correction.FromRecord(RecordedIn, Noun.Milestone, Corrects);

    IEnumerable<ShownFact> IShown.Facts =>
        [
            Proposal is not null ? ShownFact.FromReference("Proposal", Noun.Proposal, Proposal)
            : Issue is not null ? ShownFact.FromReference("Issue", Noun.Issue, Issue)
            : ShownFact.FromReference("Talks", Noun.Process, Process),
            new("Step", EnumNames.InWords(Step)),
            .. By is null ? (ShownFact[])[] : [ShownFact.FromReference("By", Noun.Party, By)],
            new("Happened on", HappenedOn.ToEdtf()),
            .. StatementFacts.Of(Attribution, AssertedBy, Speaker),
        ];

    private Reference Target => Proposal ?? Issue ?? Process;

    public static MilestoneContract FromMilestone(Milestone milestone, Guid? successor, Names names) =>
        new(
            milestone.Id,
            names.Process(milestone.Process),
            milestone.Issue is null ? null : names.Issue(milestone.Issue),
            milestone.Proposal is null ? null : names.Proposal(milestone.Proposal),
            milestone.Step,
            names.PartyOrNull(milestone.By),
            milestone.Summary,
            milestone.Day,
            milestone.Meeting,
            milestone.Attribution,
            names.PartyOrNull(milestone.AssertedBy),
            names.SpeakerOrNull(milestone.Speaker),
            milestone.Mode,
            milestone.Citations.ToContracts(names),
            milestone.RecordedIn,
            names.Seen(milestone.SupersededIn),
            successor,
            milestone.Corrects,
            RecordLinks.ToRecord("milestones", milestone.Id, successor, names.Pin)
        );

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Milestone, Id.ToString(), Summary, HappenedOn, Attribution, AssertedBy, Citations)];
}
