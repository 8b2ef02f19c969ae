using Microsoft.EntityFrameworkCore;
using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Data;
using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Processes;
using PeaceTalks.Api.Proposals;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Speakers;

namespace PeaceTalks.Api.Revisions;

/// <summary>Reference data and remarks before and after changes: one statement a table, however many revisions the changes span.</summary>
public sealed class ReferenceSides(PeaceTalksDb db)
{
    /// <returns>The contracts of each change, in their order; none for records.</returns>
    /// <param name="pins">Of the changes' revisions, and of those before edits.</param>
    public async Task<IReadOnlyList<(object? Before, object? After)>> ReadAsync(
        IReadOnlyList<Change> changes, IReadOnlyDictionary<long, Pin> pins, CancellationToken cancellation)
    {
        var remarkIds = changes.Where(x => x.Noun == Noun.Remark).Select(x => Guid.Parse(x.Subject)).ToArray();
        var remarks = remarkIds.Length == 0 ? [] : await db.Remarks.AsNoTracking().Where(x => remarkIds.Contains(x.Id)).ToDictionaryAsync(x => x.Id, cancellation);
        var edited = await ArticlesAsync(changes.Where(x => x.Noun == Noun.Article).Select(x => x.Subject), pins, cancellation);
        var milestones = await MilestonesAsync([.. changes.Where(x => x.Noun == Noun.Proposal).Select(x => x.Subject).Distinct()], pins, cancellation);
        var sides = changes.Select(x => (
            Before: x.Action == ChangeAction.Edited ? Find(x, pins[x.Revision - 1], edited, remarks) : null,
            After: Find(x, pins[x.Revision], edited, remarks))).ToList();
        var names = await db.NamesAsync(pins, sides.SelectMany(x => (Side?[])[x.Before, x.After]).SelectMany(x => x?.Articles ?? []), cancellation);

        object? Contract(Side? side) => side?.Contract(names[side.Pin.Revision], milestones);

        return [.. sides.Select(x => (Contract(x.Before), Contract(x.After)))];
    }

    private async Task<ILookup<string, ArticleVersion>> ArticlesAsync(IEnumerable<string> slugs, IReadOnlyDictionary<long, Pin> pins, CancellationToken cancellation)
    {
        var wanted = slugs.Distinct().ToArray();
        List<ArticleVersion> found = wanted.Length == 0
            ? []
            : await db.ArticleVersions.AsNoTracking().Where(x => wanted.Contains(x.Slug)).InForceAtAny([.. pins.Keys]).ToListAsync(cancellation);
        return found.ToLookup(x => x.Slug);
    }

    private async Task<IReadOnlyList<Milestone>> MilestonesAsync(string[] proposals, IReadOnlyDictionary<long, Pin> pins, CancellationToken cancellation) =>
        proposals.Length == 0
            ? []
            : await db.Milestones.AsNoTracking().Where(x => proposals.Contains(x.Proposal)).InForceAtAny([.. pins.Keys]).InDayOrder(newestFirst: false, null).ToListAsync(cancellation);

    private static Side? Find(Change change, Pin pin, ILookup<string, ArticleVersion> articles, Dictionary<Guid, Remark> remarks)
    {
        object? found = change.Noun switch
        {
            Noun.Process => pin.Catalogue.Processes[change.Subject],
            Noun.Party => pin.Catalogue.Parties[change.Subject],
            Noun.Speaker => pin.Catalogue.Speakers[change.Subject],
            Noun.Issue => pin.Catalogue.Issues[change.Subject],
            Noun.Proposal => pin.Catalogue.Proposals[change.Subject],
            Noun.Article => articles[change.Subject].Single(x => x.IsInForceAt(pin.Revision)),
            Noun.Remark => remarks[Guid.Parse(change.Subject)],
            _ => null,
        };
        return found is null ? null : new Side(found, pin);
    }

    /// <summary>What was in force, and when.</summary>
    private sealed record Side(object Found, Pin Pin)
    {
        /// <summary>The slugs of those that its contract names.</summary>
        public IEnumerable<string> Articles => Found switch
        {
            PartyVersion party => PartyContract.Articles(party),
            SpeakerVersion speaker => SpeakerContract.Articles(speaker),
            ProposalVersion proposal => ProposalContract.Articles(proposal, Pin.Catalogue),
            ArticleVersion { RewriteOf: { } original } => [original],
            Remark remark => [remark.Article],
            _ => [],
        };

        public object Contract(Names names, IReadOnlyList<Milestone> milestones) => Found switch
        {
            ProcessVersion process => ProcessContract.Of(process, names),
            PartyVersion party => PartyContract.Of(party, names),
            SpeakerVersion speaker => SpeakerContract.Of(speaker, names),
            IssueVersion issue => IssueContract.Of(issue, names),
            ProposalVersion proposal => ProposalContract.Of(proposal, milestones.Where(x => x.IsInForceAt(Pin.Revision)), names),
            ArticleVersion article => ArticleContract.Of(article, names),
            _ => RemarkContract.Of((Remark)Found, names),
        };
    }
}
