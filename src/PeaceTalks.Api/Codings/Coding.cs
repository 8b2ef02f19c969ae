using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Speakers;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Codings;

/// <summary>A coding: what is to be recorded, checked against the reference data, with defaults filled in. It does no I/O.</summary>
/// <param name="articles">Those of the articles named in the input that exist.</param>
/// <param name="articleSlugs">The slugs of all articles, for suggestions.</param>
/// <param name="meetings">Those of the meetings named in the input that the ledger has.</param>
public sealed class Coding(
    ReferenceSnapshot snapshot,
    IReadOnlyDictionary<string, CitableArticle> articles,
    IReadOnlyCollection<string> articleSlugs,
    KnownMeetings meetings
)
{
    public ReferenceSnapshot Snapshot { get; } = snapshot;

    private readonly StatementFindings findings = new(articleSlugs);
    private readonly List<SlugReference> mentions = [];

    public List<(PositionInput Input, Statement Statement)> Positions { get; } = [];
    public List<(MilestoneInput Input, Statement Statement)> Milestones { get; } = [];

    /// <summary>The states of meetings. What an input left out is filled in: its own id, and that of its meeting, too.</summary>
    public List<(MeetingInput Input, Statement Statement)> Meetings { get; } = [];

    public List<(RemarkInput Input, RemarkStatement Statement)> Remarks { get; } = [];
    public List<(Guid Record, CitationInput Citation, string Pointer)> Citations { get; } = [];

    /// <inheritdoc cref="KnownMeetings.Continued"/>
    public ILookup<Guid, Guid> ContinuedMeetings => meetings.Continued;

    /// <summary>The ids that the input gives to records, and their places.</summary>
    public List<(Noun Noun, Guid Id, string Pointer)> Ids { get; } = [];

    /// <summary>What was filled in, by JSON pointer.</summary>
    public List<string> Derived { get; } = [];

    /// <summary>The articles that a record names. Load them before you add the record.</summary>
    public static IEnumerable<string> ArticlesOf(IStatementInput input) =>
        (input.Citations ?? []).Select(x => x.Article).Concat(new[] { input.Article }.OfType<string>());

    /// <inheritdoc cref="ArticlesOf(IStatementInput)"/>
    public static IEnumerable<string> ArticlesOf(CodingInput input) =>
        [
            .. (input.Positions ?? []).SelectMany(ArticlesOf),
            .. (input.Milestones ?? []).SelectMany(ArticlesOf),
            .. (input.Meetings ?? []).SelectMany(ArticlesOf),
            .. (input.Remarks ?? []).Select(x => x.Article).OfType<string>(),
        ];

    /// <summary>The meetings that a record names. Load them before you add the record.</summary>
    public static IEnumerable<Guid> MeetingsOf(IStatementInput input) =>
        (
            input switch
            {
                MeetingInput meeting => new[] { meeting.Meeting, meeting.PartOf },
                PositionInput position => [position.Meeting],
                MilestoneInput milestone => [milestone.Meeting],
                _ => [],
            }
        ).OfType<Guid>();

    /// <inheritdoc cref="MeetingsOf(IStatementInput)"/>
    public static IEnumerable<Guid> MeetingsOf(CodingInput input) =>
        [
            .. (input.Meetings ?? []).SelectMany(MeetingsOf),
            .. (input.Positions ?? []).SelectMany(MeetingsOf),
            .. (input.Milestones ?? []).SelectMany(MeetingsOf),
        ];

    /// <param name="at">The place of the position in the body.</param>
    /// <param name="article">The article that the write is about. Null if each record names its own.</param>
    public void Add(PositionInput position, string at, string? article)
    {
        mentions.Add(new SlugReference(at.At("party"), Noun.Party, position.Party));
        AddTargets(at, null, position.Issue, position.Proposal);
        mentions.AddRange(
            (position.Conditions ?? [])
                .Index()
                .Where(x => x.Item.By is not null)
                .Select(x => new SlugReference(at.At("conditions").At(x.Index).At("by"), Noun.Party, x.Item.By!))
        );
        AddId(Noun.Position, position.Id, at);
        CheckMeeting(position.Meeting, at.At("meeting"));
        if (Statement.FromInput(position, at, "statedOn", article, Snapshot, articles, findings) is { } statement)
        {
            Positions.Add((position, statement));
            Derived.AddRange(statement.Derived.Select(at.At));
        }
    }

    /// <inheritdoc cref="Add(PositionInput, string, string?)"/>
    public void Add(MilestoneInput milestone, string at, string? article)
    {
        AddTargets(at, milestone.Process, milestone.Issue, milestone.Proposal);
        if (milestone.By is not null)
        {
            mentions.Add(new SlugReference(at.At("by"), Noun.Party, milestone.By));
        }

        AddId(Noun.Milestone, milestone.Id, at);
        CheckMeeting(milestone.Meeting, at.At("meeting"));
        if (Statement.FromInput(milestone, at, "happenedOn", article, Snapshot, articles, findings) is { } statement)
        {
            Milestones.Add((milestone, statement));
            Derived.AddRange(statement.Derived.Select(at.At));
        }
    }

    /// <inheritdoc cref="Add(PositionInput, string, string?)"/>
    /// <param name="corrects">The id of the state that it corrects, if it does.</param>
    public void Add(MeetingInput meeting, string at, string? article, Guid? corrects = null)
    {
        AddId(Noun.Meeting, meeting.Id, at);
        AddMeetingMentions(meeting, at);
        CheckMeeting(meeting.PartOf, at.At("partOf"));
        var before = findings.Count;
        var (whole, derived) = corrects is { } id ? CorrectionOf(id, meeting, at) : StateOf(meeting, at);
        if (findings.Count > before)
        {
            return;
        }

        RequireWhole(whole, at);
        if (whole is { State: MeetingState.Held, StatedOn: null, HeldOn: { } held })
        {
            whole = whole with { StatedOn = held };
            derived = [.. derived, "statedOn"];
        }

        if (
            Statement.FromInput(whole, at, "statedOn", article, Snapshot, articles, findings) is not { } statement
            || findings.Count > before
        )
        {
            return;
        }

        CheckParticipants(whole, whole.HeldOn ?? statement.Day, at);
        CheckProcess(whole, at);
        Meetings.Add((whole, statement));
        meetings.Add(
            whole.Meeting!.Value,
            statement.Day,
            new(
                whole.Process!,
                whole.Name!,
                whole.Kind!.Value,
                whole.Place,
                whole.HeldOn,
                whole.Participants ?? [],
                whole.Issues ?? [],
                whole.Proposals ?? [],
                whole.PartOf
            )
        );
        Derived.AddRange(derived.Concat(statement.Derived).Select(at.At));
    }

    /// <inheritdoc cref="Add(PositionInput, string, string?)"/>
    public void Add(RemarkInput remark, string at, string? article)
    {
        AddId(Noun.Remark, remark.Id, at);
        if (RemarkStatement.FromInput(remark, at, article, Snapshot, articles, findings) is { } statement)
        {
            Remarks.Add((remark, statement));
            Derived.AddRange(statement.Derived.Select(at.At));
        }
    }

    /// <summary>Adds everything that an article holds.</summary>
    public void Add(CodingInput input, string at, string article)
    {
        AddEach(input.Meetings, at.At("meetings"), (meeting, place) => Add(meeting, place, article));
        AddEach(input.Positions, at.At("positions"), (position, place) => Add(position, place, article));
        AddEach(input.Milestones, at.At("milestones"), (milestone, place) => Add(milestone, place, article));
        AddEach(input.Remarks, at.At("remarks"), (remark, place) => Add(remark, place, article));
        AddEach(input.Citations, at.At("citations"), (citation, place) => Add(citation, place, article));
    }

    /// <summary>Lets the only record keep the further citations of the one that it corrects, unless the input gives citations.</summary>
    /// <param name="corrected">The record, with its citations.</param>
    /// <param name="at">The place of the only record in the body.</param>
    public void KeepCitations(Record corrected, string at)
    {
        if (Positions is [var (position, ofPosition)])
        {
            Positions[0] = (position, Kept(position, ofPosition));
        }
        else if (Milestones is [var (milestone, ofMilestone)])
        {
            Milestones[0] = (milestone, Kept(milestone, ofMilestone));
        }
        else if (Meetings is [var (meeting, ofMeeting)])
        {
            Meetings[0] = (meeting, Kept(meeting, ofMeeting));
        }

        Statement Kept(IStatementInput input, Statement statement)
        {
            if (input.Citations is not null)
            {
                return statement;
            }

            var whole = statement.WithFurtherCitationsOf(corrected);
            if (whole.Citations.Count > statement.Citations.Count)
            {
                Derived.Add(at.At("citations"));
            }

            return whole;
        }
    }

    /// <exception cref="ProblemException">404: the article in the path does not exist.</exception>
    public void RequireArticle(string slug)
    {
        if (!articles.ContainsKey(slug))
        {
            throw Problems.NotFound("article", slug, Spelling.Nearest(slug, articleSlugs), Noun.Article.Path());
        }
    }

    /// <summary>Checks a citation of a record that the ledger has already.</summary>
    /// <exception cref="ProblemException">422 for an article or paragraph that does not exist.</exception>
    public void RequireCitable(CitationInput citation, string at)
    {
        Statement.CheckCitation(citation, at, articles, findings);
        findings.ThrowIfAny();
    }

    /// <exception cref="ProblemException">422 with everything that is wrong with what was added.</exception>
    public void RequireValid()
    {
        var seen = new HashSet<Guid>();
        foreach (var (_, id, pointer) in Ids)
        {
            if (!seen.Add(id))
            {
                findings.Add(pointer, "appears twice; each record needs an id of its own");
            }
        }

        findings.AddUnknown(Snapshot, mentions);
        findings.ThrowIfAny();
    }

    private static void AddEach<T>(IReadOnlyList<T>? items, string at, Action<T, string> add)
    {
        foreach (var (i, item) in (items ?? []).Index())
        {
            add(item, at.At(i));
        }
    }

    private void Add(FurtherCitationInput citation, string at, string article)
    {
        var place = new CitationInput(article, citation.Paragraph, citation.Quote);
        Statement.CheckCitation(place, at, articles, findings);
        if (Citations.Any(x => x.Record == citation.Record && x.Citation.Paragraph == citation.Paragraph))
        {
            findings.Add(at, "cites the same paragraph twice for one record");
        }

        Citations.Add((citation.Record, place, at));
    }

    /// <summary>A new meeting or, if it names one, the newer state of that, with what it takes over.</summary>
    private (MeetingInput Whole, IReadOnlyList<string> Derived) StateOf(MeetingInput meeting, string at)
    {
        var id = meeting.Id ?? Guid.CreateVersion7();
        if (meeting.Meeting is not { } of)
        {
            return (meeting with { Id = id, Meeting = id }, []);
        }

        CheckMeeting(of, at.At("meeting"));
        if (meetings.Complaint(of) is not null)
        {
            return (meeting, []);
        }

        var newest = meetings.Continue(of);
        if ((meeting.Process ?? newest.Process) != newest.Process)
        {
            findings.Add(at.At("process"), $"differs from the process of the meeting, '{newest.Process}', which never changes");
        }

        return (meeting with { Id = id }).From(newest);
    }

    /// <summary>The correction of a state, which stays with its meeting.</summary>
    private (MeetingInput Whole, IReadOnlyList<string> Derived) CorrectionOf(Guid corrects, MeetingInput meeting, string at)
    {
        // Whether there is such a state, the write finds out.
        var corrected = meetings.State(corrects);
        if (corrected is not null && (meeting.Meeting ?? corrected.MeetingId) != corrected.MeetingId)
        {
            findings.Add(at.At("meeting"), $"a correction leaves the state with its meeting, '{corrected.MeetingId}'");
        }

        if (corrected is not null && (meeting.Process ?? corrected.Process) != corrected.Process)
        {
            findings.Add(at.At("process"), $"differs from the process of the meeting, '{corrected.Process}', which never changes");
        }

        var id = meeting.Id ?? Guid.CreateVersion7();
        var whole = meeting with { Id = id, Meeting = corrected?.MeetingId ?? id, Process = meeting.Process ?? corrected?.Process };
        return (whole, meeting.Process is null && corrected is not null ? ["process"] : []);
    }

    private void RequireWhole(MeetingInput meeting, string at)
    {
        foreach (
            var (member, value) in new (string, object?)[] { ("process", meeting.Process), ("name", meeting.Name), ("kind", meeting.Kind) }
        )
        {
            if (value is null)
            {
                findings.Add(at.At(member), "is missing; only a newer state of a meeting takes it over");
            }
        }

        if (meeting is { State: MeetingState.Held, HeldOn: null })
        {
            findings.Add(
                at.At("heldOn"),
                "is missing; a meeting that was held was held on some day, of which at least the latest is known"
            );
        }
    }

    private void CheckMeeting(Guid? named, string at)
    {
        if (named is { } id && meetings.Complaint(id) is { } complaint)
        {
            findings.AddUnknown(new Finding(at, complaint));
        }
    }

    /// <summary>A speaker who took part for a party has a mandate for it that may have been in force on that day.</summary>
    private void CheckParticipants(MeetingInput meeting, DateBounds day, string at)
    {
        foreach (var (i, (party, _, speaker)) in (meeting.Participants ?? []).Index())
        {
            if (
                speaker is not null
                && Snapshot.Parties.Has(party)
                && Snapshot.Speakers.Find(speaker) is { } known
                && !known.Mandates.Any(x => x.Party == party && x.MayCover(day))
            )
            {
                findings.Add(
                    at.At("participants").At(i).At("speaker"),
                    $"'{speaker}' has no mandate for '{party}' that covers {day.ToEdtf()}"
                );
            }
        }
    }

    private void CheckProcess(MeetingInput meeting, string at)
    {
        const string Complaint = "is of another process; a meeting is about issues and proposals of its own process";
        foreach (var (i, issue) in (meeting.Issues ?? []).Index())
        {
            if (Snapshot.Issues.Find(issue) is { } known && known.Process != meeting.Process)
            {
                findings.Add(at.At("issues").At(i), Complaint);
            }
        }

        foreach (var (i, proposal) in (meeting.Proposals ?? []).Index())
        {
            if (Snapshot.Proposals.Find(proposal) is { } known && known.Process != meeting.Process)
            {
                findings.Add(at.At("proposals").At(i), Complaint);
            }
        }
    }

    private void AddMeetingMentions(MeetingInput meeting, string at)
    {
        AddTargets(at, meeting.Process, null, null);
        mentions.AddRange([
            .. (meeting.Issues ?? []).Select((x, i) => new SlugReference(at.At("issues").At(i), Noun.Issue, x)),
            .. (meeting.Proposals ?? []).Select((x, i) => new SlugReference(at.At("proposals").At(i), Noun.Proposal, x)),
            .. (meeting.Participants ?? []).SelectMany(
                (x, i) =>
                    new SlugReference?[]
                    {
                        new(at.At("participants").At(i).At("party"), Noun.Party, x.Party),
                        x.Speaker is null ? null : new SlugReference(at.At("participants").At(i).At("speaker"), Noun.Speaker, x.Speaker),
                    }.OfType<SlugReference>()
            ),
        ]);
    }

    private void AddId(Noun noun, Guid? given, string at)
    {
        if (given is { } id)
        {
            Ids.Add((noun, id, at.At("id")));
        }
    }

    private void AddTargets(string at, string? process, string? issue, string? proposal)
    {
        foreach (
            var (member, noun, slug) in new[]
            {
                ("process", Noun.Process, process),
                ("issue", Noun.Issue, issue),
                ("proposal", Noun.Proposal, proposal),
            }
        )
        {
            if (slug is not null)
            {
                mentions.Add(new SlugReference(at.At(member), noun, slug));
            }
        }
    }
}
