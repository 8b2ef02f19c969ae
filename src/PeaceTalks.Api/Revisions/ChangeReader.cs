using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;

namespace PeaceTalks.Api.Revisions;

/// <summary>Puts together what changes did: a bounded number of statements, however many revisions they span.</summary>
public sealed class ChangeReader(PinReader pins, ReferenceSides references)
{
    /// <summary>In the order given, each as its own revision knew it.</summary>
    public async Task<IReadOnlyList<ChangeContract>> ReadAsync(Guid epoch, IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        var known = await pins.AtAsync(epoch, changes.SelectMany(Revisions), cancellation);
        var sides = await references.ReadAsync(changes, known, cancellation);
        return [.. changes.Zip(sides, (change, side) => Contract(change, side.Before, side.After, known[change.Revision]))];
    }

    private static IEnumerable<long> Revisions(Change change) =>
        change.Action == ChangeAction.Edited ? [change.Revision - 1, change.Revision] : [change.Revision];

    private static ChangeContract Contract(Change change, object? before, object? after, Pin pin) => new(
        change.Place, change.Action, change.Noun, change.Subject, change.Supersedes,
        pin.PinnedTo($"{Mentions.PathOf(change.Noun)}/{change.Subject}").Self, null,
        after is null ? $"{Mentions.WordFor(change.Noun)} {change.Subject}" : ChangeHeadline.Of(change, before, after), before, after);
}
