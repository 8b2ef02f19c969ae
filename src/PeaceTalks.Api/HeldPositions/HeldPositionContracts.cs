using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.HeldPositions;

/// <summary>Whether a track holds a stance or only silence.</summary>
public enum HeldState
{
    /// <summary>The party holds a stance.</summary>
    Held,

    /// <summary>The party is silent, and nothing else is known.</summary>
    Silent,
}

/// <summary>A silence that is newer than the stance, or the only thing known.</summary>
/// <param name="Value">The kind of silence.</param>
/// <param name="Position">The record of the silence.</param>
public sealed record SilenceContract(Stance Value, DateBounds StatedOn, Guid Position, IReadOnlyList<CitationContract> Citations) : ICited
{
    public static SilenceContract? FromPosition(Position? silence, Names names) =>
        silence is null ? null : new(silence.Stance, silence.Day, silence.Id, silence.Citations.ToContracts(names));

    public IEnumerable<CitedRecord> Cited() =>
        [new(Noun.Position, Position.ToString(), EnumNames.NameOf(Value), StatedOn, null, null, Citations)];
}

/// <summary>Another current record of the track with a different stance, whose bounds overlap those of the held record.</summary>
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

    /// <summary>For a cell of a table: its stance, day, attribution and summary.</summary>
    public string InShort() =>
        $"{EnumNames.NameOf(Stance)} {StatedOn} {EnumNames.NameOf(Attribution)}"
        + $"{(AssertedBy is null ? "" : $" ({AssertedBy.Slug})")}: {Summary}";

    public CitedRecord Cited() => new(Noun.Position, Position.ToString(), Summary, StatedOn, Attribution, AssertedBy, Citations);
}

/// <summary>The last time that the holder itself said what it holds.</summary>
public sealed record SelfReport(Guid Position, DateBounds StatedOn);

/// <summary>The evidence for a held position.</summary>
/// <param name="SelfReported">True if the holder itself asserted the record that is held.</param>
/// <param name="Quoted">True if a citation of the record has the quoted words.</param>
/// <param name="IndependentSources">
/// The number of articles that report the stance, and do not retell each other, in all records of the unbroken run since `stanceSince`.
/// </param>
/// <param name="SourcesAtLeast">
/// True if there may be more sources: the run has more than 50 records, and only its newest 50 are looked at.
/// </param>
/// <param name="Sources">
/// The independent sources, by the newest record that cites them, newest first. At most 20 are listed; all are counted.
/// </param>
/// <param name="LastSelfReport">
/// The last record with a stance that the holder itself asserted. Null if there is none. A silence is no stance.
/// </param>
public sealed record EvidenceContract(
    bool SelfReported,
    bool Quoted,
    int IndependentSources,
    bool SourcesAtLeast,
    IReadOnlyList<IndependentSourceContract> Sources,
    SelfReport? LastSelfReport
)
{
    private const int MaxSources = 20;

    /// <param name="citations">The places that report the held record.</param>
    /// <param name="originals">For each article that retells another, the one that it ultimately retells.</param>
    public static EvidenceContract FromHeldPosition(
        HeldPosition item,
        IReadOnlyList<CitationContract> citations,
        IReadOnlyDictionary<string, string> originals,
        Names names
    )
    {
        var held = new CitingRecord(item.Held.Id, [.. citations.Select(x => x.Article.Slug)]);
        var earlier = item.Earlier.Select(x => x with { Articles = x.Articles.FindAll(names.Shows) });
        var sources = Corroboration.Sources(earlier.Prepend(held), originals);
        return new(
            item.Held.Attribution == Attribution.Self,
            citations.Any(x => x.Quote is not null),
            sources.Count,
            item.Earlier.Count == Corroboration.MaxRecords,
            [.. sources.Take(MaxSources).Select(x => IndependentSourceContract.FromSource(x, names))],
            item.LastSelfReport
        );
    }
}

/// <summary>An article that reports the stance that is held. It and its retellings are one source.</summary>
/// <param name="Article">
/// The article. If nothing but retellings is cited, it is one of these, with `rewriteOf`: the original does not say it.
/// </param>
/// <param name="Position">The newest record of the run that cites it, or another article of the source.</param>
/// <param name="RetoldBy">The other cited articles of the source. They are not counted.</param>
public sealed record IndependentSourceContract(ArticleReference Article, Guid Position, IReadOnlyList<Reference> RetoldBy)
{
    public static IndependentSourceContract FromSource(IndependentSource source, Names names) =>
        new(names.Article(source.Article), source.Record, [.. source.RetoldBy.Select(x => new Reference(x, names.Article(x).Title))]);
}

