using FluentValidation;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Meetings;

/// <summary>
/// A meeting, or a newer state of one, as you write it. A newer state takes over from the newest one what you leave out, and the answer
/// lists it.
/// </summary>
/// <param name="State">Whether it was announced, held, postponed or cancelled.</param>
/// <param name="Meeting">Id of the meeting of which this is a newer state. Leave it out for a new meeting.</param>
/// <param name="Process">Slug of the process (the set of talks). Required for a new meeting.</param>
/// <param name="Name">A short name, such as "Talks in Florida". Required for a new meeting.</param>
/// <param name="Kind">The kind of meeting. Required for a new meeting.</param>
/// <param name="Place">Where it takes place, such as "Paris".</param>
/// <param name="HeldOn">
/// When it takes place, or took place. Required for a meeting that was held. A postponed one takes no day over: without one, its new day is
/// unknown.
/// </param>
/// <param name="Participants">The parties that take part, each with its role, and with a speaker if one is named.</param>
/// <param name="Issues">Slugs of the issues that it is about.</param>
/// <param name="Proposals">Slugs of the proposals that it is about.</param>
/// <param name="PartOf">Id of the meeting of which it is a session.</param>
/// <param name="StatedOn">
/// When this state was stated. For a meeting that was held, it defaults to the day on which it was held, otherwise to the day on which the
/// article was published.
/// </param>
/// <param name="AssertedBy">Slug of the party that asserted it. Defaults to the party that the speaker speaks for, or to none.</param>
/// <param name="Mode">Defaults to the mode that follows from the quote and the speaker.</param>
/// <param name="Article">Slug of the article. Leave it out if the write itself is about one article.</param>
/// <param name="Citations">Further places that report the same state. A correction without them keeps those of the record.</param>
/// <param name="Id">Set it for records that must have the same id everywhere. Defaults to a new id.</param>
public sealed record MeetingInput(
    MeetingState State,
    string Summary,
    [FromOne] int Paragraph,
    Guid? Meeting = null,
    string? Process = null,
    string? Name = null,
    MeetingKind? Kind = null,
    string? Place = null,
    DateBounds? HeldOn = null,
    IReadOnlyList<MeetingParticipant>? Participants = null,
    IReadOnlyList<string>? Issues = null,
    IReadOnlyList<string>? Proposals = null,
    Guid? PartOf = null,
    DateBounds? StatedOn = null,
    string? Speaker = null,
    string? AssertedBy = null,
    AssertionMode? Mode = null,
    string? Article = null,
    string? Quote = null,
    IReadOnlyList<CitationInput>? Citations = null,
    Guid? Id = null
) : IStatementInput
{
    DateBounds? IStatementInput.Day => StatedOn;

    /// <summary>The input with what it leaves out taken over from the newest state of the meeting.</summary>
    /// <returns>Also the JSON names of the members that were taken over.</returns>
    public (MeetingInput Whole, IReadOnlyList<string> TakenOver) From(MeetingFacts newest)
    {
        List<string> taken = [];
        T? Own<T>(T? own, T? earlier, string member)
        {
            if (own is not null || earlier is null or IReadOnlyCollection<object> { Count: 0 })
            {
                return own ?? earlier;
            }

            taken.Add(member);
            return earlier;
        }

        var whole = this with
        {
            Process = Own(Process, newest.Process, "process"),
            Name = Own(Name, newest.Name, "name"),
            Kind = Own(Kind, newest.Kind, "kind"),
            Place = Own(Place, newest.Venue, "place"),
            HeldOn = State == MeetingState.Postponed ? HeldOn : Own(HeldOn, newest.HeldOn, "heldOn"),
            Participants = Own(Participants, newest.Participants, "participants"),
            Issues = Own(Issues, newest.Issues, "issues"),
            Proposals = Own(Proposals, newest.Proposals, "proposals"),
            PartOf = Own(PartOf, newest.PartOf, "partOf"),
        };
        return (whole, taken);
    }
}

public sealed class MeetingInputValidator : AbstractValidator<MeetingInput>
{
    public MeetingInputValidator()
    {
        this.AddStatementRules();
        RuleFor(x => x.Summary).NotBlank(Record.SummaryMaxLength);
        RuleFor(x => x.Process).SlugOfAnother();
        RuleFor(x => x.Name).NullOrLine(Meetings.Meeting.NameMaxLength);
        RuleFor(x => x.Place).NullOrLine(Meetings.Meeting.VenueMaxLength);
        RuleFor(x => x.Participants).Distinct(x => (x.Party, x.Speaker), "participant").AtMost(200);
        RuleForEach(x => x.Participants)
            .ChildRules(participant =>
            {
                participant.RuleFor(x => x.Party).SlugOfAnother();
                participant.RuleFor(x => x.Speaker).SlugOfAnother();
            });
        RuleFor(x => x.Issues).Distinct(x => x, "issue").AtMost(100);
        RuleForEach(x => x.Issues).SlugOfAnother();
        RuleFor(x => x.Proposals).Distinct(x => x, "proposal").AtMost(100);
        RuleForEach(x => x.Proposals).SlugOfAnother();
    }
}

