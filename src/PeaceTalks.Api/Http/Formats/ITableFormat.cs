namespace PeaceTalks.Api.Http.Formats;

/// <summary>An output format that is a table. It is written page by page, so that it may be of any length.</summary>
public interface ITableFormat : IOutputFormat
{
    /// <summary>The extension of the file's name.</summary>
    string Extension { get; }

    /// <summary>Whether the content is text, in UTF-8.</summary>
    bool IsText { get; }

    /// <summary>Writes the rows of all pages, and sends those of a page before it asks for the next one.</summary>
    Task WriteAsync(ITablePages pages, TableBody body, HttpContext http);
}

/// <summary>The pages of an answer, one after the other, all at one pin.</summary>
public interface ITablePages
{
    /// <summary>The first page. It tells what the columns are, if the answer decides it.</summary>
    object First { get; }

    /// <summary>Whether they are all rows of a list, however many pages it has. Otherwise the first is the only one.</summary>
    bool AreAll { get; }

    /// <summary>The next page, from the first one on. Null after the last.</summary>
    Task<object?> NextAsync();
}
