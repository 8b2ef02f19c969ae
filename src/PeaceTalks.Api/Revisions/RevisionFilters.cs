using PeaceTalks.Api.Data;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Revisions;

/// <summary>Which changes you ask for: by whom, and of what.</summary>
public sealed record RevisionFilters
{
    /// <summary>The exact name of the key that wrote it.</summary>
    public string[] Author { get; init; } = [];

    /// <summary>The kind of thing that was changed.</summary>
    public Noun? Noun { get; init; }

    /// <summary>
    /// What was changed: a slug, together with `noun`; or the id of a record, which also selects the correction that superseded it.
    /// </summary>
    public string? Subject { get; init; }

    /// <exception cref="ProblemException">400 for a slug without its noun, because two nouns may share a slug.</exception>
    public IQueryable<LedgerChange> Apply(IQueryable<LedgerChange> changes, PeaceTalksDb db)
    {
        if (Subject is not null && Noun is null && !Guid.TryParseExact(Subject, "D", out _))
        {
            throw Problems.Invalid(
                "subject",
                $"{Spelling.Quoted(Subject)} is not the id of a record; if it is a slug, give its noun too, as in "
                    + "noun=PARTY&subject=ukraine"
            );
        }

        var subject = Subject?.ToLowerInvariant();
        return changes
            .Where(x =>
                Author.Length == 0 || db.Set<Revision>().Where(r => Author.Contains(r.Author)).Select(r => r.Number).Contains(x.Revision)
            )
            .Where(x => Noun == null || x.Noun == Noun)
            .Where(x => subject == null || x.Subject == subject || x.Supersedes == subject);
    }
}
