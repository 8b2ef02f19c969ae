using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;

namespace PeaceTalks.Benchmarks.Pure;

/// <summary>A record with everything that diffs and headlines look at.</summary>
internal static class SampleRecords
{
    public static Position Conditional(string summary, params string[] conditions) =>
        new()
        {
            Id = Guid.NewGuid(),
            TrackId = Guid.NewGuid(),
            Party = "ukraine",
            Stance = Stance.Conditional,
            Conditions =
            [
                .. conditions.Select(x => new Condition(ConditionKind.Precondition, null, x, $"the other side agrees to {x}", false)),
            ],
            Terms =
            [
                new Term("withdrawalDistance", Comparator.AtMost, 40, "km", false),
                new Term("duration", Comparator.MoreThan, 15, "years", true),
            ],
            Summary = summary,
            Day = new DateBounds(new DateOnly(2026, 1, 7), new DateOnly(2026, 1, 9), DateBasis.Stated),
            AssertedBy = "ukraine",
            Speaker = null,
            Mode = AssertionMode.Paraphrase,
            RecordedIn = 1,
            Place = 1,
            Corrects = null,
            Meeting = null,
        };
}
