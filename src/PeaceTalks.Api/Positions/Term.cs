using System.Globalization;
using System.Text.RegularExpressions;

namespace PeaceTalks.Api.Positions;

public enum Comparator
{
    /// <summary>Exactly this value.</summary>
    Exactly,

    /// <summary>This value or less ("up to").</summary>
    AtMost,

    /// <summary>This value or more.</summary>
    AtLeast,

    /// <summary>Less than this value.</summary>
    LessThan,

    /// <summary>More than this value.</summary>
    MoreThan,

    /// <summary>The same as holds for the other side. It has no value.</summary>
    SameAsOtherSide,
}

/// <summary>A figure in a position, such as a withdrawal distance, a duration or a share.</summary>
/// <param name="Key">Identifies the figure. Figures are compared by key.</param>
/// <param name="Value">Null if, and only if, the comparator is <see cref="Comparator.SameAsOtherSide"/>.</param>
/// <param name="Unit">The unit as written: km, years, %. Null for a bare number.</param>
/// <param name="Carried">True if an earlier record of the track said it and this source neither repeats nor withdraws it.</param>
public sealed partial record Term(string Key, Comparator Comparator, decimal? Value, string? Unit, bool Carried)
{
    public const int KeyMaxLength = 60;
    public const int UnitMaxLength = 30;

    /// <summary>The maximum length of a text that <see cref="Read"/> accepts.</summary>
    public const int TextMaxLength = 150;

    /// <summary>Values must be nearer to zero than this: at most fifteen digits before the decimal point.</summary>
    public const decimal ValueLimit = 1e15m;

    /// <summary>The maximum number of digits after the decimal point. More would be rounded, here or by a reader.</summary>
    public const int ValueDecimals = 6;

    public const string Forms =
        "write \"withdrawalDistance <= 40 km\" with one of = <= >= < >, or \"withdrawalDistance same as other side\"";

    /// <summary>Whether it is the same quantity, in whatever unit it is written, carried or not.</summary>
    public bool SameAs(Term other) => Key == other.Key && Comparator == other.Comparator && Amount == other.Amount;

    /// <summary>Null if, and only if, there is no value.</summary>
    private Quantity? Amount => Value is { } value ? Quantity.FromValue(value, Unit) : null;

    /// <summary>The text from which <see cref="Read"/> reads it.</summary>
    public string ToText() =>
        Comparator switch
        {
            Comparator.SameAsOtherSide => $"{Key} same as other side",
            Comparator.AtMost => Text("<="),
            Comparator.AtLeast => Text(">="),
            Comparator.LessThan => Text("<"),
            Comparator.MoreThan => Text(">"),
            _ => Text("="),
        };

    /// <summary>Reads <c>withdrawalDistance &lt;= 40 km</c>. Null if the text does not have such a form.</summary>
    /// <remarks>
    /// A unit begins with a letter, a currency sign or one of %, ‰ and °, so that "1,000 km" is refused rather than read as 1.
    /// </remarks>
    public static Term? Read(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var key = match.Groups["key"].Value;
        if (match.Groups["same"].Success)
        {
            return new Term(key, Comparator.SameAsOtherSide, null, null, false);
        }

        var comparator = match.Groups["sign"].Value switch
        {
            "<=" => Comparator.AtMost,
            ">=" => Comparator.AtLeast,
            "<" => Comparator.LessThan,
            ">" => Comparator.MoreThan,
            _ => Comparator.Exactly,
        };
        return decimal.TryParse(
            match.Groups["value"].Value,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var value
        )
            ? new Term(key, comparator, value, match.Groups["unit"].Value is { Length: > 0 } unit ? unit : null, false)
            : null;
    }

    private string Text(string sign) =>
        string.Create(CultureInfo.InvariantCulture, $"{Key} {sign} {Value:0.######}{(Unit is null ? "" : $" {Unit}")}");

    [GeneratedRegex(
        @"^(?<key>[a-z][A-Za-z0-9]*)\s*(?:(?<same>\s+same as other side)|(?<sign><=|>=|<|>|=)\s*(?<value>-?\d{1,15}(?:\.\d{1,6})?)\s*(?<unit>(?![eE][+-]?\d)[\p{L}\p{Sc}%‰°].*?)?)\s*\z",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant
    )]
    private static partial Regex Form();
}
