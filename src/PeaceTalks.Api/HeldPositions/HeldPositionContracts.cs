using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>What is known of a track.</summary>
public enum HeldState
{
    /// <summary>A stance is held.</summary>
    Held,

    /// <summary>Nothing but silence.</summary>
    Silent,
}

/// <summary>A silence that is newer than the stance, or all there is.</summary>
/// <param name="Value">Of what kind.</param>
/// <param name="Position">The record that says so.</param>
public sealed record SilenceContract(Stance Value, DateBounds StatedOn, Guid Position, IReadOnlyList<CitationContract> Citations) : ICited
{
    public static SilenceContract? FromPosition(Position? silence, Names names) =>
        silence is null ? null : new(silence.Stance, silence.Day, silence.Id, silence.Citations.ToContracts(names));

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Position, Position.ToString(), EnumNames.NameOf(Value), StatedOn, null, null, Citations)];
}

/// <summary>Another current record of the track whose bounds overlap those of the held one, and whose stance differs.</summary>
public sealed record AlternativeContract(
    Guid Position,
    Stance Stance,
    string Summary,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    IReadOnlyList<CitationContract> Citations
)
{
    public static AlternativeContract FromPosition(Position position, Names names) =>
        new(
            position.Id,
            position.Stance,
            position.Summary,
            position.Day,
            position.Attribution,
            names.PartyOrNull(position.AssertedBy),
            position.Citations.ToContracts(names)
        );
}

/// <summary>The last time that the holder itself said what it holds.</summary>
public sealed record SelfReport(Guid Position, DateBounds StatedOn);

/// <summary>How well a held position is known.</summary>
/// <param name="SelfReported">Whether the holder itself asserted the record held.</param>
/// <param name="Quoted">Whether a citation of it has the quoted words.</param>
/// <param name="IndependentSources">Articles that report it; one that retells another is no further source.</param>
/// <param name="LastSelfReport">Null where the holder never said anything on this.</param>
public sealed record EvidenceContract(bool SelfReported, bool Quoted, int IndependentSources, SelfReport? LastSelfReport);

/// <summary>What a track comes to as of a day, as known at a revision.</summary>
/// <param name="Headline">One line that a person can read; it names the reporter where that is not the holder.</param>
/// <param name="Party">The holder.</param>
/// <param name="Score">From -2 (against) to +2 (for); null for silence.</param>
/// <param name="Silence">A silence that is newer than the stance, or all there is; else null.</param>
/// <param name="Contested">Whether there are alternatives.</param>
/// <param name="StanceSince">The day of the oldest record of the unbroken run with the same stance.</param>
/// <param name="LastConfirmedOn">The day of the newest record of that run.</param>
/// <param name="AssertedBy">The party that said so, perhaps an adversary; null where none did.</param>
/// <param name="Position">The record held.</param>
/// <param name="RecordedIn">The revision that brought it.</param>
public sealed record HeldPositionContract(
    HeldState State,
    string Headline,
    Reference Party,
    TargetContract Target,
    Stance Stance,
    int? Score,
    string Summary,
    IReadOnlyList<ConditionContract> Conditions,
    IReadOnlyList<Term> Terms,
    SilenceContract? Silence,
    bool Contested,
    IReadOnlyList<AlternativeContract> Alternatives,
    DateBounds StanceSince,
    DateBounds LastConfirmedOn,
    DateBounds StatedOn,
    Attribution Attribution,
    Reference? AssertedBy,
    Reference? Speaker,
    AssertionMode Mode,
    EvidenceContract Evidence,
    Guid Position,
    IReadOnlyList<CitationContract> Citations,
    long RecordedIn
) : ICited
{
    public static HeldPositionContract FromTrack(
        Position held,
        Position? silence,
        Position since,
        Position? lastSelfReport,
        IReadOnlyList<Position> alternatives,
        Names names
    )
    {
        var target = TargetContract.FromTarget(held.Track.Issue, held.Track.Proposal, names);
        var party = names.Party(held.Party);
        var citations = held.Citations.ToContracts(names);
        return new(
            held.Stance.IsSilence() ? HeldState.Silent : HeldState.Held,
            new Headline(party.Name, target).Held(held, silence, names),
            party,
            target,
            held.Stance,
            held.Stance.Score(),
            held.Summary,
            [.. held.Conditions.Select(x => ConditionContract.FromCondition(x, names))],
            held.Terms,
            SilenceContract.FromPosition(silence, names),
            alternatives.Count > 0,
            [.. alternatives.Select(x => AlternativeContract.FromPosition(x, names))],
            since.Day,
            held.Day,
            held.Day,
            held.Attribution,
            names.PartyOrNull(held.AssertedBy),
            names.SpeakerOrNull(held.Speaker),
            held.Mode,
            new EvidenceContract(
                held.Attribution == Attribution.Self,
                citations.Any(x => x.Quote is not null),
                citations.Select(x => names.OriginalOf(x.Article.Slug)).Distinct().Count(),
                lastSelfReport is null ? null : new SelfReport(lastSelfReport.Id, lastSelfReport.Day)
            ),
            held.Id,
            citations,
            held.RecordedIn
        );
    }

    public IEnumerable<CitedRecord> Cited() =>
        [
            new(Noun.Position, Position.ToString(), Headline, StatedOn, Attribution, AssertedBy, Citations),
            .. Silence?.Cited() ?? [],
            .. Alternatives.Select(x => new CitedRecord(
                Noun.Position,
                x.Position.ToString(),
                x.Summary,
                x.StatedOn,
                x.Attribution,
                x.AssertedBy,
                x.Citations
            )),
        ];
}

/// <summary>Who tells of a record, where that is not its holder.</summary>
public static class Reporter
{
    /// <summary>"according to Ukraine", "article's own voice", or null where the holder said so itself.</summary>
    public static string? NameFor(Record record, Names names) =>
        record.Attribution switch
        {
            Attribution.Self => null,
            Attribution.OtherParty => $"according to {names.Party(record.AssertedBy!).Name}",
            _ => record.Mode == AssertionMode.Outlet ? Voice(record.Mode) : $"according to {Voice(record.Mode)}",
        };

    /// <summary>Who tells of a record that no party asserted.</summary>
    public static string Voice(AssertionMode mode) =>
        mode switch
        {
            AssertionMode.AnonymousSource => "an unnamed source",
            AssertionMode.Document => "a document",
            _ => "article's own voice",
        };
}
