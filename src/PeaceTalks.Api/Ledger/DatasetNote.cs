namespace PeaceTalks.Api.Ledger;

/// <summary>The note of the revision that loads a data set. It holds the name of the data set.</summary>
public static class DatasetNote
{
    private const string Begins = "Data set ";

    public static string For(string name, string title) => $"{Begins}{name}: {title}";

    /// <summary>The name of the data set that the revision with this note loaded. Null if it loaded none.</summary>
    public static string? NameIn(string? note) =>
        note?.StartsWith(Begins, StringComparison.Ordinal) == true && note.IndexOf(':') is var end and > 0
            ? note[Begins.Length..end]
            : null;
}
