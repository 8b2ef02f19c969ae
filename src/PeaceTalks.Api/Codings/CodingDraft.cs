using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Codings;

/// <summary>The records and remarks that a coding has become in a revision.</summary>
public sealed record CodedRecords(
    IReadOnlyList<Position> Positions,
    IReadOnlyList<Milestone> Milestones,
    IReadOnlyList<Meeting> Meetings,
    IReadOnlyList<Remark> Remarks
)
{
    public IEnumerable<Record> Records => Positions.Concat<Record>(Milestones).Concat(Meetings);

    public IEnumerable<(Noun Noun, IRecorded Record)> All =>
        [
            .. Positions.Select(x => (Noun.Position, (IRecorded)x)),
            .. Milestones.Select(x => (Noun.Milestone, (IRecorded)x)),
            .. Meetings.Select(x => (Noun.Meeting, (IRecorded)x)),
            .. Remarks.Select(x => (Noun.Remark, (IRecorded)x)),
        ];
}

/// <summary>The ids of what a coding has become in a revision.</summary>
public sealed record Recorded(
    IReadOnlyList<Guid> Positions,
    IReadOnlyList<Guid> Milestones,
    IReadOnlyList<Guid> Meetings,
    IReadOnlyList<Guid> Remarks,
    IReadOnlyList<Guid> Cited,
    IReadOnlyList<Guid> Tracks
)
{
    public IEnumerable<Guid> Records => Positions.Concat(Milestones).Concat(Meetings);
}

public static class CodingDraft
{
    /// <summary>Adds the records of a coding to a revision.</summary>
    /// <param name="corrects">
    /// The record in force that the coding's only record supersedes, with its citations. Null if there is none.
    /// </param>
    /// <exception cref="ProblemException">
    /// 409 for an id that is taken; 422 or 409 for a citation of a record that does not exist or is not in force; 422 for a correction that
    /// changes nothing.
    /// </exception>
    public static async Task<Recorded> AddAsync(
        this Draft draft,
        Coding coding,
        Record? corrects,
        PeaceTalksDb db,
        CancellationToken cancellation
    )
    {
        await db.RequireFreeAsync(coding.Ids, cancellation);
        await db.RequireSameStatesAsync(coding.ContinuedMeetings, cancellation);
        var recorded = draft.Add(coding, _ => corrects?.Id);
        await draft.CiteAsync(coding.Citations, db, cancellation);
        if (corrects is not null && recorded.Records.Single().SaysTheSameAs(corrects))
        {
            throw Problems.Unprocessable(
                "/item",
                "changes nothing: the record says the same already; if another article reports it too, add that with /citations"
            );
        }

        return new Recorded(
            [.. recorded.Positions.Select(x => x.Id)],
            [.. recorded.Milestones.Select(x => x.Id)],
            [.. recorded.Meetings.Select(x => x.Id)],
            [.. recorded.Remarks.Select(x => x.Id)],
            [.. coding.Citations.Select(x => x.Record)],
            [.. recorded.Positions.Select(x => x.TrackId).Distinct()]
        );
    }

    /// <summary>Adds the records and remarks of a coding to a revision, but no further citations of records that there are.</summary>
    /// <param name="corrects">For the id of a record or remark: the id of the one that it supersedes. Null if it supersedes none.</param>
    public static CodedRecords Add(this Draft draft, Coding coding, Func<Guid, Guid?> corrects)
    {
        // Positions and milestones refer to them.
        var meetings = coding.Meetings.Select(x => Meeting(x.Input, x.Statement, corrects, draft)).ToList();
        var tracks = coding
            .Positions.Select(x => (x.Input.Party, x.Input.Issue, x.Input.Proposal))
            .Distinct()
            .ToDictionary(x => x, x => Track(x.Party, x.Issue, x.Proposal, coding.Snapshot, draft));
        return new CodedRecords(
            [
                .. coding.Positions.Select(x =>
                    Position(x.Input, x.Statement, tracks[(x.Input.Party, x.Input.Issue, x.Input.Proposal)], corrects, draft)
                ),
            ],
            [.. coding.Milestones.Select(x => Milestone(x.Input, x.Statement, corrects, coding.Snapshot, draft))],
            meetings,
            [.. coding.Remarks.Select(x => Remark(x.Input, x.Statement, corrects, draft))]
        );
    }

