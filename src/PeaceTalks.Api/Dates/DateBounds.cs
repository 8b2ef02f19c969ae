namespace PeaceTalks.Api.Dates;

/// <summary>One day in the world, known between bounds. Both bounds are included.</summary>
/// <remarks>
/// A day is a calendar day where the statement was made, and is never shifted by time zones. Bounds that admit the same days are equal,
/// however they were written: <c>2025-12</c> equals <c>[2025-12-01..2025-12-31]</c>.
/// </remarks>
public sealed record DateBounds
{
    /// <exception cref="ArgumentException"><paramref name="earliest"/> is after <paramref name="latest"/>.</exception>
    public DateBounds(DateOnly? earliest, DateOnly latest, DateBasis basis)
    {
        if (earliest > latest)
        {
            throw new ArgumentException(
                $"The earliest day, {earliest:yyyy-MM-dd}, is after the latest, {latest:yyyy-MM-dd}.",
                nameof(earliest)
            );
        }

        Earliest = earliest;
        Latest = latest;
        Basis = basis;
    }

    /// <summary>The first day that it can have been. Null if that is unknown.</summary>
    public DateOnly? Earliest { get; private init; }

    /// <summary>The last day that it can have been.</summary>
    public DateOnly Latest { get; private init; }

    public DateBasis Basis { get; private init; }

    /// <summary>The canonical EDTF text of these bounds: a day, a whole month or year, or a set of days.</summary>
    public string ToEdtf() => Edtf.Write(Earliest, Latest);

    /// <summary>Whether the two have a day in common.</summary>
    public bool Overlaps(DateBounds other) =>
        (Earliest is null || Earliest <= other.Latest) && (other.Earliest is null || other.Earliest <= Latest);

    public override string ToString() => ToEdtf();
}