public sealed class MeetingWriteValidator(IValidator<MeetingInput> item) : LedgerWriteValidator<MeetingInput>(item);

/// <summary>A party that takes part in a meeting.</summary>
/// <param name="Role">In what role.</param>
/// <param name="Speaker">Who is there for the party. Null if nobody is named.</param>
public sealed record MeetingParticipantContract(Reference Party, MeetingRole Role, Reference? Speaker);

/// <summary>
/// One state of a meeting: a dated, attributed and cited record that it was announced, held, postponed or cancelled. It is complete in
/// itself.
/// </summary>
/// <param name="Id">The id of the record. The first state of a meeting has the id of the meeting.</param>
/// <param name="Meeting">The id of the meeting.</param>
/// <param name="Kind">The kind of meeting.</param>
/// <param name="Place">Where it takes place. Null if that is not known.</param>
/// <param name="HeldOn">When it takes place, or took place. Null if no day is known.</param>
/// <param name="Participants">The parties that take part.</param>
/// <param name="Issues">The issues that it is about.</param>
/// <param name="Proposals">The proposals that it is about.</param>
/// <param name="PartOf">The id of the meeting of which it is a session. Null if it is none.</param>
/// <param name="State">Whether it was announced, held, postponed or cancelled.</param>
/// <param name="StatedOn">When this state was stated.</param>
/// <param name="Attribution">Who asserted it. SELF is a party that takes part.</param>
/// <param name="AssertedBy">The party that asserted it. Null if no party did.</param>
/// <param name="SupersededIn">The revision that corrected or retracted this record. Null while it is in force.</param>
/// <param name="SupersededBy">The record that corrects this one. Null if there is none.</param>
/// <param name="Corrects">The record that this one corrects. Null if there is none.</param>
public sealed record MeetingRecordContract(
    Guid Id,
    Guid Meeting,
    Reference Process,
    string Name,
    MeetingKind Kind,
    string? Place,
    DateBounds? HeldOn,
    IReadOnlyList<MeetingParticipantContract> Participants,
    IReadOnlyList<Reference> Issues,
    IReadOnlyList<Reference> Proposals,
    Guid? PartOf,
    MeetingState State,
    string Summary,
    DateBounds StatedOn,
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
        new($"{MeetingHeadline.For(this)}. {Summary} Stated {StatedOn.ToEdtf()}{Word}.", Noun.Meeting.Path(Meeting.ToString()))
        {
            Records = Cited(),
            Superseded = Supersession.FromRecord(SupersededIn, Noun.Meeting, SupersededBy),
        };

    Correction? IShown.Correction => Correction.FromRecord(RecordedIn, Noun.Meeting, Corrects);

    /// <summary>Whose word it is. The headline names another party itself.</summary>
    private string Word =>
        Attribution == Attribution.OtherParty && Speaker is null ? "" : $", {StatementFacts.WhoseWord(AssertedBy, Speaker, Mode)}";

    public static MeetingRecordContract FromMeeting(Meeting meeting, Guid? successor, Names names) =>
        new(
            meeting.Id,
            meeting.MeetingId,
            names.Process(meeting.Process),
            meeting.Name,
            meeting.Kind,
            meeting.Venue,
            meeting.HeldOn,
            [
                .. meeting.Participants.Select(x => new MeetingParticipantContract(
                    names.Party(x.Party),
                    x.Role,
                    names.SpeakerOrNull(x.Speaker)
                )),
            ],
            [.. meeting.Issues.Select(names.Issue)],
            [.. meeting.Proposals.Select(names.Proposal)],
            meeting.PartOf,
            meeting.State,
            meeting.Summary,
            meeting.Day,
            meeting.Attribution,
            names.PartyOrNull(meeting.AssertedBy),
            names.SpeakerOrNull(meeting.Speaker),
            meeting.Mode,
            meeting.Citations.ToContracts(names),
            meeting.RecordedIn,
            names.Seen(meeting.SupersededIn),
            successor,
            meeting.Corrects,
            RecordLinks.ToRecord("meetings", meeting.Id, successor, names.Pin)
        );

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Meeting, Id.ToString(), MeetingHeadline.For(this), StatedOn, Attribution, AssertedBy, Citations)];
}

