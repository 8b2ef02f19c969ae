using FluentValidation;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Positions;

/// <summary>A condition, as you write it.</summary>
/// <param name="Key">Identifies the condition: lower-case words with hyphens. Conditions are compared by key.</param>
/// <param name="Text">The wording. It is not compared.</param>
/// <param name="By">Slug of the party that the condition binds.</param>
/// <param name="Carried">True if an earlier record of the track said it and this source neither repeats nor withdraws it.</param>
public sealed record ConditionInput(ConditionKind Kind, string Key, string Text, string? By = null, bool Carried = false);

/// <summary>A position, as you write it. The service fills in what you leave out where it can, and the answer lists it.</summary>
/// <param name="Party">Slug of the party that holds the position.</param>
/// <param name="Issue">Slug of the issue, if the position is on an issue as a whole. Otherwise give a proposal.</param>
/// <param name="Proposal">Slug of the proposal, if the position is on a proposal. Otherwise give an issue.</param>
/// <param name="Terms">Figures, as objects or as text such as <c>withdrawalDistance &lt;= 40 km</c>.</param>
/// <param name="StatedOn">When it was stated. Defaults to the day on which the article was published.</param>
/// <param name="AssertedBy">Slug of the party that asserted it. Defaults to the party that the speaker speaks for, or to none.</param>
/// <param name="Mode">Defaults to the mode that follows from the quote and the speaker.</param>
/// <param name="Meeting">Id of the meeting at which it was stated. Leave it out if it was at none.</param>
/// <param name="Article">Slug of the article. Leave it out if the write itself is about one article.</param>
/// <param name="Citations">Further places that report the same statement. A correction without them keeps those of the record.</param>
/// <param name="Id">Set it for records that must have the same id everywhere. Defaults to a new id.</param>
public sealed record PositionInput(
    string Party,
    Stance Stance,
    string Summary,
    [FromOne] int Paragraph,
    string? Issue = null,
    string? Proposal = null,
    IReadOnlyList<ConditionInput>? Conditions = null,
    IReadOnlyList<Term>? Terms = null,
    DateBounds? StatedOn = null,
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
    DateBounds? IStatementInput.Day => StatedOn;
}

public sealed class PositionInputValidator : AbstractValidator<PositionInput>
{
    public PositionInputValidator()
    {
        this.AddStatementRules();
        RuleFor(x => x.Summary).NotBlank(Record.SummaryMaxLength);
        RuleFor(x => x.Party).SlugOfAnother();
        RuleFor(x => x.Issue).SlugOfAnother();
        RuleFor(x => x.Proposal)
            .SlugOfAnother()
            .Must((x, proposal) => proposal is null != (x.Issue is null))
            .WithMessage("give either proposal or issue, and not both");
        RuleFor(x => x.Conditions).Distinct(x => x.Key, "key").AtMost(50);
        RuleForEach(x => x.Conditions)
            .ChildRules(condition =>
            {
                condition.RuleFor(x => x.By).SlugOfAnother();
                condition
                    .RuleFor(x => x.Key)
                    .Line(Condition.KeyMaxLength)
                    .Matches(Slugs.Form())
                    .WithMessage("is not a key; write lower-case words with hyphens, as in 'russian-pullback'");
                condition.RuleFor(x => x.Text).NotBlank(Condition.TextMaxLength);
            });
        RuleFor(x => x.Conditions)
            .Must((x, conditions) => x.Stance != Stance.Conditional || conditions?.Any(IsReservation) == true)
            .WithMessage(
                "must have at least one condition of kind PRECONDITION, RECIPROCAL, EXCHANGE or RATIFICATION, because the "
                    + "stance is CONDITIONAL"
            );
        RuleForEach(x => x.Conditions)
            .Must((x, condition) => x.Stance == Stance.Conditional || x.Stance.IsSilence() || !IsReservation(condition))
            .WithMessage("is only for the stance CONDITIONAL; the kind for any stance is CONTINGENT_EVENT");
        RuleFor(x => x.Conditions)
            .Must((x, conditions) => !x.Stance.IsSilence() || conditions is null or [])
            .WithMessage("must be empty: silence has no conditions");
        RuleFor(x => x.Terms)
            .Must((x, terms) => !x.Stance.IsSilence() || terms is null or [])
            .WithMessage("must be empty: silence has no terms");
        RuleFor(x => x.Terms).Distinct(x => x.Key, "key").AtMost(50);
        RuleForEach(x => x.Terms)
            .ChildRules(term =>
            {
                term.RuleFor(x => x.Key)
                    .Matches("^[a-z][A-Za-z0-9]*\\z")
                    .WithMessage("is not a key; write it like withdrawalDistance")
                    .AtMost(Term.KeyMaxLength);
                term.RuleFor(x => x.Value)
                    .Must((x, value) => value is null == (x.Comparator == Comparator.SameAsOtherSide))
                    .WithMessage("is required with every comparator except SAME_AS_OTHER_SIDE, which takes none")
                    .Must(value => value is not { } figure || (Math.Abs(figure) < Term.ValueLimit && figure.Scale <= Term.ValueDecimals))
                    .WithMessage($"has more than 15 digits before the decimal point, or more than {Term.ValueDecimals} after it");
                term.RuleFor(x => x.Unit).NullOrLine(Term.UnitMaxLength);
            });
    }

