using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Diffs;

public sealed class StateDiffTests
{
    private static readonly Condition Reciprocal = new(ConditionKind.Reciprocal, "russia", "same", "if Russia does the same", false);
    private static readonly Condition Vote = new(ConditionKind.Ratification, null, "vote", "after a referendum", false);
    private static readonly Term UpTo40 = new("withdrawalDistance", Comparator.AtMost, 40m, "km", false);
    private static readonly Term Over15Years = new("duration", Comparator.MoreThan, 15m, "years", false);

    private static readonly TrackState PullBack = new(
        Stance.Conditional,
        null,
        [Reciprocal],
        [UpTo40],
        SelfReported: false,
        "Is ready for a mutual pull-back."
    );

    // The kind for each stance before and after.

    private const string Kinds = """
        from \ to    Supports      Conditional   Open          Neutral       Sceptical    Opposes   Undisclosed  Declined    NoResponse
        Supports     -             MovedAway     MovedAway     MovedAway     Reversed     Reversed  WentSilent   WentSilent  WentSilent
        Conditional  MovedTowards  -             MovedAway     MovedAway     Reversed     Reversed  WentSilent   WentSilent  WentSilent
        Open         MovedTowards  MovedTowards  -             StanceChanged MovedAway    MovedAway WentSilent   WentSilent  WentSilent
        Neutral      MovedTowards  MovedTowards  StanceChanged -             MovedAway    MovedAway WentSilent   WentSilent  WentSilent
        Sceptical    Reversed      Reversed      MovedTowards  MovedTowards  -            MovedAway WentSilent   WentSilent  WentSilent
        Opposes      Reversed      Reversed      MovedTowards  MovedTowards  MovedTowards -         WentSilent   WentSilent  WentSilent
        Undisclosed  Disclosed     Disclosed     Disclosed     Disclosed     Disclosed    Disclosed -            Restated    Restated
        Declined     Disclosed     Disclosed     Disclosed     Disclosed     Disclosed    Disclosed Restated     -           Restated
        NoResponse   Disclosed     Disclosed     Disclosed     Disclosed     Disclosed    Disclosed Restated     Restated    -
        """;

    public static TheoryData<Stance, Stance, DiffKind?> EachStanceToEach()
    {
        var table = new TheoryData<Stance, Stance, DiffKind?>();
        foreach (var line in Kinds.Split('\n').Skip(1))
        {
            var row = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var to in Enum.GetValues<Stance>())
            {
                var kind = row[1 + (int)to];
                table.Add(Enum.Parse<Stance>(row[0]), to, kind == "-" ? null : Enum.Parse<DiffKind>(kind));
            }
        }

