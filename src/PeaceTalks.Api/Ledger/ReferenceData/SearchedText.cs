namespace PeaceTalks.Api.Ledger.ReferenceData;

/// <summary>A text that a search looks at.</summary>
/// <param name="Language">A BCP 47 language tag. Null if it is not known.</param>
public readonly record struct SearchedText(SearchedField Field, string Text, string? Language = null);

/// <summary>Where a search found something.</summary>
public enum SearchedField
{
    /// <summary>In the name.</summary>
    Name,

    /// <summary>In another name or spelling.</summary>
    Alias,

    /// <summary>In a party's name for a proposal.</summary>
    Label,

    /// <summary>In the title of an article.</summary>
    Title,

    /// <summary>In the question of an issue.</summary>
    Question,

    /// <summary>In the description.</summary>
    Description,

    /// <summary>In the summary.</summary>
    Summary,

    /// <summary>In the office of a speaker.</summary>
    Office,

    /// <summary>In the place of a meeting.</summary>
    Place,

    /// <summary>In the name of an outlet.</summary>
    Outlet,

    /// <summary>In the name of an author.</summary>
    Author,
}

public static class SearchedFields
{
    /// <summary>Whether what is found there is a name of the item, which counts for more than any other text.</summary>
    public static bool IsName(this SearchedField field) =>
        field is SearchedField.Name or SearchedField.Alias or SearchedField.Label or SearchedField.Title;
}
