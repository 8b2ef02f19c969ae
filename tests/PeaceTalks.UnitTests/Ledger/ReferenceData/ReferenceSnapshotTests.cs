using PeaceTalks.Api.Issues;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Proposals;

namespace PeaceTalks.UnitTests.Ledger.ReferenceData;

/// <summary>A snapshot that is made from another one is the same as one that is made from everything.</summary>
public sealed class ReferenceSnapshotTests
{
    private const int Revisions = 40;

    private static readonly string[] Issues = ["issue-1", "issue-2", "issue-3", "issue-4", "issue-5"];

    /// <summary>It looks like A.</summary>
    private const string CyrillicA = "\u0410";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void From_any_revision_to_any_other(int seed)
    {
        var history = History(new Random(seed));
        for (var from = 0; from <= Revisions; from++)
        {
            var start = Whole(history, from);
            _ = start.Issues.Names;
            for (var to = 0; to <= Revisions; to++)
            {
                var others = history.Where(x => !x.IsInForceAt(from)).ToLookup(_ => Noun.Issue, ReferenceVersion (x) => x);
                var made = start.At(to, others);
                var whole = Whole(history, to);
                made.Issues.All.ShouldBe(whole.Issues.All);
                foreach (var issue in history)
                {
                    made.Issues.Find(issue.Slug).ShouldBe(whole.Issues.Find(issue.Slug));
                    made.Issues.Names.Like(issue.Name).ShouldBe(whole.Issues.Names.Like(issue.Name), ignoreOrder: true);
                }
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_follows_by_difference_is_the_same_as_what_is_worked_out(int seed)
    {
        var history = ProposalHistory(new Random(seed));
        for (var from = 0; from <= Revisions; from++)
        {
            var start = Snapshots.Of(proposals: history.Where(x => x.IsInForceAt(from)));
            var before = Addressing(start);
            for (var to = 0; to <= Revisions; to++)
            {
                var others = history.Where(x => !x.IsInForceAt(from)).ToLookup(_ => Noun.Proposal, ReferenceVersion (x) => x);
                Addressing(start.At(to, others))
                    .ShouldBe(Addressing(Snapshots.Of(proposals: history.Where(x => x.IsInForceAt(to)))), $"from {from} to {to}");
            }

            Addressing(start).ShouldBe(before, "it never changes");
        }
    }

    [Fact]
    public void What_is_the_same_is_shared_and_so_is_what_follows_from_it()
    {
        IssueVersion before = Version("a", 1, 1, 5, "A");
        var start = Whole([before], 1);
        var tree = IssuesByParent.Of(start);

        var same = start.At(2, Array.Empty<ReferenceVersion>().ToLookup(_ => Noun.Issue));
        var other = start.At(5, new ReferenceVersion[] { Version("a", 2, 5, null, "B") }.ToLookup(_ => Noun.Issue));

        same.Issues.ShouldBeSameAs(start.Issues);
        IssuesByParent.Of(same).ShouldBeSameAs(tree);
        IssuesByParent.Of(other).ShouldNotBeSameAs(tree);
        IssuesByParent.Of(other)[null].Single().Name.ShouldBe("B");
        start.Issues["a"].Name.ShouldBe("A");
    }

    /// <summary>For each issue, the proposals that address it and their versions.</summary>
    private static List<string> Addressing(ReferenceSnapshot snapshot) =>
        [
            .. from issue in Issues
            let proposals = ProposalsByIssue.Of(snapshot)[issue].Cast<ProposalVersion>()
            select $"{issue}: {string.Join(", ", proposals.Select(x => $"{x.Slug} {x.Version}"))}",
        ];

    /// <summary>In each revision, a proposal is added or edited, and addresses some issues.</summary>
    private static List<ProposalVersion> ProposalHistory(Random random)
    {
        List<ProposalVersion> history = [];
        for (var revision = 1; revision <= Revisions; revision++)
        {
            var slug = $"proposal-{random.Next(12)}";
            var before = history.FindLastIndex(x => x.Slug == slug);
            var version = before < 0 ? 1 : history[before].Version + 1;
            if (before >= 0)
            {
                history[before] = Proposal(history[before], version - 1, history[before].RecordedIn, revision);
            }

            var issues = random.GetItems(Issues, random.Next(1, 4)).Distinct().ToArray();
            history.Add(Proposal(Snapshots.Proposal(slug, issues: issues), version, revision, null));
        }

        return history;
    }

    private static ProposalVersion Proposal(ProposalVersion of, int version, long recordedIn, long? supersededIn) =>
        new()
        {
            Slug = of.Slug,
            Version = version,
            RecordedIn = recordedIn,
            SupersededIn = supersededIn,
            Process = of.Process,
            Name = of.Name,
            Summary = of.Summary,
            Kind = of.Kind,
            Disclosure = of.Disclosure,
            Issues = of.Issues,
            Sponsors = [],
            Relations = [],
            Labels = [],
        };

    private static ReferenceSnapshot Whole(IEnumerable<IssueVersion> history, long revision) =>
        Snapshots.Of(issues: history.Where(x => x.IsInForceAt(revision)));

    /// <summary>In each revision an issue is added or edited. Some names look alike.</summary>
    private static List<IssueVersion> History(Random random)
    {
        List<IssueVersion> history = [];
        for (var revision = 1; revision <= Revisions; revision++)
        {
            var slug = $"issue-{random.Next(12)}";
            var before = history.LastOrDefault(x => x.Slug == slug);
            if (before is not null)
            {
                history[history.IndexOf(before)] = Version(slug, before.Version, before.RecordedIn, revision, before.Name);
            }

            var name = $"{(random.Next(2) == 0 ? "A" : CyrillicA)}lpha {slug}";
            history.Add(Version(slug, (before?.Version ?? 0) + 1, revision, null, name));
        }

        return history;
    }

    private static IssueVersion Version(string slug, int version, long recordedIn, long? supersededIn, string name) =>
        new()
        {
            Slug = slug,
            Version = version,
            RecordedIn = recordedIn,
            SupersededIn = supersededIn,
            Process = "talks",
            Parent = null,
            Name = name,
            Question = "What is to become of it?",
            Description = null,
        };
}