    /// <summary>
    /// Adds further citations to records in force. It reads all of the records at once, however many, because other writers are waiting.
    /// </summary>
    /// <param name="citations">The citations, and the place of each in the body. No citation may occur twice.</param>
    /// <exception cref="ProblemException">
    /// For the first citation that fails: 422 for a record that does not exist; 409 for one that is not in force, or that already cites the
    /// paragraph.
    /// </exception>
    public static async Task CiteAsync(
        this Draft draft,
        IReadOnlyCollection<(Guid Record, CitationInput Citation, string Pointer)> citations,
        PeaceTalksDb db,
        CancellationToken cancellation
    )
    {
        if (citations.Count == 0)
        {
            return;
        }

        var ids = citations.Select(x => x.Record).Distinct().ToArray();
        List<Record> records =
        [
            .. await db.Positions.AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellation),
            .. await db.Milestones.AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellation),
            .. await db.Meetings.AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellation),
        ];
        var found = records.ToDictionary(x => x.Id);
        var taken = await db.CitedAsync(ids, citations.Select(x => x.Citation.Article).Distinct().ToArray(), cancellation);
        foreach (var (id, citation, pointer) in citations)
        {
            var record =
                found.GetValueOrDefault(id)
                ?? throw Problems.UnknownReferences(
                    new Finding(pointer.At("record"), $"there is no position, milestone or meeting '{id}'")
                );
            await db.RequireInForceAsync(record, cancellation);
            var noun = NounOf(record);
            if (taken.Contains((id, citation.Article, citation.Paragraph)))
            {
                throw Problems.Conflict(
                    $"The record already cites paragraph {citation.Paragraph} of '{citation.Article}'.",
                    $"{noun.Path()}/{id}"
                );
            }

            var place = draft.Note(ChangeAction.Cited, noun, id.ToString());
            draft.Add(Cite(citation, place, 0, draft, noun, id));
        }
    }

    /// <summary>The paragraphs of the articles that the records cite.</summary>
    private static async Task<HashSet<(Guid Record, string Article, int Paragraph)>> CitedAsync(
        this PeaceTalksDb db,
        Guid[] records,
        string[] articles,
        CancellationToken cancellation
    ) =>
        [
            .. (
                await db
                    .Citations.Where(x =>
                        (records.Contains(x.Position!.Value) || records.Contains(x.Milestone!.Value) || records.Contains(x.Meeting!.Value))
                        && articles.Contains(x.Article)
                    )
                    .Select(x => new
                    {
                        Record = (x.Position ?? x.Milestone ?? x.Meeting)!.Value,
                        x.Article,
                        x.Paragraph,
                    })
                    .ToListAsync(cancellation)
            ).Select(x => (x.Record, x.Article, x.Paragraph)),
        ];

    /// <exception cref="ProblemException">
    /// 409: the record has been superseded. It links to what is in force, if there is anything.
    /// </exception>
    public static async Task RequireInForceAsync(this PeaceTalksDb db, Record record, CancellationToken cancellation)
    {
        if (record.SupersededIn is not { } revision)
        {
            return;
        }

        var last = await db.LastSuccessorAsync(record, cancellation);
        var what = (Corrected: last.Id != record.Id, InForce: last.SupersededIn is null) switch
        {
            (_, true) => "; conflictsWith leads to its successor.",
            (false, _) => " and has no successor: it was retracted.",
            _ => "; conflictsWith leads to the last of its successors, which was retracted.",
        };
        throw Problems.Conflict($"The record was superseded in revision {revision}{what}", $"{NounOf(record).Path()}/{last.Id}");
    }

    /// <summary>The last record in the chain of successors. If there is no successor, the record itself.</summary>
    private static async Task<Successor> LastSuccessorAsync(this PeaceTalksDb db, Record record, CancellationToken cancellation)
    {
        var table = NounOf(record).Word();
        var sql = $$"""
            WITH RECURSIVE line AS (
                SELECT id, superseded_in, 0 AS step FROM {{table}} WHERE id = {0}
                UNION ALL
                SELECT next.id, next.superseded_in, line.step + 1 FROM line JOIN {{table}} next ON next.corrects = line.id)
            SELECT id AS "Id", superseded_in AS "SupersededIn" FROM line ORDER BY step DESC LIMIT 1
            """;
        return (await db.Database.SqlQueryRaw<Successor>(sql, record.Id).ToListAsync(cancellation)).Single();
    }

    private sealed record Successor(Guid Id, long? SupersededIn);

    /// <summary>An id belongs to one record or remark, whatever its noun, because citations name records by their id alone.</summary>
    internal static async Task RequireFreeAsync(
        this PeaceTalksDb db,
        IReadOnlyCollection<(Noun Noun, Guid Id, string Pointer)> ids,
        CancellationToken cancellation
    )
    {
        var given = ids.Select(x => x.Id).ToArray();
        if (given.Length == 0)
        {
            return;
        }

        var taken = (
            await db
                .Positions.Select(x => new { x.Id, Noun = Noun.Position })
                .Concat(db.Milestones.Select(x => new { x.Id, Noun = Noun.Milestone }))
                .Concat(db.Meetings.Select(x => new { x.Id, Noun = Noun.Meeting }))
                .Concat(db.Remarks.Select(x => new { x.Id, Noun = Noun.Remark }))
                .Where(x => given.Contains(x.Id))
                .ToListAsync(cancellation)
        ).ToLookup(x => x.Id, x => x.Noun);
        if (taken.Count > 0)
        {
            throw ProblemException.FromFindings(
                ProblemKind.Conflict,
                ids.Where(x => taken.Contains(x.Id))
                    .Select(x => new Finding(
                        x.Pointer,
                        taken[x.Id].Contains(x.Noun)
                            ? $"another {x.Noun.Word()} has this id"
                            : $"a {taken[x.Id].First().Word()} has this id"
                    ))
            );
        }
    }

    /// <summary>
    /// What newer states take over was read before the ledger was locked. Another state may have come, or gone, in between.
    /// </summary>
    /// <param name="continued">The meetings that get a newer state, each with its states in force as they were read.</param>
    /// <exception cref="ProblemException">409.</exception>
    private static async Task RequireSameStatesAsync(this PeaceTalksDb db, ILookup<Guid, Guid> continued, CancellationToken cancellation)
    {
        if (continued.Count == 0)
        {
            return;
        }

        var ids = continued.Select(x => x.Key).ToArray();
        var now = (
            await db
                .Meetings.Where(x => ids.Contains(x.MeetingId) && x.SupersededIn == null)
                .Select(x => new { x.MeetingId, x.Id })
                .ToListAsync(cancellation)
        ).ToLookup(x => x.MeetingId, x => x.Id);
        if (continued.FirstOrDefault(x => !x.ToHashSet().SetEquals(now[x.Key])) is { } changed)
        {
            throw Problems.Conflict(
                "Somebody else has just changed the states of the meeting. Send the request again, or look at the meeting first.",
                $"{Noun.Meeting.Path()}/{changed.Key}"
            );
        }
    }

    private static Noun NounOf(Record record) =>
        record switch
        {
            Position _ => Noun.Position,
            Milestone _ => Noun.Milestone,
            _ => Noun.Meeting,
        };

    /// <summary>The track, which is added if there is none. Its id follows from what it is about, so it need not be looked up.</summary>
    private static Track Track(string party, string? issue, string? proposal, ReferenceSnapshot snapshot, Draft draft)
    {
        var track = new Track
        {
            Id = Positions.Track.IdOf(party, issue, proposal),
            Process = issue is null ? snapshot.Proposals[proposal!].Process : snapshot.Issues[issue].Process,
            Party = party,
            Issue = issue,
            Proposal = proposal,
        };
        draft.AddUnlessKnown(track);
        return track;
    }

    private static Position Position(PositionInput input, Statement statement, Track track, Func<Guid, Guid?> corrects, Draft draft)
    {
        var id = input.Id ?? Guid.CreateVersion7();
        var corrected = corrects(id);
        var place = Note(Noun.Position, id, corrected, draft);
        var position = new Position
        {
            Id = id,
            TrackId = track.Id,
            Party = track.Party,
            Stance = input.Stance,
            Summary = input.Summary,
            Conditions = [.. (input.Conditions ?? []).Select(x => new Condition(x.Kind, x.By, x.Key, x.Text, x.Carried))],
            Terms = input.Terms ?? [],
            Meeting = input.Meeting,
            Day = statement.Day,
            AssertedBy = statement.AssertedBy,
            Speaker = statement.Speaker,
            Mode = statement.Mode,
            RecordedIn = draft.Number,
            Place = place,
            Corrects = corrected,
            Citations = [.. statement.Citations.Select((x, i) => Cite(x, place, i, draft, Noun.Position, id))],
        };
        draft.Add(position);
        return position;
    }

    private static Milestone Milestone(
        MilestoneInput input,
        Statement statement,
        Func<Guid, Guid?> corrects,
        ReferenceSnapshot snapshot,
        Draft draft
    )
    {
        var id = input.Id ?? Guid.CreateVersion7();
        var corrected = corrects(id);
        var place = Note(Noun.Milestone, id, corrected, draft);
        var milestone = new Milestone
        {
            Id = id,
            Process =
                input.Process ?? (input.Issue is null ? snapshot.Proposals[input.Proposal!].Process : snapshot.Issues[input.Issue].Process),
            Issue = input.Issue,
            Proposal = input.Proposal,
            Step = input.Step,
            By = input.By,
            Meeting = input.Meeting,
            Summary = input.Summary,
            Day = statement.Day,
            AssertedBy = statement.AssertedBy,
            Speaker = statement.Speaker,
            Mode = statement.Mode,
            RecordedIn = draft.Number,
            Place = place,
            Corrects = corrected,
            Citations = [.. statement.Citations.Select((x, i) => Cite(x, place, i, draft, Noun.Milestone, id))],
        };
        draft.Add(milestone);
        return milestone;
    }

    private static Meeting Meeting(MeetingInput input, Statement statement, Func<Guid, Guid?> corrects, Draft draft)
    {
        var id = input.Id!.Value;
        var corrected = corrects(id);
        var place = Note(Noun.Meeting, id, corrected, draft);
        var meeting = new Meeting
        {
            Id = id,
            MeetingId = input.Meeting!.Value,
            Process = input.Process!,
            Name = input.Name!,
            Kind = input.Kind!.Value,
            Venue = input.Place,
            HeldOn = input.HeldOn,
            Participants = input.Participants ?? [],
            Issues = input.Issues ?? [],
            Proposals = input.Proposals ?? [],
            PartOf = input.PartOf,
            State = input.State,
            Summary = input.Summary,
            Day = statement.Day,
            AssertedBy = statement.AssertedBy,
            Speaker = statement.Speaker,
            Mode = statement.Mode,
            RecordedIn = draft.Number,
            Place = place,
            Corrects = corrected,
            Citations = [.. statement.Citations.Select((x, i) => Cite(x, place, i, draft, Noun.Meeting, id))],
        };
        draft.Add(meeting);
        return meeting;
    }

    private static Remark Remark(RemarkInput input, RemarkStatement statement, Func<Guid, Guid?> corrects, Draft draft)
    {
        var id = input.Id ?? Guid.CreateVersion7();
        var remark = new Remark
        {
            Id = id,
            Article = statement.Article,
            Paragraph = input.Paragraph,
            Kind = input.Kind,
            Text = input.Text,
            Party = statement.Party,
            Speaker = statement.Speaker,
            Mode = statement.Mode,
            RecordedIn = draft.Number,
            Place = Note(Noun.Remark, id, corrects(id), draft),
        };
        draft.Add(remark);
        return remark;
    }

    private static int Note(Noun noun, Guid id, Guid? corrected, Draft draft) =>
        draft.Note(corrected is null ? ChangeAction.Added : ChangeAction.Corrected, noun, id.ToString(), corrected?.ToString());

    private static Citation Cite(CitationInput input, int place, int ordinal, Draft draft, Noun noun, Guid record) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Position = noun == Noun.Position ? record : null,
            Milestone = noun == Noun.Milestone ? record : null,
            Meeting = noun == Noun.Meeting ? record : null,
            Article = input.Article,
            Paragraph = input.Paragraph,
            Quote = input.Quote,
            RecordedIn = draft.Number,
            Place = place,
            Ordinal = ordinal,
        };
}