/// <summary>The article on which the stance hangs, and what would be held without it.</summary>
/// <param name="Article">The article. All other articles together do not support the stance that is held.</param>
/// <param name="Stance">The stance or silence that would be held. Null if nothing would be.</param>
/// <param name="Position">The record that would be held. Null if none would be.</param>
public sealed record FragilityContract(ArticleReference Article, Stance? Stance, Guid? Position)
{
    public static FragilityContract? FromFragility(Fragility? fragility, Names names) =>
        fragility is null ? null : new(names.Article(fragility.Article), fragility.Otherwise?.Stance, fragility.Otherwise?.Position);
}

/// <summary>What a party holds on a target as of a day, as known at a revision.</summary>
/// <param name="Headline">A one-line summary for people. It names whoever reported the position if that is not the holder.</param>
/// <param name="Party">The party that holds the position.</param>
/// <param name="Score">The score, from -2 (against) to +2 (for). Null for silence.</param>
/// <param name="Silence">The party's silence, if it is newer than the stance or if nothing else is known. Otherwise null.</param>
/// <param name="Contested">True if there are alternatives.</param>
/// <param name="StanceSince">
/// The party has held this stance without a break since this day: the day of the oldest record in the run. If the basis is PUBLICATION,
/// the record was only reported as standing, and the stance may be older.
/// </param>
/// <param name="LastConfirmedOn">The day of the newest record in the same run.</param>
/// <param name="AssertedBy">The party that asserted it, which may be an adversary. Null if no party did.</param>
/// <param name="Fragility">
/// With `fragility=true`: the article whose loss alone would change the stance. Null if there is none, or if you do not ask.
/// </param>
/// <param name="Position">The record that is held.</param>
/// <param name="RecordedIn">The revision that recorded it.</param>
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
    FragilityContract? Fragility,
    Guid Position,
    IReadOnlyList<CitationContract> Citations,
    long RecordedIn
) : ICited, IShown
{
    ShownLine IShown.Line => new($"{Headline}; {Since}{Said}", Noun.Position.Path(Position.ToString())) { Records = Cited() };

    /// <summary>"since 2025-12-23, last said 2026-01-30".</summary>
    private string Since =>
        $"since {StanceSince.ToEdtf()}"
        + (LastConfirmedOn.ToEdtf() == StanceSince.ToEdtf() ? "" : $", last said {LastConfirmedOn.ToEdtf()}");

    /// <summary>Who said so, as far as the headline does not name them.</summary>
    private string Said =>
        Attribution == Attribution.Self ? $", {StatementFacts.WhoseWord(AssertedBy, Speaker, Mode)}"
        : Speaker is null ? ""
        : $", said by {Speaker.Name}";

    /// <param name="originals">For each article that retells another, the one that it ultimately retells.</param>
    public static HeldPositionContract FromHeldPosition(HeldPosition item, IReadOnlyDictionary<string, string> originals, Names names)
    {
        var held = item.Held;
        var target = TargetContract.FromTarget(held.Track.Issue, held.Track.Proposal, names);
        var party = names.Party(held.Party);
        var citations = held.Citations.ToContracts(names);
        return new(
            held.Stance.IsSilence() ? HeldState.Silent : HeldState.Held,
            new Headline(party.Name, target).Held(held, item.Silence, names),
            party,
            target,
            held.Stance,
            held.Stance.Score(),
            held.Summary,
            [.. held.Conditions.Select(x => ConditionContract.FromCondition(x, names))],
            held.Terms,
            SilenceContract.FromPosition(item.Silence, names),
            item.Alternatives.Count > 0,
            [.. item.Alternatives.Select(x => AlternativeContract.FromPosition(x, names))],
            item.StanceSince,
            held.Day,
            held.Day,
            held.Attribution,
            names.PartyOrNull(held.AssertedBy),
            names.SpeakerOrNull(held.Speaker),
            held.Mode,
            EvidenceContract.FromHeldPosition(item, citations, originals, names),
            FragilityContract.FromFragility(item.Fragility, names),
            held.Id,
            citations,
            held.RecordedIn
        );
    }

    public IEnumerable<CitedRecord> Cited() =>
        [
            new(Noun.Position, Position.ToString(), Headline, StatedOn, Attribution, AssertedBy, Citations),
            .. Silence?.Cited() ?? [],
            .. Alternatives.Select(x => x.Cited()),
        ];
}

/// <summary>Names whoever reports a record if that is not its holder.</summary>
public static class Reporter
{
    /// <summary>"according to Ukraine" or "article's own voice". Null if the holder said so itself.</summary>
    public static string? NameFor(Record record, Names names) =>
        record.Attribution switch
        {
            Attribution.Self => null,
            Attribution.OtherParty => $"according to {names.Party(record.AssertedBy!).Name}",
            _ => record.Mode == AssertionMode.Outlet ? Voice(record.Mode) : $"according to {Voice(record.Mode)}",
        };

    /// <summary>Who reports a record that no party asserted.</summary>
    public static string Voice(AssertionMode mode) =>
        mode switch
        {
            AssertionMode.AnonymousSource => "an unnamed source",
            AssertionMode.Document => "a document",
            _ => "article's own voice",
        };
}
