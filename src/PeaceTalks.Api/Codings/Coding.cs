using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Http;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Remarks;

namespace PeaceTalks.Api.Codings;

/// <summary>Records to be, checked against the reference data and with all that was left out filled in.</summary>
public sealed class Coding
{
    public List<(PositionInput Input, Statement Statement)> Positions { get; } = [];
    public List<(MilestoneInput Input, Statement Statement)> Milestones { get; } = [];
    public List<(RemarkInput Input, string Article)> Remarks { get; } = [];
    public List<(Guid Record, CitationInput Citation, string Pointer)> Citations { get; } = [];

    /// <summary>The ids that records are to have, and where they stand.</summary>
    public List<(Noun Noun, Guid Id, string Pointer)> Ids { get; } = [];

    /// <summary>What was filled in, by JSON pointer.</summary>
    public List<string> Derived { get; } = [];

    /// <summary>The articles that an input names; to be loaded before it is resolved.</summary>
    public static IEnumerable<string> ArticlesOf(CodingInput input, string? article) =>
    [
        .. new[] { article }.OfType<string>(),
        .. (input.Positions ?? []).SelectMany(x => ArticlesOf(x)),
        .. (input.Milestones ?? []).SelectMany(x => ArticlesOf(x)),
        .. (input.Remarks ?? []).Select(x => x.Article).OfType<string>(),
    ];

    /// <summary>Pure.</summary>
    /// <param name="pointer">Where a list of the input stands in the body, given the list's name and the index in it.</param>
    /// <param name="article">The article that the write is about; null where each record names its own.</param>
    /// <param name="articles">Those named that are there.</param>
    /// <param name="articleSlugs">Of all articles that one may have meant.</param>
    /// <exception cref="ProblemException">422 with all that is wrong.</exception>
    public void Add(
        CodingInput input, Func<string, int, string> pointer, string? article, Catalogue catalogue, IReadOnlyDictionary<string, ArticleVersion> articles,
        IReadOnlyCollection<string> articleSlugs)
    {
        var mentions = new List<Mention>();
        var findings = new StatementFindings(articleSlugs);
        foreach (var (i, position) in (input.Positions ?? []).Index())
        {
            var at = pointer("positions", i);
            mentions.Add(new Mention(at.At("party"), Noun.Party, position.Party));
            mentions.AddRange(Targets(at, null, position.Issue, position.Proposal));
            mentions.AddRange((position.Conditions ?? []).Index().Where(x => x.Item.By is not null)
                .Select(x => new Mention(at.At("conditions").At(x.Index).At("by"), Noun.Party, x.Item.By!)));
            if (Statement.Of(position, at, "statedOn", article, catalogue, articles, findings) is { } statement)
            {
                Positions.Add((position, statement));
                Derived.AddRange(statement.Derived.Select(at.At));
            }
        }

        foreach (var (i, milestone) in (input.Milestones ?? []).Index())
        {
            var at = pointer("milestones", i);
            mentions.AddRange(Targets(at, milestone.Process, milestone.Issue, milestone.Proposal));
            if (milestone.By is not null)
            {
                mentions.Add(new Mention(at.At("by"), Noun.Party, milestone.By));
            }

            if (Statement.Of(milestone, at, "happenedOn", article, catalogue, articles, findings) is { } statement)
            {
                Milestones.Add((milestone, statement));
                Derived.AddRange(statement.Derived.Select(at.At));
            }
        }

        foreach (var (i, remark) in (input.Remarks ?? []).Index())
        {
            var at = pointer("remarks", i);
            if ((remark.Article ?? article) is not { } own)
            {
                findings.Add(at.At("article"), "is missing; every remark names its article");
                continue;
            }

            Statement.CheckCitation(new CitationInput(own, remark.Paragraph), at, articles, findings);
            Remarks.Add((remark, own));
        }

        foreach (var (i, citation) in (input.Citations ?? []).Index())
        {
            var place = new CitationInput(article!, citation.Paragraph, citation.Quote);
            Statement.CheckCitation(place, pointer("citations", i), articles, findings);
            if (Citations.Any(x => x.Record == citation.Record && x.Citation.Paragraph == citation.Paragraph))
            {
                findings.Add(pointer("citations", i), "names the same paragraph twice for one record");
            }

            Citations.Add((citation.Record, place, pointer("citations", i)));
        }

        TakeIds(Noun.Position, "positions", input.Positions?.Select(x => x.Id), pointer, findings);
        TakeIds(Noun.Milestone, "milestones", input.Milestones?.Select(x => x.Id), pointer, findings);
        TakeIds(Noun.Remark, "remarks", input.Remarks?.Select(x => x.Id), pointer, findings);
        findings.AddUnknown(catalogue, mentions);
        findings.ThrowIfAny();
    }

    private void TakeIds(Noun noun, string list, IEnumerable<Guid?>? ids, Func<string, int, string> pointer, StatementFindings findings)
    {
        foreach (var (i, given) in (ids ?? []).Index())
        {
            if (given is not { } id)
            {
                continue;
            }

            var at = pointer(list, i).At("id");
            if (Ids.Any(x => x.Id == id))
            {
                findings.Add(at, "stands here twice; each record has an id of its own");
            }

            Ids.Add((noun, id, at));
        }
    }

    private static IEnumerable<string> ArticlesOf(IStatementInput input) =>
        (input.Citations ?? []).Select(x => x.Article).Concat(new[] { input.Article }.OfType<string>());

    private static IEnumerable<Mention> Targets(string at, string? process, string? issue, string? proposal)
    {
        if (process is not null)
        {
            yield return new Mention(at.At("process"), Noun.Process, process);
        }

        if (issue is not null)
        {
            yield return new Mention(at.At("issue"), Noun.Issue, issue);
        }

        if (proposal is not null)
        {
            yield return new Mention(at.At("proposal"), Noun.Proposal, proposal);
        }
    }
}
