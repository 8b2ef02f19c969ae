namespace PeaceTalks.Api.Texts;

public static class TextLength
{
    /// <summary>In Unicode characters, as PostgreSQL and JSON Schema count them: one that takes two places in a string of .NET is one.</summary>
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