    private static bool IsReservation(ConditionInput condition) => condition.Kind != ConditionKind.ContingentEvent;
}

public sealed class PositionWriteValidator(IValidator<PositionInput> item) : LedgerWriteValidator<PositionInput>(item);

/// <summary>The issue or proposal that a position is about.</summary>
/// <param name="Issues">For a proposal, the issues that it addresses. For an issue, the issue itself.</param>
public sealed record TargetContract(TargetType Type, string Slug, string Name, IReadOnlyList<Reference> Issues)
{
    /// <summary>"Donbas (issue)", "Cession of Donbas". An issue is marked as one, because a proposal may have the same name.</summary>
    public static string InWords(string name, TargetType type) => $"{name}{(type == TargetType.Issue ? " (issue)" : "")}";

    internal string Path => (Type == TargetType.Issue ? Noun.Issue : Noun.Proposal).Path(Slug);

    public static TargetContract FromTarget(string? issue, string? proposal, Names names) =>
        proposal is null
            ? new(TargetType.Issue, issue!, names.Issue(issue!).Name, [names.Issue(issue!)])
            : new(
                TargetType.Proposal,
                proposal,
                names.Proposal(proposal).Name,
                [.. names.Snapshot.Proposals[proposal].Issues.Select(names.Issue)]
            );
}

public enum TargetType
{
    /// <summary>An issue as a whole.</summary>
    Issue,

    /// <summary>A proposal.</summary>
    Proposal,
}

/// <summary>A condition that a position depends on.</summary>
/// <param name="By">The party that the condition binds. Null if it binds none, or if the source does not say.</param>
/// <param name="Carried">True if an earlier record of the track said it and this source neither repeats nor withdraws it.</param>
public sealed record ConditionContract(ConditionKind Kind, Reference? By, string Key, string Text, bool Carried)
{
    public static ConditionContract FromCondition(Condition condition, Names names) =>
        new(condition.Kind, names.PartyOrNull(condition.By), condition.Key, condition.Text, condition.Carried);
}

/// <summary>A dated, attributed and cited record that a party took a stance on its target.</summary>
/// <param name="Party">The party that holds the position.</param>
/// <param name="Score">The score, from -2 (against) to +2 (for). Null for silence.</param>
/// <param name="Meeting">The id of the meeting at which it was stated. Null if it was at none, or if the source does not say.</param>
/// <param name="Attribution">Who asserted it, seen from the holder.</param>
/// <param name="AssertedBy">The party that asserted it, which may be an adversary. Null if no party did.</param>
/// <param name="SupersededIn">The revision that corrected or retracted this record. Null while it is in force.</param>
/// <param name="SupersededBy">The record that corrects this one. Null if there is none.</param>
/// <param name="Corrects">The record that this one corrects. Null if there is none.</param>
public sealed record PositionContract(
    Guid Id,
    Reference Party,
    TargetContract Target,
    Stance Stance,
    int? Score,
    string Summary,
    IReadOnlyList<ConditionContract> Conditions,
    IReadOnlyList<Term> Terms,
    DateBounds StatedOn,
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
            $"{Party.Name}, {TargetContract.InWords(Target.Name, Target.Type)}: "
                + $"{Stance.InWords(Target.Type)} ({StatedOn.ToEdtf()}), {StatementFacts.WhoseWord(AssertedBy, Speaker, Mode)}. {Summary}",
            Noun.Position.Path(Id.ToString())
        )
        {
            Records = Cited(),
            Superseded = Supersession.FromRecord(SupersededIn, Noun.Position, SupersededBy),
        };

    Correction? IShown.Correction => Correction.FromRecord(RecordedIn, Noun.Position, Corrects);

    IEnumerable<ShownFact> IShown.Facts =>
        [
            ShownFact.FromReference("Party", Noun.Party, Party),
            new(Target.Type == TargetType.Issue ? "Issue" : "Proposal", Target.Name, Target.Path),
            new("Stance", Stance.InWords(Target.Type)),
            .. Conditions.Select(x => new ShownFact("Condition", x.Text)),
            new("Stated on", StatedOn.ToEdtf()),
            .. StatementFacts.Of(Attribution, AssertedBy, Speaker),
        ];

    public static PositionContract FromPosition(Position position, Guid? successor, Names names) =>
        new(
            position.Id,
            names.Party(position.Party),
            TargetContract.FromTarget(position.Track.Issue, position.Track.Proposal, names),
            position.Stance,
            position.Stance.Score(),
            position.Summary,
            [.. position.Conditions.Select(x => ConditionContract.FromCondition(x, names))],
            position.Terms,
            position.Day,
            position.Meeting,
            position.Attribution,
            names.PartyOrNull(position.AssertedBy),
            names.SpeakerOrNull(position.Speaker),
            position.Mode,
            position.Citations.ToContracts(names),
            position.RecordedIn,
            names.Seen(position.SupersededIn),
            successor,
            position.Corrects,
            RecordLinks.ToRecord("positions", position.Id, successor, names.Pin)
        );

    public IEnumerable<CitedRecord> Cited() => [new(Noun.Position, Id.ToString(), Summary, StatedOn, Attribution, AssertedBy, Citations)];
}
