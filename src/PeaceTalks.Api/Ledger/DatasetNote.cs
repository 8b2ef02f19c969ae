namespace PeaceTalks.Api.Ledger;

/// <summary>The notes of the revisions that load and renew a data set. They hold the name of the data set.</summary>
public static class DatasetNote
{
    /// <summary>The maximum length of what an ADMIN says about a renewal: it shares the note with the name of the data set.</summary>
    public const int RenewalMaxLength = Revision.NoteMaxLength - 200;

    private const string Begins = "Data set ";
    private const string RenewalBegins = "Renewal of data set ";

    public static string For(string name, string title) => $"{Loading(name)}{title}";

    /// <summary>How the note of the revision that loads the data set begins.</summary>
    public static string Loading(string name) => $"{Begins}{name}: ";

    /// <summary>How the notes of the revisions that renew the data set begin.</summary>
    public static string Renewal(string name) => $"{RenewalBegins}{name}: ";

    /// <summary>
    /// Whether a note says that its revision renews a data set. What a renewal has recorded, the next one may supersede. So nobody may
    /// write such a note.
    /// </summary>
    public static bool IsOfRenewal(string? note) => note?.StartsWith(RenewalBegins, StringComparison.Ordinal) == true;

    /// <summary>The name of the data set that the revision with this note loaded. Null if it loaded none.</summary>
    public static string? NameIn(string? note) =>
        note?.StartsWith(Begins, StringComparison.Ordinal) == true && note.IndexOf(':') is var end and > 0
            ? note[Begins.Length..end]
            : null;
}
