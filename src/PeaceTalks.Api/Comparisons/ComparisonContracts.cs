using PeaceTalks.Api.Diffs;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Api.Comparisons;

/// <summary>A condition that both sides name, of another kind or binding another party.</summary>
public sealed record ConditionSides(string Key, ConditionContract Left, ConditionContract Right);

/// <summary>A figure on which the sides differ.</summary>
/// <param name="Left">Null where that side does not name it.</param>
/// <param name="Right">Null where that side does not name it.</param>
/// <param name="Difference">How much more the right side names, in its unit; null where the two cannot be compared.</param>
public sealed record TermSides(string Key, Term? Left, Term? Right, decimal? Difference);

/// <summary>What separates two sides that both hold a stance, compared by key; other wording separates nothing.</summary>
/// <param name="ConditionsOfLeftAlone">Those that the right side does not name.</param>
/// <param name="ConditionsOfRightAlone">Those that the left side does not name.</param>
/// <param name="ConditionsThatDiffer">Those that both name, of another kind or binding another party.</param>
/// <param name="TermsThatDiffer">Figures that differ, or that one side alone names.</param>
public sealed record SeparationContract(
    IReadOnlyList<ConditionContract> ConditionsOfLeftAlone,
    IReadOnlyList<ConditionContract> ConditionsOfRightAlone,
    IReadOnlyList<ConditionSides> ConditionsThatDiffer,
    IReadOnlyList<TermSides> TermsThatDiffer
)
{
    /// <param name="differences">From the left side to the right one; null for none.</param>
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

/// <summary>What two parties hold on one target.</summary>
/// <param name="Headline">One line that a person can read; it names the reporter of a side where that is not the holder.</param>
/// <param name="Distance">Between the scores of the two stances, from 0 to 4; null unless both sides hold one.</param>
/// <param name="Left">Null where nothing is known.</param>
/// <param name="Right">Null where nothing is known.</param>
/// <param name="Separation">What separates the stances; its lists are empty unless both sides hold one.</param>
public sealed record ComparisonContract(
    TargetContract Target,
    SidesRelation Relation,
    string Headline,
    int? Distance,
    CompactPosition? Left,
    CompactPosition? Right,
    SeparationContract Separation
) : ICited
{
    public IEnumerable<CitedRecord> Cited() => new[] { Left, Right }.OfType<CompactPosition>().SelectMany(x => x.Cited());

    /// <param name="positions">The records of both tracks are among them.</param>
    public static ComparisonContract FromPair(
        HeldPair pair,
        Reference left,
        Reference right,
        IReadOnlyDictionary<Guid, Position> positions,
        Names names
    )
    {
        var compared = SideBySide.Between(Record(pair.Left), Record(pair.Right));
        var (slug, type) = pair.Target;
        var target = type == TargetType.Issue ? TargetContract.FromTarget(slug, null, names) : TargetContract.FromTarget(null, slug, names);
        return new(
            target,
            compared.Relation,
            compared.InOneLine(target, left.Name, right.Name, names),
            compared.Distance,
            Compact(pair.Left),
            Compact(pair.Right),
            SeparationContract.FromDiff(compared.Differences, names)
        );

        HeldRecord? Record(HeldTrack? track) =>
            track is null ? null : new(positions[track.Held], track.Silence is { } silence ? positions[silence] : null);

        CompactPosition? Compact(HeldTrack? track) => track is null ? null : CompactPosition.FromTrack(track, positions, names);
    }
}

/// <summary>A page of what two parties hold, target by target.</summary>
/// <param name="AsOf">The end of this day.</param>
/// <param name="NextCursor">Null on the last page.</param>
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
    DateOnly? ICitable.Day => AsOf;

    (string Parameter, string Value)? IPage.Next => NextCursor is null ? null : ("cursor", NextCursor);

    public IEnumerable<CitedRecord> Cited() => Items.SelectMany(x => x.Cited());
}
