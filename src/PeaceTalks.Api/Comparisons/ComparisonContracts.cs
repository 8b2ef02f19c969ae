using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Comparisons;

/// <summary>A condition that both sides name, but with another kind or binding another party.</summary>
public sealed record ConditionSides(string Key, ConditionContract Left, ConditionContract Right);

/// <summary>A figure on which the two sides differ.</summary>
/// <param name="Left">The figure of the left side. Null if that side does not name one.</param>
/// <param name="Right">The figure of the right side. Null if that side does not name one.</param>
/// <param name="Difference">How much more the right side names, in the unit of the right side. Null if the two cannot be compared.</param>
public sealed record TermSides(string Key, Term? Left, Term? Right, decimal? Difference);

/// <summary>
/// What separates two sides that both hold a stance. Conditions and terms are compared by key; different wording separates nothing.
/// </summary>
/// <param name="ConditionsOfLeftAlone">Conditions that only the left side names.</param>
/// <param name="ConditionsOfRightAlone">Conditions that only the right side names.</param>
/// <param name="ConditionsThatDiffer">Conditions that both sides name, but with another kind or binding another party.</param>
/// <param name="TermsThatDiffer">Figures that differ, or that only one side names.</param>
public sealed record SeparationContract(
    IReadOnlyList<ConditionContract> ConditionsOfLeftAlone,
    IReadOnlyList<ConditionContract> ConditionsOfRightAlone,
    IReadOnlyList<ConditionSides> ConditionsThatDiffer,
    IReadOnlyList<TermSides> TermsThatDiffer
)
{
    /// <param name="differences">From the left side to the right side. Null if there are none.</param>
    public static SeparationContract FromDiff(StateDiff? differences, Names names)
    {
        return differences is null
            ? new([], [], [], [])
            : new(
                Conditions(differences.ConditionsDropped),
                Conditions(differences.ConditionsAdded),
                [
                    .. differences.ConditionsChanged.Select(x => new ConditionSides(
                        x.Key,
                        ConditionContract.FromCondition(x.From, names),
                        ConditionContract.FromCondition(x.To, names)
                    )),
                ],
                [.. differences.Terms.Select(x => new TermSides(x.Key, x.From, x.To, x.Difference))]
            );

        IReadOnlyList<ConditionContract> Conditions(IEnumerable<Condition> conditions) =>
            [.. conditions.Select(x => ConditionContract.FromCondition(x, names))];
    }
}

/// <summary>The positions of two parties on one target, compared.</summary>
/// <param name="Headline">
/// A one-line summary for people. It says for each side whose word it is and of which day. If somebody else reports what the holder has
/// said itself before, it names both.
/// </param>
/// <param name="Distance">The distance between the scores of the two stances, from 0 to 4. Null unless both sides hold a stance.</param>
/// <param name="DaysApart">
/// The number of days between the `word` of the left side and that of the right side, as bounds. Null unless both sides hold a stance.
/// </param>
/// <param name="Left">Null if nothing is known.</param>
/// <param name="Right">Null if nothing is known.</param>
/// <param name="Separation">What separates the two stances. Its lists are empty unless both sides hold a stance.</param>
public sealed record ComparisonContract(
    TargetContract Target,
    SidesRelation Relation,
    string Headline,
    int? Distance,
    DaysApart? DaysApart,
    CompactPosition? Left,
    CompactPosition? Right,
    SeparationContract Separation
) : ICited, IShown
{
    ShownLine IShown.Line => new(Headline) { Records = Cited() };

    public IEnumerable<CitedRecord> Cited() => new[] { Left, Right }.OfType<CompactPosition>().SelectMany(x => x.Cited());

    /// <param name="positions">Must include the records of both tracks.</param>
    public static ComparisonContract FromPair(
        HeldPair pair,
        Reference left,
        Reference right,
        IReadOnlyDictionary<Guid, Position> positions,
        Names names
    )
    {
        var compared = SideBySide.Between(Side(pair.Left), Side(pair.Right));
        var (slug, type) = pair.Target;
        var target = type == TargetType.Issue ? TargetContract.FromTarget(slug, null, names) : TargetContract.FromTarget(null, slug, names);
        return new(
            target,
            compared.Relation,
            compared.InOneLine(target, left.Name, right.Name, names),
            compared.Distance,
            compared.DaysApart,
            Compact(pair.Left),
            Compact(pair.Right),
            SeparationContract.FromDiff(compared.Differences, names)
        );

        ComparedSide? Side(HeldSide? side) => side is null ? null : new(Record(side.Track), side.Word);

        HeldRecord Record(HeldTrack track) => new(positions[track.Held], track.Silence is { } silence ? positions[silence] : null);

        CompactPosition? Compact(HeldSide? side) =>
            side is null ? null : CompactPosition.FromTrack(side.Track, side.Word, positions, names);
    }
}

/// <summary>A page of comparisons, one for each target.</summary>
/// <param name="AsOf">The answer is as of the end of this day.</param>
/// <param name="NextCursor">The cursor of the next page. Null on the last page.</param>
public sealed record ComparisonPage(
    DateOnly AsOf,
    long KnownAt,
    Reference Left,
    Reference Right,
    IReadOnlyList<ComparisonContract> Items,
    string? NextCursor,
    Links Links
) : IPage<ComparisonContract>, ICitable
{
    IEnumerable<ShownLine> IShownAnswer.Lines => this.ItemLines();

    DateOnly? IOfDay.Day => AsOf;

    (string Parameter, string Value)? IPage.Next => NextCursor is null ? null : ("cursor", NextCursor);

    public IEnumerable<CitedRecord> Cited() => Items.SelectMany(x => x.Cited());
}
