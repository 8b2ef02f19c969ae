namespace PeaceTalks.Api.Texts;

public static class TextLength
{
    /// <summary>
    /// Counts Unicode characters, as PostgreSQL and JSON Schema do. A character that takes two places in a .NET string counts as one.
    /// </summary>
    public static int CharactersIn(string text)
    {
        var length = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            length++;
        }

        return length;
    }
}
