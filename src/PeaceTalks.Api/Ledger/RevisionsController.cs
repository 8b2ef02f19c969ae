using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Http;

namespace PeaceTalks.Api.Ledger;

/// <summary>One thing that a revision did.</summary>
/// <param name="Place">From 1, in the order in which it was said.</param>
/// <param name="Subject">The slug, or for records the id.</param>
/// <param name="Supersedes">The record that a correction superseded.</param>
/// <param name="Link">Where the subject is read as the revision left it.</param>
public sealed record ChangeContract(int Place, ChangeAction Action, Noun Noun, string Subject, string? Supersedes, string Link);

/// <summary>One committed change of the ledger.</summary>
/// <param name="At">By the database's clock.</param>
/// <param name="Changes">How many things it did.</param>
public sealed record RevisionContract(long Number, DateTimeOffset At, string Author, string Note, int Changes);

/// <summary>Revisions in the order of their numbers.</summary>
/// <param name="Epoch">Renewed after a restore: then numbers may mean something else.</param>
/// <param name="Head">The number of the last revision.</param>
/// <param name="NextAfter">Ask for what comes after it: always there, also at the end.</param>
public sealed record RevisionPage(Guid Epoch, long Head, IReadOnlyList<RevisionContract> Items, long NextAfter);

/// <summary>A revision with what it did.</summary>
/// <param name="NextAfterPlace">Where its list of changes goes on; null at its end.</param>
public sealed record RevisionItem(Guid Epoch, RevisionContract Revision, IReadOnlyList<ChangeContract> Changes, int? NextAfterPlace);

[ApiController]
[Route("api/v1/revisions")]
[Tags("Evidence")]
public sealed class RevisionsController(PeaceTalksDb db, PinReader pins) : ControllerBase
{
    /// <summary>The history of the ledger</summary>
    /// <remarks>
    /// Revisions run 1, 2, 3, ... without holes, in the order of commit: who asks for what comes after the last number seen misses nothing.
    /// </remarks>
    /// <param name="after">Revisions with greater numbers; 0 for all.</param>
    [HttpGet]
    public async Task<RevisionPage> List([Range(0, long.MaxValue)] long after = 0, [Range(1, 200)] int limit = 50, CancellationToken cancellation = default)
    {
        // The head first: a revision that is committed in between is for the next page.
        var head = await pins.ReadAsync(null, null, cancellation);
        if (after > head.Revision)
        {
            throw Problems.AheadOfHead("after", after, head.Revision);
        }

        var items = await Contracts(db.Revisions.Where(x => x.Number > after && x.Number <= head.Revision).OrderBy(x => x.Number).Take(limit)).ToListAsync(cancellation);
        HttpContext.TellRead(head.Epoch, head.Revision, head.AsOf);
        return new RevisionPage(head.Epoch, head.Revision, items, items.Count == 0 ? after : items[^1].Number);
    }

    /// <summary>A revision, with what it did</summary>
    /// <remarks>In the order in which it was said; a long list comes in pages, `afterPlace` by `afterPlace`.</remarks>
    /// <param name="afterPlace">Changes with greater places.</param>
    [HttpGet("{number:long}")]
    public async Task<RevisionItem> Get(
        long number, [Range(0, int.MaxValue)] int afterPlace = 0, [Range(1, 1000)] int limit = 200, CancellationToken cancellation = default)
    {
        var head = await pins.ReadAsync(null, null, cancellation);
        var revision = await Contracts(db.Revisions.Where(x => x.Number == number && number <= head.Revision)).SingleOrDefaultAsync(cancellation)
            ?? throw Problems.NotFound("revision", $"{number}", $"{head.Revision}", "/api/v1/revisions");
        var then = head with { Revision = number };

        var changes = await db.Changes.AsNoTracking().Where(x => x.Revision == number && x.Place > afterPlace).OrderBy(x => x.Place).Take(limit).ToListAsync(cancellation);
        HttpContext.TellRead(head.Epoch, head.Revision, head.AsOf);
        return new RevisionItem(
            head.Epoch, revision,
            [.. changes.Select(x => new ChangeContract(x.Place, x.Action, x.Noun, x.Subject, x.Supersedes, then.PinnedTo($"{Mentions.PathOf(x.Noun)}/{x.Subject}").Self))],
            changes.Count > 0 && changes[^1].Place < revision.Changes ? changes[^1].Place : null);
    }

    private IQueryable<RevisionContract> Contracts(IQueryable<Revision> revisions) => revisions.Select(x => new RevisionContract(
        x.Number, x.At, x.Author, x.Note, db.Changes.Where(change => change.Revision == x.Number).Max(change => change.Place)));
}
