using PeaceTalks.Api.Issues;
using static PeaceTalks.UnitTests.Ledger.Snapshots;

namespace PeaceTalks.UnitTests.Issues;

public sealed class IssueOrderTests
{
    [Fact]
    public void Issues_stand_below_their_parents_siblings_by_slug_and_process_by_process()
    {
        var snapshot = Of(
            issues:
            [
                Issue("z", process: "talks-2"),
                Issue("a-2"),
                Issue("b"),
                Issue("b-under-a", "a"),
                Issue("a"),
                Issue("a-under-b", "b"),
                Issue("deep", "b-under-a"),
                Issue("a-under-a", "a"),
            ]
        );

        snapshot
            .InTreeOrder(snapshot.Issues.Slugs)
            .Select(x => $"{x.Depth} {x.Issue.Slug}")
            .ShouldBe(["0 a", "1 a-under-a", "1 b-under-a", "2 deep", "0 a-2", "0 b", "1 a-under-b", "0 z"]);
    }
}
