using System.Globalization;
using System.Text.RegularExpressions;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Http.Formats;

/// <summary>Values as the text of a cell: as the JSON has them, with texts kept from being read as something else.</summary>
/// <remarks>
/// A spreadsheet guesses what a cell is from its text, quoted or not. A text that it would compute (<c>=1+1</c>), or turn into another number or
/// into a day (<c>2025-12</c> into the first of December, <c>007</c> into 7), has an apostrophe before it, and so has a text that begins with
/// one: who takes one apostrophe off the front has the text again. Days and whole numbers come to the same and are left alone.
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

    /// <summary>The text, with an apostrophe before it where a spreadsheet would not leave it as it is.</summary>
    public static string Protected(string text) =>
        Computed().IsMatch(text) || Guessed().IsMatch(text) && !SameAsText().IsMatch(text) ? $"'{text}" : text;

    /// <summary>A formula, also in full-width signs or after spaces; or an apostrophe, a tab or a line end to begin with.</summary>
    [GeneratedRegex(@"^(?:['\t\r\n]|\s*[=+\-@＝＋－＠])", RegexOptions.CultureInvariant)]
    private static partial Regex Computed();

    /// <summary>Nothing but digits, signs and the words of dates: 2025-12, 1/2, 007, 1e5, 10:30, 5 %, March 3, true.</summary>
    [GeneratedRegex(
        @"^(?:true|false|(?=.*\d)(?>(?:[\d\s.,:;/%()\p{Sc}-]|e|am|pm|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)+))\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Guessed();

    /// <summary>What a spreadsheet reads as just what it says: a whole day, a number without anything to lose.</summary>
    [GeneratedRegex(@"^(?:\d{4}-\d{2}-\d{2}|0|[1-9]\d{0,14})\z", RegexOptions.CultureInvariant)]
    private static partial Regex SameAsText();
}
