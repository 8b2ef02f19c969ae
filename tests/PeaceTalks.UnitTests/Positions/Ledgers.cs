using FsCheck;
using FsCheck.Fluent;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.UnitTests.Positions;

/// <summary>The records of one track, and a question put to them.</summary>
internal sealed record Asked(IReadOnlyList<StatedStance> Records, DateOnly Day, Certainty Certainty)
{
    public Holding? Holding => TrackRule.HeldAt(Records, Day, Certainty);

    public IEnumerable<StatedStance> Admitted => Records.Where(record => TrackRule.Admits(record.Day, Day, Certainty));

    public override string ToString() =>
        $"\nas of {Day:yyyy-MM-dd}, {Certainty}:{string.Concat(Records.Select(record => $"\n  {record.Line()}"))}\n  -> {Holding.Text()}\n";
}

/// <summary>Small domains: four days, seven stances, three revisions, so that ties, overlaps and runs are the rule.</summary>
internal static class Ledgers
{
    /// <summary>The days of the records, and one before and one after.</summary>
    public static readonly Gen<DateOnly> AskedDay = Gen.Choose(0, 5).Select(Day);

    public static readonly Gen<Certainty> AnyCertainty = Gen.Elements(Certainty.Certain, Certainty.Possible);

    public static readonly Gen<DateBounds> Bounds =
        from days in Gen.Two(Gen.Choose(1, 4))
        from form in Gen.Choose(0, 5)
        from basis in Gen.Elements(DateBasis.Stated, DateBasis.Inferred, DateBasis.Publication)
        let first = Math.Min(days.Item1, days.Item2)
        let last = Math.Max(days.Item1, days.Item2)
        select form switch
        {
            0 => new DateBounds(null, Day(last), basis),
            1 or 2 => new DateBounds(Day(last), Day(last), basis),
            _ => new DateBounds(Day(first), Day(last), basis),
        };

    public static readonly IReadOnlyList<string> Articles = ["first", "second", "third", "fourth"];

    /// <summary>Few are sceptical, so that runs of one stance stay common.</summary>
    public static readonly Gen<Stance> AnyStance = Gen.Frequency(
        (12, Gen.Elements(Stance.Supports, Stance.Conditional, Stance.Open, Stance.Opposes, Stance.Undisclosed, Stance.Declined)),
        (1, Gen.Elements(Stance.Sceptical, Stance.Declined))
    );

    /// <summary>Each record with a place of its own in its revision.</summary>
    public static readonly Gen<IReadOnlyList<StatedStance>> Records =
        from size in Gen.Choose(0, 8)
        from drafts in Draft.ListOf(size)
        select InPlace(drafts);

    public static readonly Arbitrary<Asked> Any = Smaller(
        from records in Records
        from day in AskedDay
        from certainty in AnyCertainty
        select new Asked(records, day, certainty)
    );

    /// <summary>No two records tie: the first three clauses of the rule tell any two apart.</summary>
    public static readonly Arbitrary<Asked> WithoutTies = Smaller(
        Any.Generator.Select(asked => asked with { Records = [.. asked.Records.DistinctBy(Rank)] })
    );

    private static IReadOnlyList<StatedStance> InPlace(IEnumerable<StatedStance> drafts) =>
        [.. drafts.Select((draft, at) => draft with { Id = Positions.Records.Id(at + 1), Place = at + 1 })];

    private static Gen<StatedStance> Draft =>
        from stance in AnyStance
        from day in Bounds
        from attribution in Gen.Elements(Enum.GetValues<Attribution>())
        from revision in Gen.Choose(1, 3)
        from articles in AnyArticles
        select new StatedStance(Guid.Empty, stance, day, attribution, revision, 0) { Articles = articles };

    /// <summary>What a record cites: often one article alone.</summary>
    private static Gen<string[]> AnyArticles =>
        from count in Gen.Elements(1, 1, 2)
        from articles in Gen.Elements(Articles.ToArray()).ArrayOf(count)
        select articles.Distinct().ToArray();

    /// <summary>Two records tie where these are equal; which of them is in force depends on the order of recording alone.</summary>
    public static (DateOnly? Earliest, DateOnly Latest, Attribution Attribution) Rank(StatedStance record) =>
        (record.Day.Earliest, record.Day.Latest, record.Attribution);

    public static DateOnly Day(int day) => new DateOnly(2025, 12, 31).AddDays(day);

    /// <summary>A counterexample is made smaller by leaving out one record after the other.</summary>
    public static Arbitrary<Asked> Smaller(Gen<Asked> cases) =>
        Arb.From(
            cases,
            asked => asked.Records.Select(record => asked with { Records = [.. asked.Records.Where(other => other != record)] })
        );
}
