using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Positions;
using PeaceTalks.UnitTests.Dates;

namespace PeaceTalks.UnitTests.Positions;

internal static class Records
{
    private static int last;

    /// <summary>A record with an id of its own; later made is later recorded, unless said otherwise.</summary>
    public static StatedStance Said(
        string edtf,
        Stance stance = Stance.Supports,
        Attribution by = Attribution.Self,
        long? revision = null,
        int place = 1
    )
    {
        var number = Interlocked.Increment(ref last);
        return new StatedStance(Id(number), stance, Bounds.Of(edtf), by, revision ?? number, place);
    }

    /// <summary>The record with the articles that it cites.</summary>
    public static StatedStance In(this StatedStance record, params string[] articles) => record with { Articles = articles };

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>One record as a line: <c>#3 Opposes 2026-01-02 Self, recorded 2.1</c>.</summary>
    public static string Line(this StatedStance record) =>
        $"{Name(record)} {record.Stance} {record.Day.ToEdtf()} {record.Attribution}, recorded {record.RecordedIn}.{record.Place}";

    /// <summary>A holding by the names of its records, so that two of them can be compared and read.</summary>
    public static string Text(this Holding? holding) =>
        holding is null
            ? "nothing"
            : $"held {Name(holding.Held)}, silence {Name(holding.Silence)}, since {Name(holding.StanceSince)}, "
                + $"self {Name(holding.LastSelfReport)}, alternatives [{string.Join(' ', holding.Alternatives.Select(Name))}]";

    private static string Name(StatedStance? record) => record is null ? "none" : $"#{Number(record.Id)}";

    private static int Number(Guid id) => BitConverter.ToInt32(id.ToByteArray());
}
