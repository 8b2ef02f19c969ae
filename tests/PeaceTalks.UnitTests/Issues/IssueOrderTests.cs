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
                Issue("z", process: "a-talks"),
                Issue("b"),
                Issue("b-under-a", "a"),
                Issue("a"),
                Issue("a-under-b", "b"),
                Issue("deep", "b-under-a"),
                Issue("a-under-a", "a"),
            ]
        );

        IssueOrder
            .Of(snapshot)
            .DepthFirst.Select(x => $"{x.Depth} {x.Issue.Slug}")
            .ShouldBe(["0 z", "0 a", "1 a-under-a", "1 b-under-a", "2 deep", "0 b", "1 a-under-b"]);
    }
}
