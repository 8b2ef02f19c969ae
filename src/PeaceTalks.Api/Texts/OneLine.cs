namespace PeaceTalks.Api.Texts;

public static class OneLine
{
    /// <summary>With spaces for the line ends that names and wordings may have.</summary>
    public static string OnOneLine(this string text) => text.ReplaceLineEndings(" ");
}
