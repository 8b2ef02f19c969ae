using System.Collections.Frozen;

namespace PeaceTalks.Api.Positions;

/// <summary>A figure in the base unit of its dimension, so that 1 km and 1000 m are the same amount.</summary>
/// <param name="Dimension">Amounts of the same dimension can be compared. An unknown unit is a dimension of its own.</param>
/// <param name="Amount">The amount in the dimension's base unit.</param>
/// <remarks>
/// Months and years have no fixed number of days, so they are a dimension of their own. The factors come from the SI brochure (2019) and,
/// for the mile, from the international yard and pound agreement (1959).
/// </remarks>
public readonly record struct Quantity(string Dimension, decimal Amount)
{
    private static readonly FrozenDictionary<string, (string Dimension, decimal Factor)> Units = new (
        string Dimension,
        decimal Factor,
        string[] Names
    )[]
    {
        ("length", 1m, ["m", "metre", "metres", "meter", "meters"]),
        ("length", 1000m, ["km", "kilometre", "kilometres", "kilometer", "kilometers"]),
        ("length", 1609.344m, ["mile", "miles"]),
        ("time", 1m, ["hour", "hours", "h"]),
        ("time", 24m, ["day", "days"]),
        ("time", 168m, ["week", "weeks"]),
        ("calendar", 1m, ["month", "months"]),
        ("calendar", 12m, ["year", "years"]),
        ("share", 1m, ["%", "percent", "per cent"]),
        ("share", 0.1m, ["‰"]),
    }
        .SelectMany(row => row.Names, (row, name) => (Name: name, row.Dimension, row.Factor))
        .ToFrozenDictionary(x => x.Name, x => (x.Dimension, x.Factor));

    public static Quantity FromValue(decimal value, string? unit) =>
        Units.TryGetValue(unit ?? "", out var known) ? new(known.Dimension, value * known.Factor) : new($"unit {unit}", value);

    /// <summary>
    /// How much more <paramref name="to"/> is than <paramref name="from"/>, in the unit of <paramref name="to"/>, to six decimals. Null if
    /// they cannot be compared.
    /// </summary>
    public static decimal? Difference(Term? from, Term? to)
    {
        if (from?.Value is not { } before || to?.Value is not { } after)
        {
            return null;
        }

        var (earlier, later) = (FromValue(before, from.Unit), FromValue(after, to.Unit));
        return earlier.Dimension != later.Dimension
            ? null
            : Math.Round((later.Amount - earlier.Amount) / FromValue(1m, to.Unit).Amount, Term.ValueDecimals);
    }
}
