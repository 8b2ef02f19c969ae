using System.Globalization;
using System.Text.RegularExpressions;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>Writes values as the text of a cell, as in the JSON. Texts are protected from being read as something else.</summary>
/// <remarks>
/// A spreadsheet guesses the type of a cell from its text, even if it is quoted. It computes <c>=1+1</c>, turns <c>2025-12</c> into the
/// first of December, and <c>007</c> into 7. Such a text gets an apostrophe in front, and so does a text that begins with one. To get the
/// text back, remove one leading apostrophe. Days and whole numbers stay the same and are left alone.
/// </remarks>
public static partial class CellText
{
    public static string FromValue(object? value) =>
        value switch
        {
            null => "",
            string text => Protected(text),
            bool flag => flag ? "true" : "false",
            Enum member => EnumNames.NameOf(member),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTimeOffset instant => InstantText.Write(instant),
            decimal number => number.ToString("0.######", CultureInfo.InvariantCulture),
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => throw new ArgumentOutOfRangeException(nameof(value), value, "No cell holds it."),
        };

    /// <summary>The text, with a leading apostrophe if a spreadsheet would change it.</summary>
    public static string Protected(string text) =>
        Computed().IsMatch(text) || Guessed().IsMatch(text) && !SameAsText().IsMatch(text) ? $"'{text}" : text;

    /// <summary>A formula, also with full-width signs or after spaces; or a leading apostrophe, tab or line end.</summary>
    [GeneratedRegex(@"^(?:['\t\r\n]|\s*[=+\-@＝＋－＠])", RegexOptions.CultureInvariant)]
    private static partial Regex Computed();

    /// <summary>Nothing but digits, signs and the words of dates: 2025-12, 1/2, 007, 1e5, 10:30, 5 %, March 3, true.</summary>
    [GeneratedRegex(
        @"^(?:true|false|(?=.*\d)(?>(?:[\d\s.,:;/%()\p{Sc}-]|e|am|pm|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)+))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Guessed();

    /// <summary>What a spreadsheet reads as exactly what it says: a whole day, or a number that loses nothing.</summary>
    [GeneratedRegex(@"^(?:\d{4}-\d{2}-\d{2}|0|[1-9]\d{0,14})\z", RegexOptions.CultureInvariant)]
    private static partial Regex SameAsText();
}
