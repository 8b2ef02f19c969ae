using PeaceTalks.Api.Comparisons;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Positions;
using PeaceTalks.UnitTests.Ledger;
using PeaceTalks.UnitTests.Positions;

namespace PeaceTalks.UnitTests.Comparisons;

public sealed class SideBySideTests
{
    private static readonly Condition Same = new(ConditionKind.Reciprocal, "south", "same", "South does the same", false);
    private static readonly Condition Vote = new(ConditionKind.Ratification, null, "vote", "the parliament approves", false);
    private static readonly Term UpTo40 = new("withdrawalDistance", Comparator.AtMost, 40m, "km", false);

    // The relation for each state of the left and the right side, and the distance where both hold a stance.

    private const string Relations = """
        left \ right  nothing   Supports  Conditional Open      Neutral   Sceptical Opposes   Undisclosed Declined NoResponse
        nothing       -         OneSided  OneSided    OneSided  OneSided  OneSided  OneSided  Silent      Silent   Silent
        Supports      OneSided  Agree/0   Apart/1     Apart/2   Apart/2   Apart/3   Apart/4   Silent      Silent   Silent
        Conditional   OneSided  Apart/1   Agree/0     Apart/1   Apart/1   Apart/2   Apart/3   Silent      Silent   Silent
        Open          OneSided  Apart/2   Apart/1     Agree/0   Agree/0   Apart/1   Apart/2   Silent      Silent   Silent
        Neutral       OneSided  Apart/2   Apart/1     Agree/0   Agree/0   Apart/1   Apart/2   Silent      Silent   Silent
        Sceptical     OneSided  Apart/3   Apart/2     Apart/1   Apart/1   Agree/0   Apart/1   Silent      Silent   Silent
        Opposes       OneSided  Apart/4   Apart/3     Apart/2   Apart/2   Apart/1   Agree/0   Silent      Silent   Silent
        Undisclosed   Silent    Silent    Silent      Silent    Silent    Silent    Silent    Silent      Silent   Silent
        Declined      Silent    Silent    Silent      Silent    Silent    Silent    Silent    Silent      Silent   Silent
        NoResponse    Silent    Silent    Silent      Silent    Silent    Silent    Silent    Silent      Silent   Silent
        """;

    public static TheoryData<Stance?, Stance?, string> EachStateBesideEach()
    {
        var table = new TheoryData<Stance?, Stance?, string>();
        Stance?[] states = [null, .. Enum.GetValues<Stance>().Cast<Stance?>()];
        foreach (var (line, left) in Relations.Split('\n').Skip(1).Zip(states))
        {
            var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            cells[0].ShouldBe(left?.ToString() ?? "nothing");
            cells.Length.ShouldBe(1 + states.Length);
            foreach (var (cell, right) in cells.Skip(1).Zip(states))
            {
                table.Add(left, right, cell);
            }
        }

        return table;
    }

    [Fact]
    public void The_table_has_every_pair() => EachStateBesideEach().Count.ShouldBe(10 * 10);

    [Theory]
    [MemberData(nameof(EachStateBesideEach))]
    public void Each_state_beside_each_has_its_relation(Stance? left, Stance? right, string expected)
    {
        var relation = SideBySide.RelationOf(left, right);

        (relation?.ToString() ?? "-").ShouldBe(expected.Split('/')[0]);
    }

    [Theory]
    [MemberData(nameof(EachStateBesideEach))]
    public void There_is_a_distance_just_where_both_hold_a_stance(Stance? left, Stance? right, string expected)
    {
        if (left is null && right is null)
        {
            Should.Throw<ArgumentException>(() => SideBySide.Between(null, null));
            return;
        }

        var compared = SideBySide.Between(Side(left), Side(right));

        $"{compared.Relation}{(compared.Distance is { } distance ? $"/{distance}" : "")}".ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(EachStateBesideEach))]
    public void A_silence_since_displaces_no_stance(Stance? left, Stance? right, string expected)
    {
        if (left?.IsSilence() == false)
        {
            var since = new HeldRecord(Held.Record("north", left.Value), Held.Record("north", Stance.Declined));

            SideBySide.Between(since, Side(right)).Relation.ToString().ShouldBe(expected.Split('/')[0]);
        }
    }

    [Fact]
    public void Conditions_and_figures_separate_by_key_and_not_by_wording()
    {
        var left = Held.Record("north", Stance.Conditional, [Same, Vote], [UpTo40]);
        var right = Held.Record(
            "south",
            Stance.Conditional,
            [Vote with { Text = "by a vote of parliament" }, Same with { Key = "other" }],
            [UpTo40 with { Value = 25 }]
        );

        var differences = SideBySide.Between(new(left, null), new(right, null)).Differences.ShouldNotBeNull();

        differences.ConditionsDropped.ShouldBe([Same], "of the left side alone");
        differences.ConditionsAdded.Select(x => x.Key).ShouldBe(["other"], "of the right side alone");
        differences.ConditionsChanged.ShouldBeEmpty();
        var term = differences.Terms.ShouldHaveSingleItem();
        (term.From?.Value, term.To?.Value, term.Difference).ShouldBe((40m, 25m, -15m));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Stance.Declined)]
    public void Nothing_separates_from_a_side_that_holds_no_stance(Stance? right) =>
        SideBySide.Between(new(Held.Record("north", Stance.Conditional, [Same], [UpTo40]), null), Side(right)).Differences.ShouldBeNull();

    [Theory]
    [InlineData(Stance.Opposes, "Pull-back: apart - North: supports; since then declined to comment | South: opposes")]
    [InlineData(Stance.Sceptical, "Pull-back: apart - North: supports; since then declined to comment | South: sceptical")]
    [InlineData(Stance.Supports, "Pull-back: agree - North: supports; since then declined to comment | South: supports")]
    [InlineData(null, "Pull-back: one-sided - North: supports; since then declined to comment | South: nothing known")]
    [InlineData(Stance.Undisclosed, "Pull-back: silent - North: supports; since then declined to comment | South: undisclosed")]
    public void One_line_says_how_they_stand_and_what_each_side_holds(Stance? right, string expected)
    {
        var target = new TargetContract(TargetType.Proposal, "pull-back", "Pull-back", []);
        var left = new HeldRecord(Held.Record("north", Stance.Supports), Held.Record("north", Stance.Declined));

        SideBySide.Between(left, Side(right)).InOneLine(target, "North", "South", Snapshots.Of().Names()).ShouldBe(expected);
    }

    private static HeldRecord? Side(Stance? stance)
    {
        if (stance is null)
        {
            return null;
        }

        var record = Held.Record("north", stance.Value);
        return new HeldRecord(record, stance.Value.IsSilence() ? record : null);
    }
}
