namespace PeaceTalks.Api.Texts;

public static class OneLine
{
    /// <summary>Replaces the line ends in names and wordings by spaces.</summary>
    public static string OnOneLine(this string text) => text.ReplaceLineEndings(" ");
}
