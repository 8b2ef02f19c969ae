namespace PeaceTalks.Api.Http.Formats;

/// <summary>A list that may have further pages.</summary>
public interface IPage
{
    /// <summary>The parameter that asks the same question for the next page. Null on the last page.</summary>
    (string Parameter, string Value)? Next { get; }
}

/// <summary>A page of items.</summary>
public interface IPage<out T> : IPage
{
    IReadOnlyList<T> Items { get; }
}