        return table;
    }

    /// <summary>Those of the above that are no silences: 36 of 81.</summary>
    public static TheoryData<Stance, Stance, DiffKind?> EachVoicedStanceToEach()
    {
        var table = new TheoryData<Stance, Stance, DiffKind?>();
        foreach (var row in EachStanceToEach())
        {
            if (row is [Stance before, Stance after, var kind] && !before.IsSilence() && !after.IsSilence())
            {
                table.Add(before, after, (DiffKind?)kind);
            }
        }

        return table;
    }

    [Theory]
    [MemberData(nameof(EachStanceToEach))]
    public void Each_stance_before_and_after_has_its_kind(Stance before, Stance after, DiffKind? kind)
    {
        var diff = StateDiff.Between(Only(before), Only(after));

        (diff?.Kind).ShouldBe(kind);
        var stances = (From: Voiced(before), To: Voiced(after));
        diff?.Stance.ShouldBe(stances.From == stances.To ? null : new FromTo<Stance?>(stances.From, stances.To));
    }

    [Theory]
    [MemberData(nameof(EachVoicedStanceToEach))]
    public void Under_a_silence_that_lasts_the_stance_has_the_same_kind(Stance before, Stance after, DiffKind? kind)
    {
        var diff = StateDiff.Between(Only(before) with { Silence = Stance.Declined }, Only(after) with { Silence = Stance.Declined });

        (diff?.Kind).ShouldBe(kind);
    }

    [Fact]
    public void A_stance_that_becomes_known_under_a_silence_that_lasts_is_another_stance() =>
        Kind(Only(Stance.Declined), Only(Stance.Declined) with { Stance = Stance.Supports }).ShouldBe(DiffKind.StanceChanged);

    [Fact]
    public void Nothing_before_and_nothing_after_is_no_change() => StateDiff.Between(null, null).ShouldBeNull();

    [Fact]
    public void A_state_of_which_nothing_was_known_has_appeared_with_all_it_says()
    {
        var diff = Between(null, PullBack with { SelfReported = true });

        diff.Text()
            .ShouldBe(
                new StateDiff(
                    DiffKind.Appeared,
                    new(null, Stance.Conditional),
                    null,
                    [Reciprocal],
                    [],
                    [],
                    [],
                    [new(UpTo40.Key, null, UpTo40)],
                    new(false, true),
                    new("", PullBack.Summary)
                ).Text()
            );
    }

    [Fact]
    public void A_state_of_which_nothing_is_known_any_more_has_disappeared_with_all_it_said()
    {
        var diff = Between(PullBack with { SelfReported = true }, null);

        diff.Text()
            .ShouldBe(
                new StateDiff(
                    DiffKind.Disappeared,
                    new(Stance.Conditional, null),
                    null,
                    [],
                    [Reciprocal],
                    [],
                    [],
                    [new(UpTo40.Key, UpTo40, null)],
                    new(true, false),
                    new(PullBack.Summary, "")
                ).Text()
            );
    }

    [Fact]
    public void A_silence_that_begins_beside_a_stance_went_silent_and_leaves_the_stance()
    {
        var diff = Between(PullBack, PullBack with { Silence = Stance.NoResponse });

        (diff.Kind, diff.Silence, diff.Stance).ShouldBe((DiffKind.WentSilent, new FromTo<Stance?>(null, Stance.NoResponse), null));
    }

    [Fact]
    public void A_silence_that_ends_beside_a_stance_is_disclosed()
    {
        var diff = Between(PullBack with { Silence = Stance.NoResponse }, PullBack);

        (diff.Kind, diff.Silence, diff.Stance).ShouldBe((DiffKind.Disclosed, new FromTo<Stance?>(Stance.NoResponse, null), null));
    }

    [Fact]
    public void Another_silence_is_a_restatement()
    {
        var diff = Between(PullBack with { Silence = Stance.NoResponse }, PullBack with { Silence = Stance.Declined });

        (diff.Kind, diff.Silence).ShouldBe((DiffKind.Restated, new FromTo<Stance?>(Stance.NoResponse, Stance.Declined)));
    }

    // The first kind that applies: each against the next, and all that differs is listed all the same.

    [Fact]
    public void Appeared_comes_before_went_silent() => Kind(null, PullBack with { Silence = Stance.Declined }).ShouldBe(DiffKind.Appeared);

    [Fact]
    public void Disappeared_comes_before_disclosed() =>
        Kind(PullBack with { Silence = Stance.Declined }, null).ShouldBe(DiffKind.Disappeared);

    [Theory]
    [InlineData(Stance.Opposes)] // reversed
    [InlineData(Stance.Supports)] // moved towards
    [InlineData(Stance.Open)] // moved away
    public void Went_silent_and_disclosed_come_before_a_moved_stance(Stance moved)
    {
        var silent = PullBack with { Stance = moved, Silence = Stance.Declined };

        Between(PullBack, silent).Kind.ShouldBe(DiffKind.WentSilent);
        Between(PullBack, silent).Stance.ShouldBe(new FromTo<Stance?>(Stance.Conditional, moved));
        Between(silent, PullBack).Kind.ShouldBe(DiffKind.Disclosed);
        Between(silent, PullBack).Stance.ShouldBe(new FromTo<Stance?>(moved, Stance.Conditional));
    }

    [Fact]
    public void Reversed_comes_before_moved_towards_and_moved_away()
    {
        Kind(Only(Stance.Supports), Only(Stance.Opposes)).ShouldBe(DiffKind.Reversed);
        Kind(Only(Stance.Opposes), Only(Stance.Conditional)).ShouldBe(DiffKind.Reversed);
    }

    [Theory]
    [InlineData(Stance.Conditional, Stance.Supports, DiffKind.MovedTowards)]
    [InlineData(Stance.Conditional, Stance.Open, DiffKind.MovedAway)]
    [InlineData(Stance.Conditional, Stance.Sceptical, DiffKind.Reversed)]
    [InlineData(Stance.Conditional, Stance.Opposes, DiffKind.Reversed)]
    [InlineData(Stance.Open, Stance.Neutral, DiffKind.StanceChanged)]
    public void Another_stance_comes_before_other_conditions(Stance before, Stance after, DiffKind kind)
    {
        var diff = Between(PullBack with { Stance = before }, PullBack with { Stance = after, Conditions = [Vote] });

        diff.Kind.ShouldBe(kind);
        diff.ConditionsAdded.ShouldBe([Vote]);
        diff.ConditionsDropped.ShouldBe([Reciprocal]);
    }

    [Fact]
    public void Other_conditions_come_before_other_terms()
    {
        var diff = Between(PullBack, PullBack with { Conditions = [Reciprocal, Vote], Terms = [] });

        diff.Kind.ShouldBe(DiffKind.ConditionsChanged);
        diff.Terms.ShouldBe([new TermChange(UpTo40.Key, UpTo40, null)]);
    }

    [Fact]
    public void Other_terms_come_before_self_confirmed()
    {
        var diff = Between(PullBack, PullBack with { Terms = [], SelfReported = true });

        diff.Kind.ShouldBe(DiffKind.TermsChanged);
        diff.SelfReported.ShouldBe(new FromTo<bool>(false, true));
    }

    [Fact]
    public void Self_confirmed_comes_before_restated()
    {
        var reworded = Reciprocal with { Text = "if they do" };
        var diff = Between(PullBack, PullBack with { SelfReported = true, Summary = "Says so.", Conditions = [reworded] });

        diff.Kind.ShouldBe(DiffKind.SelfConfirmed);
        diff.Summary.ShouldBe(new FromTo<string>(PullBack.Summary, "Says so."));
        diff.ConditionsReworded.Count.ShouldBe(1);
    }

    // Conditions, by key.

    [Fact]
    public void A_condition_of_a_new_key_is_added_and_of_a_key_no_longer_there_dropped()
    {
        var diff = Between(PullBack, PullBack with { Conditions = [Vote] });

        diff.Text().ShouldBe(new StateDiff(DiffKind.ConditionsChanged, null, null, [Vote], [Reciprocal], [], [], [], null, null).Text());
    }

    [Fact]
    public void A_condition_of_another_kind_is_changed() => ConditionIsChanged(Reciprocal with { Kind = ConditionKind.Exchange });

    [Fact]
    public void A_condition_that_binds_another_party_is_changed() => ConditionIsChanged(Reciprocal with { By = "ukraine" });

    [Fact]
    public void A_condition_that_binds_no_party_any_more_is_changed() => ConditionIsChanged(Reciprocal with { By = null });

    [Fact]
    public void A_condition_changed_and_reworded_is_changed() => ConditionIsChanged(Reciprocal with { By = null, Text = "if others do" });

    [Fact]
    public void A_condition_in_other_words_is_reworded_and_the_state_restated()
    {
        var reworded = Reciprocal with { Text = "provided that Russia does the same" };

        Between(PullBack, PullBack with { Conditions = [reworded] })
            .Text()
            .ShouldBe(
                new StateDiff(DiffKind.Restated, null, null, [], [], [], [new(Reciprocal.Key, Reciprocal, reworded)], [], null, null).Text()
            );
    }

    [Fact]
    public void The_order_of_conditions_and_terms_says_nothing()
    {
        var state = PullBack with { Conditions = [Reciprocal, Vote], Terms = [UpTo40, Over15Years] };

        StateDiff.Between(state, state with { Conditions = [Vote, Reciprocal], Terms = [Over15Years, UpTo40] }).ShouldBeNull();
    }

    [Fact]
    public void What_is_carried_along_counts_as_said() =>
        StateDiff
            .Between(
                PullBack,
                PullBack with
                {
                    Conditions = [Reciprocal with { Carried = true }],
                    Terms = [UpTo40 with { Carried = true }],
                }
            )
            .ShouldBeNull();

    // Terms, by key.

    [Fact]
    public void A_value_at_another_scale_is_the_same() =>
        StateDiff.Between(PullBack, PullBack with { Terms = [UpTo40 with { Value = 40.0m }] }).ShouldBeNull();

    [Fact]
    public void A_figure_of_another_value_is_changed() => TermIsChanged(UpTo40, UpTo40 with { Value = 40.5m });

    [Fact]
    public void A_figure_in_another_unit_is_changed() => TermIsChanged(UpTo40, UpTo40 with { Unit = "miles" });

    [Theory]
    [InlineData("40000", "m")]
    [InlineData("40", "kilometres")]
    [InlineData("40.000", "km")]
    public void The_same_amount_in_another_unit_is_the_same(string value, string unit) =>
        StateDiff.Between(PullBack, PullBack with { Terms = [UpTo40 with { Value = decimal.Parse(value), Unit = unit }] }).ShouldBeNull();

    [Fact]
    public void The_same_amount_in_another_unit_is_not_listed_among_other_changes()
    {
        var diff = Between(
            PullBack with
            {
                Terms = [UpTo40, Over15Years],
            },
            PullBack with
            {
                Terms = [UpTo40 with { Value = 40_000, Unit = "m" }, Over15Years with { Value = 20 }],
            }
        );

        diff.Terms.ShouldHaveSingleItem().Key.ShouldBe(Over15Years.Key);
        diff.Terms[0].Difference.ShouldBe(5);
    }

    [Fact]
    public void The_same_amount_under_another_comparator_is_changed() =>
        TermIsChanged(UpTo40, UpTo40 with { Comparator = Comparator.LessThan, Value = 40_000, Unit = "m" });

    [Fact]
    public void Another_figure_may_differ_by_an_amount_or_not()
    {
        new TermChange("x", UpTo40, UpTo40 with { Value = 50_000, Unit = "m" }).Difference.ShouldBe(10_000);
        new TermChange("x", UpTo40, Over15Years).Difference.ShouldBeNull();
        new TermChange("x", null, UpTo40).Difference.ShouldBeNull();
    }

    [Fact]
    public void A_figure_without_its_unit_is_changed() => TermIsChanged(UpTo40, UpTo40 with { Unit = null });

    [Fact]
    public void A_figure_with_another_comparator_is_changed() => TermIsChanged(UpTo40, UpTo40 with { Comparator = Comparator.Exactly });

    [Fact]
    public void The_same_distance_becomes_up_to_40_km() =>
        TermIsChanged(new Term(UpTo40.Key, Comparator.SameAsOtherSide, null, null, false), UpTo40);

    [Fact]
    public void A_figure_of_a_new_key_is_from_nothing_and_of_a_key_no_longer_there_to_nothing()
    {
        var diff = Between(PullBack, PullBack with { Terms = [Over15Years] });

        diff.Kind.ShouldBe(DiffKind.TermsChanged);
        diff.Terms.ShouldBe([new(UpTo40.Key, UpTo40, null), new(Over15Years.Key, null, Over15Years)], ignoreOrder: true);
    }

    // The rest.

    [Fact]
    public void What_the_holder_says_itself_now_is_self_confirmed() =>
        Between(PullBack, PullBack with { SelfReported = true })
            .Text()
            .ShouldBe(new StateDiff(DiffKind.SelfConfirmed, null, null, [], [], [], [], [], new(false, true), null).Text());

    [Fact]
    public void What_the_holder_no_longer_says_itself_is_restated() =>
        Kind(PullBack with { SelfReported = true }, PullBack).ShouldBe(DiffKind.Restated);

    [Fact]
    public void Another_summary_alone_is_restated() =>
        Between(PullBack, PullBack with { Summary = "Would pull back." })
            .Text()
            .ShouldBe(
                new StateDiff(DiffKind.Restated, null, null, [], [], [], [], [], null, new(PullBack.Summary, "Would pull back.")).Text()
            );

    private static void ConditionIsChanged(Condition after)
    {
        Between(PullBack, PullBack with { Conditions = [after] })
            .Text()
            .ShouldBe(
                new StateDiff(
                    DiffKind.ConditionsChanged,
                    null,
                    null,
                    [],
                    [],
                    [new(Reciprocal.Key, Reciprocal, after)],
                    [],
                    [],
                    null,
                    null
                ).Text()
            );
    }

    private static void TermIsChanged(Term before, Term after)
    {
        Between(PullBack with { Terms = [before] }, PullBack with { Terms = [after] })
            .Text()
            .ShouldBe(
                new StateDiff(DiffKind.TermsChanged, null, null, [], [], [], [], [new(before.Key, before, after)], null, null).Text()
            );
    }

    private static DiffKind Kind(TrackState? before, TrackState? after) => Between(before, after).Kind;

    private static StateDiff Between(TrackState? before, TrackState? after) => StateDiff.Between(before, after).ShouldNotBeNull();

    private static TrackState Only(Stance stance) => new(Voiced(stance), stance.IsSilence() ? stance : null, [], [], false, "");

    private static Stance? Voiced(Stance stance) => stance.IsSilence() ? null : stance;
}