/// <summary>A meeting: everything that its newest state says, and all its states.</summary>
/// <param name="Headline">A one-line summary for people.</param>
/// <param name="Kind">The kind of meeting.</param>
/// <param name="Place">Where it takes place. Null if that is not known.</param>
/// <param name="HeldOn">When it takes place, or took place. Null if no day is known.</param>
/// <param name="Participants">The parties that take part.</param>
/// <param name="Issues">The issues that it is about.</param>
/// <param name="Proposals">The proposals that it is about.</param>
/// <param name="PartOf">The id of the meeting of which it is a session. Null if it is none.</param>
/// <param name="State">Whether it was announced, held, postponed or cancelled.</param>
/// <param name="Summary">What the newest state says, in one sentence.</param>
/// <param name="StatedOn">When the newest state was stated.</param>
/// <param name="Attribution">Who asserted the newest state. SELF is a party that takes part.</param>
/// <param name="AssertedBy">The party that asserted the newest state. Null if no party did.</param>
/// <param name="Citations">The places that report the newest state.</param>
/// <param name="RecordedIn">The revision that recorded the newest state.</param>
/// <param name="States">
/// The states in force, from the oldest to the newest, each with its citations. Empty if all were retracted; then the meeting is shown as
/// the newest of those described it.
/// </param>
/// <param name="Superseded">The states that were corrected or retracted, from the oldest to the newest.</param>
public sealed record MeetingContract(
    Guid Id,
    string Headline,
    Reference Process,
    string Name,
    MeetingKind Kind,
    string? Place,
    DateBounds? HeldOn,
    IReadOnlyList<MeetingParticipantContract> Participants,
    IReadOnlyList<Reference> Issues,
    IReadOnlyList<Reference> Proposals,
    Guid? PartOf,
    MeetingState State,
    string Summary,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    IReadOnlyList<CitationContract> Citations,
    long RecordedIn,
    IReadOnlyList<MeetingRecordContract> States,
    IReadOnlyList<MeetingRecordContract> Superseded
) : ICited, IShown
{
    ShownLine IShown.Line => new(Headline, Noun.Meeting.Path(Id.ToString())) { Records = Cited(), Superseded = Withdrawn };

    /// <summary>The newest state comes first, and those that were corrected or retracted come last.</summary>
    IEnumerable<ShownLine> IShown.Lines => States.Reverse().Concat(Superseded.Reverse()).Select(x => ((IShown)x).Line);

    IEnumerable<ShownFact> IShown.Facts =>
        [
            ShownFact.FromReference("Talks", Noun.Process, Process),
            new("State", EnumNames.InWords(State)),
            .. HeldOn is null ? (ShownFact[])[] : [new ShownFact("Day", HeldOn.ToEdtf())],
            .. Place is null ? (ShownFact[])[] : [new ShownFact("Place", Place)],
            .. Participants.Select(x => ShownFact.FromReference("Participant", Noun.Party, x.Party)),
            .. StatementFacts.Of(Attribution, AssertedBy, Speaker),
        ];

    /// <summary>What its newest state says, and on whose word.</summary>
    string IShown.Headline => ((IShown)(States is [.., var newest] ? newest : Superseded[^1])).Line.Text;

    /// <summary>What its newest state corrects.</summary>
    Correction? IShown.Correction => States is [.., var newest] ? ((IShown)newest).Correction : null;

    /// <summary>What became of the meeting if no state of it is in force. Otherwise null.</summary>
    private Supersession? Withdrawn => States.Count == 0 ? ((IShown)Superseded[^1]).Line.Superseded : null;

    /// <param name="states">The states that are known, from the oldest to the newest. At least one.</param>
    public static MeetingContract FromStates(IEnumerable<Meeting> states, Names names)
    {
        var known = states.ToList();
        var successors = known.Where(x => x.Corrects is not null).ToDictionary(x => x.Corrects!.Value, x => x.Id);
        var inForce = known.ToLookup(
            x => x.IsInForceAt(names.Pin.Revision),
            x => MeetingRecordContract.FromMeeting(x, successors.Successor(x.Id), names)
        );
        var newest = inForce[true].LastOrDefault() ?? inForce[false].Last();
        return new(
            newest.Meeting,
            MeetingHeadline.For(newest),
            newest.Process,
            newest.Name,
            newest.Kind,
            newest.Place,
            newest.HeldOn,
            newest.Participants,
            newest.Issues,
            newest.Proposals,
            newest.PartOf,
            newest.State,
            newest.Summary,
            newest.StatedOn,
            newest.Attribution,
            newest.AssertedBy,
            newest.Speaker,
            newest.Mode,
            newest.Citations,
            newest.RecordedIn,
            [.. inForce[true]],
            [.. inForce[false]]
        );
    }

    /// <summary>The newest state comes first.</summary>
    public IEnumerable<CitedRecord> Cited() => (States.Count > 0 ? States : Superseded).Reverse().SelectMany(x => x.Cited());
}
