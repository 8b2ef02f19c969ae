using PeaceTalks.Api.Matrix;
using static PeaceTalks.Api.Processes.ParticipantRole;
using static PeaceTalks.UnitTests.Ledger.Snapshots;

namespace PeaceTalks.UnitTests.Matrix;

public sealed class GridPartyTests
{
    [Fact]
    public void Columns_stand_by_role_then_by_slug_and_those_without_a_role_last()
    {
        var talks = Process(
            "talks",
            ("observer", Observer),
            ("supporter", Supporter),
            ("guarantor", Guarantor),
            ("mediator", Mediator),
            ("second", Principal),
            ("first", Principal)
        );

        GridParty
            .InOrder([talks], [], ["other", "another", "first"])
            .Select(x => $"{x.Slug} {x.Role}".Trim())
            .ShouldBe([
                "first Principal",
                "second Principal",
                "mediator Mediator",
                "guarantor Guarantor",
                "supporter Supporter",
                "observer Observer",
                "another",
                "other",
            ]);
    }

    [Fact]
    public void Of_several_roles_the_first_counts() =>
        GridParty
            .InOrder([Process("one", ("a", Observer)), Process("two", ("a", Mediator))], [], [])
            .ShouldBe([new GridParty("a", Mediator)]);

    [Fact]
    public void Parties_named_are_the_columns_each_once_and_in_the_same_order() =>
        GridParty
            .InOrder([Process("talks", ("z", Principal), ("b", Mediator))], ["none", "b", "z", "b"], ["held"])
            .Select(x => x.Slug)
            .ShouldBe(["z", "b", "none"]);
}
