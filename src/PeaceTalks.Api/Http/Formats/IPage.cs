namespace PeaceTalks.Api.Http.Formats;

/// <summary>A list that may have further pages.</summary>
public interface IPage
{
    /// <summary>The number of items on the page.</summary>
    int Count { get; }

    /// <summary>The parameter that asks the same question for the next page. Null on the last page.</summary>
    (string Parameter, string Value)? Next { get; }

    /// <summary>
    /// The parameter that keeps the next page at the pin of this one, for a list whose cursor does not. Otherwise null.
    /// </summary>
    (string Parameter, object Value)? Kept => null;
}

/// <summary>An answer that may be about a day.</summary>
public interface IOfDay
{
    /// <summary>The day that the answer is as of. Null if it is not about a day.</summary>
    DateOnly? Day { get; }
}

/// <summary>A page of items.</summary>
public interface IPage<out T> : IPage
{
    IReadOnlyList<T> Items { get; }

    int IPage.Count => Items.Count;
}
