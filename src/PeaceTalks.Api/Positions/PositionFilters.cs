using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.Pins;
using PeaceTalks.Api.Records;

namespace PeaceTalks.Api.Positions;

/// <summary>Which positions you ask for. Several values of one filter are alternatives.</summary>
public sealed class PositionFilters : TrackFilters
{
    /// <summary>Selects positions by stance.</summary>
    public Stance[] Stance { get; init; } = [];

    /// <summary>Selects positions by how the source presents them.</summary>
    public AssertionMode[] Mode { get; init; } = [];

    /// <summary>Only positions that were certainly stated on this day or later.</summary>
    public DateOnly? StatedFrom { get; init; }

    /// <summary>Only positions that were certainly stated on this day or earlier.</summary>
    public DateOnly? StatedTo { get; init; }

    /// <summary>Whether to list records in force, superseded records, or both.</summary>
    public RecordStatus Status { get; init; } = RecordStatus.Current;

    /// <summary>Only records that were certainly stated by the end of this day. Defaults to today (UTC).</summary>
    public DateOnly? AsOf { get; init; }

    /// <summary>
    /// The revision to read at: its number, or an instant, which stands for the last revision not after it. Defaults to the newest
    /// revision.
    /// </summary>
    public string? KnownAt { get; init; }

    public IQueryable<Position> Apply(PeaceTalksDb db, Pin pin)
    {
        var scope = Scope(pin.Snapshot);
        var found = Status switch
        {
            RecordStatus.Current => db.Positions.InForceAt(pin.Revision),
            RecordStatus.Superseded => db.Positions.KnownAt(pin.Revision).Where(x => x.SupersededIn <= pin.Revision),
            _ => db.Positions.KnownAt(pin.Revision),
        };
        found = found.Where(x => x.Latest <= pin.AsOf);
        found = Stance.Length == 0 ? found : found.Where(x => Stance.Contains(x.Stance));
        found = Mode.Length == 0 ? found : found.Where(x => Mode.Contains(x.Mode));
        found = Attribution.Length == 0 ? found : found.Where(x => Attribution.Contains(x.Attribution));
        found = StatedFrom is not { } first ? found : found.Where(x => x.Earliest >= first);
        found = StatedTo is not { } last ? found : found.Where(x => x.Latest <= last);
        found = scope.AssertedBy is not { } asserters ? found : found.Where(x => asserters.Contains(x.AssertedBy));
        found = scope.Speakers is not { } speakers ? found : found.Where(x => speakers.Contains(x.Speaker));
        found = scope.Parties is not { } parties ? found : found.Where(x => parties.Contains(x.Party));
        found = scope.Processes is not { } processes ? found : found.Where(x => processes.Contains(x.Track.Process));
        found = scope.Proposals is null
            ? found
            : found.Where(x =>
                (scope.Issues ?? Array.Empty<string>()).Contains(x.Track.Issue) || scope.Proposals.Contains(x.Track.Proposal)
            );
        if (scope.Articles is null && scope.Outlets is null)
        {
            return found;
        }

        // A single citation has to match both filters, article and outlet, as in HeldPositionQueries.
        var cited = db.ArticleVersions.InForceAt(pin.Revision);
        cited = scope.Articles is not { } articles ? cited : cited.Where(x => articles.Contains(x.Slug));
        cited = scope.Outlets is not { } outlets ? cited : cited.Where(x => outlets.Contains(x.Outlet));
        return found.Where(x =>
            x.Citations.Any(c =>
                c.RecordedIn <= pin.Revision
                && (c.SupersededIn == null || c.SupersededIn > pin.Revision)
                && cited.Any(a => a.Slug == c.Article)
            )
        );
    }
}
