using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Comparisons;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.UnitTests.Dates;
using PeaceTalks.UnitTests.Diffs;
using PeaceTalks.UnitTests.Ledger;
using PeaceTalks.UnitTests.Positions;

namespace PeaceTalks.UnitTests.Comparisons;

public sealed class SideBySideTests
{
    private static readonly Condition Same = new(ConditionKind.Reciprocal, "south", "same", "South does the same", false);
    private static readonly Condition Vote = new(ConditionKind.Ratification, null, "vote", "the parliament approves", false);
    private static readonly Term UpTo40 = new("withdrawalDistance", Comparator.AtMost, 40m, "km", false);

    // The relation for each state of the left and the right side on their own words, and the distance where both hold a stance.

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
        var relation = SideBySide.RelationOf(left, right, ownWords: true);

        (relation?.ToString() ?? "-").ShouldBe(expected.Split('/')[0]);
    }

    [Theory]
    [MemberData(nameof(EachStateBesideEach))]
    public void Where_a_word_is_not_the_holders_own_two_stances_agree_or_are_apart_as_reported(Stance? left, Stance? right, string expected)
    {
        var reported = expected.Split('/')[0].Replace("Agree", "ReportedAgree").Replace("Apart", "ReportedApart");

        (SideBySide.RelationOf(left, right, ownWords: false)?.ToString() ?? "-").ShouldBe(reported);
    }

    // The relation of two like stances, and of two unlike ones, for the words of the left and the right side.
    [Theory]
    [InlineData("Self         Self         Agree         Apart")]
    [InlineData("Self         OtherParty   ReportedAgree ReportedApart")]
    [InlineData("Self         Unattributed ReportedAgree ReportedApart")]
    [InlineData("OtherParty   Self         ReportedAgree ReportedApart")]
    [InlineData("OtherParty   OtherParty   ReportedAgree ReportedApart")]
    [InlineData("OtherParty   Unattributed ReportedAgree ReportedApart")]
    [InlineData("Unattributed Self         ReportedAgree ReportedApart")]
    [InlineData("Unattributed OtherParty   ReportedAgree ReportedApart")]
    [InlineData("Unattributed Unattributed ReportedAgree ReportedApart")]
    public void Two_agree_or_are_apart_only_on_the_word_of_both(string line)
    {
        var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (left, right) = (Told("north", Stance.Open, cells[0]), Told("south", Stance.Neutral, cells[1]));

        SideBySide.Between(left, right).Relation.ToString().ShouldBe(cells[2]);
        SideBySide.Between(left, Told("south", Stance.Opposes, cells[1])).Relation.ToString().ShouldBe(cells[3]);
    }

    [Fact]
    public void The_cases_are_often_of_own_words_and_often_not()
    {
        Always.Share(TwoSides, x => Relation(x) is SidesRelation.Agree).ShouldBeGreaterThan(0.02);
        Always.Share(TwoSides, x => Relation(x) is SidesRelation.Apart).ShouldBeGreaterThan(0.02);
        Always.Share(TwoSides, x => Relation(x) is SidesRelation.ReportedAgree).ShouldBeGreaterThan(0.05);
        Always.Share(TwoSides, x => Relation(x) is SidesRelation.ReportedApart).ShouldBeGreaterThan(0.1);
        Always.Share(TwoSides, x => Relation(x) is SidesRelation.OneSided).ShouldBeGreaterThan(0.05);

        static SidesRelation Relation((ComparedSide Left, ComparedSide? Right) x) => SideBySide.Between(x.Left, x.Right).Relation;
    }

    [Fact]
    public void No_agreement_and_no_separation_rests_on_the_word_of_a_third() =>
        Always.Holds(
            TwoSides,
            sides =>
            {
                var compared = SideBySide.Between(sides.Left, sides.Right);
                var ownWords = sides.Left.Word.IsOwn && sides.Right?.Word.IsOwn == true;
                (compared.Relation is SidesRelation.Agree or SidesRelation.Apart).ShouldBe(compared.Distance is not null && ownWords);
                (compared.Relation is SidesRelation.ReportedAgree or SidesRelation.ReportedApart).ShouldBe(
                    compared.Distance is not null && !ownWords
                );
                (compared.Relation is SidesRelation.Agree or SidesRelation.ReportedAgree).ShouldBe(compared.Distance == 0);
            }
        );

    [Fact]
    public void Swapped_sides_compare_alike() =>
        Always.Holds(
            TwoSides,
            sides =>
            {
                var (compared, swapped) = (SideBySide.Between(sides.Left, sides.Right), SideBySide.Between(sides.Right, sides.Left));
                (swapped.Relation, swapped.Distance, swapped.DaysApart).ShouldBe(
                    (compared.Relation, compared.Distance, compared.DaysApart)
                );
                swapped.Differences.Text().ShouldBe(DiffAlgebra.Mirror(compared.Differences).Text());
            }
        );

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
            var since = OfOwnWord(new(Held.Record("north", left.Value), Held.Record("north", Stance.Declined)));

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

        var differences = SideBySide.Between(OfOwnWord(new(left, null)), OfOwnWord(new(right, null))).Differences.ShouldNotBeNull();

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
        SideBySide
            .Between(OfOwnWord(new(Held.Record("north", Stance.Conditional, [Same], [UpTo40]), null)), Side(right))
            .Differences.ShouldBeNull();

    [Theory]
    [InlineData(Stance.Opposes, "apart", "South: opposes (own word, 2026-01-07)")]
    [InlineData(Stance.Sceptical, "apart", "South: sceptical (own word, 2026-01-07)")]
    [InlineData(Stance.Supports, "agree", "South: supports (own word, 2026-01-07)")]
    [InlineData(null, "one-sided", "South: nothing known")]
    [InlineData(Stance.Undisclosed, "silent", "South: undisclosed (own word, 2026-01-07)")]
    public void One_line_says_how_they_stand_and_what_each_side_holds(Stance? right, string relation, string expected)
    {
        var left = OfOwnWord(new(Held.Record("north", Stance.Supports), Held.Record("north", Stance.Declined)));

        InOneLine(SideBySide.Between(left, Side(right)))
            .ShouldBe($"Pull-back: {relation} - North: supports (own word, 2026-01-07); since then declined to comment | {expected}");
    }

    [Fact]
    public void The_line_says_whose_word_each_side_is_and_of_which_day()
    {
        var left = OfOwnWord(new(Held.Record("north", Stance.Supports), null));
        var third = Held.Record("south", Stance.Supports, "north", "[2025-11-30..2025-12-01]");

        InOneLine(SideBySide.Between(left, new(new(third, null), Word.Of(third, null))))
            .ShouldBe(
                "Pull-back: reported to agree - North: supports (own word, 2026-01-07)"
                    + " | South: supports (according to NORTH, [2025-11-30..2025-12-01])"
            );
    }

    [Fact]
    public void The_line_says_that_a_holder_confirms_what_the_outlet_reports()
    {
        var left = OfOwnWord(new(Held.Record("north", Stance.Supports), null));
        var report = Held.Record("south", Stance.Opposes, null, "2026-01-07");
        var confirmed = new ComparedSide(new(report, null), Word.Of(report, new(Guid.CreateVersion7(), Bounds.Of("2025-12-11"))));

        var compared = SideBySide.Between(left, confirmed);

        InOneLine(compared)
            .ShouldBe(
                "Pull-back: apart - North: supports (own word, 2026-01-07)"
                    + " | South: opposes (article's own voice, 2026-01-07; own word, 2025-12-11)"
            );
        compared.DaysApart.ShouldBe(new DaysApart(27, 27));
        confirmed.Word.AssertedBy.ShouldBe("south");
    }

    private static readonly Arbitrary<(ComparedSide Left, ComparedSide? Right)> TwoSides = (
        from left in AnySide("north")
        from right in Gen.Frequency((1, Gen.Constant<ComparedSide?>(null)), (8, AnySide("south").Select(x => (ComparedSide?)x)))
        select (left, right)
    ).ToArbitrary();

    /// <summary>A held record of anybody's word, which the holder may have confirmed.</summary>
    private static Gen<ComparedSide> AnySide(string party) =>
        from stance in Ledgers.AnyStance
        from asserter in Gen.Elements<string?>("north", "south", null)
        from day in Ledgers.Bounds
        from confirmed in Gen.Frequency((2, Gen.Constant<DateBounds?>(null)), (1, Ledgers.Bounds.Select(x => (DateBounds?)x)))
        from conditions in States.Conditions
        from terms in States.Terms
        let record = Held.Record(party, stance, asserter, day.ToEdtf(), conditions, terms)
        let own = asserter == party || confirmed is null ? null : new SelfReport(Guid.CreateVersion7(), confirmed)
        select new ComparedSide(new HeldRecord(record, stance.IsSilence() ? record : null), Word.Of(record, own));

    private static string InOneLine(SideBySide compared) =>
        compared.InOneLine(
            new TargetContract(TargetType.Proposal, "pull-back", "Pull-back", []),
            "North",
            "South",
            Snapshots.Of(parties: [Snapshots.Party("north")]).Names()
        );

    private static ComparedSide OfOwnWord(HeldRecord held) => new(held, Word.Of(held.Record, null));

    private static ComparedSide Told(string party, Stance stance, string word)
    {
        var asserter = Enum.Parse<Attribution>(word) switch
        {
            Attribution.Self => party,
            Attribution.OtherParty => "a third",
            _ => null,
        };
        var record = Held.Record(party, stance, asserter, "2026-01-07");
        record.Attribution.ToString().ShouldBe(word);
        return OfOwnWord(new(record, null));
    }

    private static ComparedSide? Side(Stance? stance)
    {
        if (stance is null)
        {
            return null;
        }

        var record = Held.Record("north", stance.Value);
        return OfOwnWord(new HeldRecord(record, stance.Value.IsSilence() ? record : null));
    }
}
