using FluentValidation;
using PeaceTalks.Api.Http.Validation;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;

namespace PeaceTalks.Api.Issues;

/// <summary>An issue, as you write it.</summary>
/// <param name="Slug">The slug. It never changes.</param>
/// <param name="Process">Slug of the talks. It never changes.</param>
/// <param name="Question">The issue, put as a question.</param>
/// <param name="Parent">Slug of the parent issue, in the same process. Leave it out for a root of the tree.</param>
public sealed record IssueInput(
    string Slug,
    string Process,
    string Name,
    string Question,
    string? Parent = null,
    string? Description = null
) : IReferenceInput<Issue, IssueVersion>
{
    public Issue Identity(long recordedIn) =>
        new()
        {
            Slug = Slug,
            RecordedIn = recordedIn,
            Process = Process,
        };

    public IssueVersion Version(int version, long recordedIn) =>
        new()
        {
            Slug = Slug,
            Version = version,
            RecordedIn = recordedIn,
            Process = Process,
            Parent = Parent,
            Name = Name,
            Question = Question,
            Description = Description,
        };

    public IEnumerable<SlugReference> References()
    {
        yield return new SlugReference("/process", Noun.Process, Process);
        if (Parent is not null)
        {
            yield return new SlugReference("/parent", Noun.Issue, Parent);
        }
    }

    public IEnumerable<Naming> Names() => LookAlikes.InInput(Name, null);
}

public sealed class IssueInputValidator : AbstractValidator<IssueInput>
{
    public IssueInputValidator()
    {
        RuleFor(x => x.Slug).Slug().NotEqual("tree").WithMessage("is reserved for the address of the tree; choose another slug");
        RuleFor(x => x.Process).SlugOfAnother();
        RuleFor(x => x.Name).Name(ReferenceVersion.NameMaxLength);
        RuleFor(x => x.Question).Line(ReferenceVersion.NameMaxLength);
        RuleFor(x => x.Description).NullOrNotBlank(ReferenceVersion.DescriptionMaxLength);
        RuleFor(x => x.Parent).SlugOfAnother().Must((issue, parent) => parent != issue.Slug).WithMessage("makes the issue its own parent");
    }
}

public sealed class IssueWriteValidator(IValidator<IssueInput> item) : LedgerWriteValidator<IssueInput>(item);

/// <summary>Something that is being negotiated.</summary>
/// <param name="Parent">The parent issue. Null for a root of the tree.</param>
/// <param name="SubIssues">Its direct sub-issues.</param>
/// <param name="Version">The number of this version. An edit states it as `If-Match`, in quotation marks, or sends the ETag of a read.</param>
/// <param name="RecordedIn">The revision that recorded this version.</param>
public sealed record IssueContract(
    string Slug,
    Reference Process,
    Reference? Parent,
    string Name,
    string Question,
    string? Description,
    IReadOnlyList<Reference> SubIssues,
    int Version,
    long RecordedIn
) : IVersioned, IShown
{
    string IShown.Headline => Name;

    ShownLine IShown.Line => new($"{Name}: {Question}", Noun.Issue.Path(Slug));

    IEnumerable<ShownFact> IShown.Facts =>
        [
            ShownFact.FromReference("Talks", Noun.Process, Process),
            .. Parent is null ? (ShownFact[])[] : [ShownFact.FromReference("Part of", Noun.Issue, Parent)],
            .. SubIssues.Select(x => ShownFact.FromReference("Sub-issue", Noun.Issue, x)),
            .. Description is null ? (ShownFact[])[] : [new("Description", Description)],
            ShownFact.SeeAlso("Proposals that address it", $"{Noun.Proposal.Path()}?issue={Slug}"),
            ShownFact.SeeAlso("What is held on it", $"/api/v1/held-positions?issue={Slug}"),
            ShownFact.SeeAlso("How the positions on it have developed", $"{Noun.Issue.Path(Slug)}/timeline"),
        ];

    public static IssueContract FromIssue(IssueVersion issue, Names names) =>
        new(
            issue.Slug,
            names.Process(issue.Process),
            issue.Parent is null ? null : names.Issue(issue.Parent),
            issue.Name,
            issue.Question,
            issue.Description,
            [.. IssuesByParent.Of(names.Snapshot)[issue.Slug].Select(x => new Reference(x.Slug, x.Name))],
            issue.Version,
            issue.RecordedIn
        );
}

/// <summary>An issue with everything below it, and the number of proposals that address it.</summary>
public sealed record IssueNode(string Slug, string Name, string Question, int Proposals, IReadOnlyList<IssueNode> SubIssues)
{
    /// <summary>The trees of the roots, or of the issues below <paramref name="parent"/>.</summary>
    public static IReadOnlyList<IssueNode> Below(string? parent, string process, ReferenceSnapshot snapshot) =>
        [
            .. IssuesByParent
                .Of(snapshot)[parent]
                .Where(x => x.Process == process)
                .Select(x => new IssueNode(
                    x.Slug,
                    x.Name,
                    x.Question,
                    ProposalsByIssue.Of(snapshot)[x.Slug].Count(),
                    Below(x.Slug, process, snapshot)
                )),
        ];

    /// <summary>The issue and everything below it, each with the names of those above it.</summary>
    internal IEnumerable<ShownLine> ToLines(string above) =>
        SubIssues.SelectMany(x => x.ToLines($"{above}{Name} > ")).Prepend(new($"{above}{Name}: {Question}", Noun.Issue.Path(Slug)));
}

/// <summary>The issues of one process, as trees.</summary>
public sealed record IssueTree(long KnownAt, Reference Process, IReadOnlyList<IssueNode> Issues, Links Links) : ICitable
{
    IEnumerable<ShownLine> IShownAnswer.Lines => Issues.SelectMany(x => x.ToLines(""));

    public IEnumerable<CitedRecord> Cited() => [];
}
