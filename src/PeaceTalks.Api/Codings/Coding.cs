using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Errors;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Milestones;
using PeaceTalks.Api.Positions;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Codings;

/// <summary>A coding: what is to be recorded, checked against the reference data, with defaults filled in. It does no I/O.</summary>
/// <param name="articles">Those of the articles named in the input that exist.</param>
/// <param name="articleSlugs">The slugs of all articles, for suggestions.</param>
public sealed class Coding(
    ReferenceSnapshot snapshot,
    IReadOnlyDictionary<string, CitableArticle> articles,
    IReadOnlyCollection<string> articleSlugs
)
{
    public ReferenceSnapshot Snapshot { get; } = snapshot;

    private readonly StatementFindings findings = new(articleSlugs);
    private readonly List<SlugReference> mentions = [];

    public List<(PositionInput Input, Statement Statement)> Positions { get; } = [];
    public List<(MilestoneInput Input, Statement Statement)> Milestones { get; } = [];
    public List<(RemarkInput Input, RemarkStatement Statement)> Remarks { get; } = [];
    public List<(Guid Record, CitationInput Citation, string Pointer)> Citations { get; } = [];

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
            .. (input.Remarks ?? []).Select(x => x.Article).OfType<string>(),
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
        if (Statement.FromInput(milestone, at, "happenedOn", article, Snapshot, articles, findings) is { } statement)
        {
            Milestones.Add((milestone, statement));
            Derived.AddRange(statement.Derived.Select(at.At));
        }
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
