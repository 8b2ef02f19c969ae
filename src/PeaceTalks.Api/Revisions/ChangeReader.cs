using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;

namespace PeaceTalks.Api.Revisions;

/// <summary>Puts together what changes did: a bounded number of statements, however many revisions they span.</summary>
public sealed class ChangeReader(PinReader pins, ReferenceSides references, EventReader events)
{
    /// <summary>In the order given, each as its own revision knew it.</summary>
    public async Task<IReadOnlyList<ChangeContract>> ReadAsync(Guid epoch, IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        var known = await pins.AtAsync(epoch, changes.SelectMany(Revisions), cancellation);
        var sides = await references.ReadAsync(changes, known, cancellation);
        var records = await RecordsAsync(changes, known, cancellation);
        return
        [
            .. changes.Zip(sides, (change, side) => records.TryGetValue((change.Revision, change.Place), out var record)
                ? OfRecord(change, record, known[change.Revision])
                : Contract(change, null, ChangeHeadline.Of(change, side.Before, side.After!), null, null, side.Before, side.After, known[change.Revision])),
        ];
    }

    private static IEnumerable<long> Revisions(Change change) =>
        change.Action == ChangeAction.Edited ? [change.Revision - 1, change.Revision] : [change.Revision];

    private async Task<Dictionary<(long, int), RecordEvent>> RecordsAsync(
        IReadOnlyList<Change> changes, IReadOnlyDictionary<long, Pin> known, CancellationToken cancellation)
    {
        var records = changes.Where(x => x.Noun is Noun.Position or Noun.Milestone).Select(x => new RecordChange(x.Action, x.Noun, Guid.Parse(x.Subject), x.Revision, x.Place)).ToList();
        var then = records.Select(x => x.Revision).Distinct().ToDictionary(x => x, x => known[x]);
        return (await events.ReadAsync(records, then, new TrackScope(), null, cancellation)).ToDictionary(x => (x.Revision, x.Place));
    }

    private static ChangeContract OfRecord(Change change, RecordEvent record, Pin pin) => Contract(
        change, record.Kind, record.Headline, record.Party, record.Target,
        (object?)Unknowing(record.Before, change) ?? Unknowing(record.MilestoneBefore, change), (object?)record.After ?? record.Milestone, pin);

    /// <summary>Without the citation that the change added.</summary>
    private static DiffSide? Unknowing(DiffSide? before, Change change) =>
        before is null || change.Action != ChangeAction.Cited ? before : before with { Citations = Before(before.Citations, change) };

    /// <summary>Without what the change did to it.</summary>
    private static MilestoneContract? Unknowing(MilestoneContract? before, Change change) =>
        before is null ? null : before with { SupersededIn = null, Citations = Before(before.Citations, change) };

    private static IReadOnlyList<CitationContract> Before(IReadOnlyList<CitationContract> citations, Change change) =>
        [.. citations.Where(x => x.RecordedIn < change.Revision)];

    private static ChangeContract Contract(
        Change change, DiffKind? kind, string headline, Reference? party, Positions.TargetContract? target, object? before, object? after, Pin pin) => new(
        change.Place, change.Action, change.Noun, change.Subject, change.Supersedes, pin.PinnedTo($"{Mentions.PathOf(change.Noun)}/{change.Subject}").Self,
        kind, headline, party, target, before, after);
}
