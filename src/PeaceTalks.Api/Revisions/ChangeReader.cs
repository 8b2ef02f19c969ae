using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Meetings;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Revisions;

/// <summary>Assembles what changes did. It takes a bounded number of statements, however many revisions the changes span.</summary>
public sealed class ChangeReader(PinReader pins, ReferenceSides references, EventReader events)
{
    /// <summary>The changes in the given order, each as its own revision knew it.</summary>
    public async Task<IReadOnlyList<ChangeContract>> ReadAsync(
        Guid epoch,
        IReadOnlyList<LedgerChange> changes,
        CancellationToken cancellation
    )
    {
        var known = await pins.AtAsync(epoch, changes.SelectMany(Revisions), cancellation);
        var sides = await references.ReadAsync(changes, known, cancellation);
        var records = await RecordsAsync(changes, known, cancellation);
        return
        [
            .. changes.Zip(
                sides,
                (change, side) =>
                    records.TryGetValue((change.Revision, change.Place), out var record)
                        ? OfRecord(change, record, known[change.Revision])
                        : Contract(
                            change,
                            null,
                            ChangeHeadline.ForChange(change, side.Before, side.After),
                            side.Before,
                            side.After,
                            null,
                            known[change.Revision]
                        )
            ),
        ];
    }

    private static IEnumerable<long> Revisions(LedgerChange change) =>
        change.Action == ChangeAction.Edited ? [change.Revision - 1, change.Revision] : [change.Revision];

    private async Task<Dictionary<(long, int), RecordEvent>> RecordsAsync(
        IReadOnlyList<LedgerChange> changes,
        IReadOnlyDictionary<long, Pin> known,
        CancellationToken cancellation
    )
    {
        var records = changes
            .Where(x => x.Noun is Noun.Position or Noun.Milestone or Noun.Meeting)
            .Select(x => new RecordChange(x.Action, x.Noun, Guid.Parse(x.Subject), x.Revision, x.Place))
            .ToList();
        var then = records.Select(x => x.Revision).Distinct().ToDictionary(x => x, x => known[x]);
        return (await events.ReadAsync(records, then, new TrackScope(), null, cancellation)).ToDictionary(x => (x.Revision, x.Place));
    }

    private static ChangeContract OfRecord(LedgerChange change, RecordEvent told, Pin pin)
    {
        var (before, after) = Ends(told, change);
        return Contract(change, told.Kind, told.Headline, before ?? Uncited(told.Before, change), after ?? told.After, told.Position, pin);
    }

    /// <summary>A milestone or the state of a meeting, before and after. Both are null for positions.</summary>
    private static (object? Before, object? After) Ends(RecordEvent told, LedgerChange change) =>
        (told.Milestone, told.Meeting) switch
        {
            ({ } milestone, _) => change.Action switch
            {
                ChangeAction.Corrected => (InForce(told.MilestoneBefore!), milestone),
                ChangeAction.Retracted => (InForce(milestone), null),
                ChangeAction.Cited => (milestone with { Citations = Earlier(milestone.Citations, change) }, milestone),
                _ => (null, milestone),
            },
            (_, { } meeting) => change.Action switch
            {
                ChangeAction.Corrected => (InForce(told.MeetingBefore!), meeting),
                ChangeAction.Retracted => (InForce(meeting), null),
                ChangeAction.Cited => (meeting with { Citations = Earlier(meeting.Citations, change) }, meeting),
                _ => (null, meeting),
            },
            _ => (null, null),
        };

    private static MilestoneContract InForce(MilestoneContract milestone) =>
        milestone with
        {
            SupersededIn = null,
            SupersededBy = null,
            Links = milestone.Links with { SupersededBy = null },
        };

    private static MeetingRecordContract InForce(MeetingRecordContract meeting) =>
        meeting with
        {
            SupersededIn = null,
            SupersededBy = null,
            Links = meeting.Links with { SupersededBy = null },
        };

    /// <summary>The side before, without the citation that the change has added.</summary>
    private static DiffSide? Uncited(DiffSide? before, LedgerChange change) =>
        before is not null && change.Action == ChangeAction.Cited ? before with { Citations = Earlier(before.Citations, change) } : before;

    private static IReadOnlyList<CitationContract> Earlier(IReadOnlyList<CitationContract> citations, LedgerChange change) =>
        [.. citations.Where(x => x.RecordedIn < change.Revision)];

    private static ChangeContract Contract(
        LedgerChange change,
        DiffKind? kind,
        string headline,
        object? before,
        object? after,
        PositionContract? position,
        Pin pin
    ) =>
        new(
            change.Place,
            change.Action,
            change.Noun,
            change.Subject,
            change.Supersedes,
            $"{pin.BaseUrl}{change.Noun.Path()}/{change.Subject}?knownAt={PinnedPages.Number(pin.Revision)}",
            kind,
            headline,
            before,
            after,
            position
        );
}
