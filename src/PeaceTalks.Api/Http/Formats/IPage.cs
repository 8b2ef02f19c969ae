namespace PeaceTalks.Api.Http.Formats;

/// <summary>A list that may go on.</summary>
public interface IPage
{
    /// <summary>The parameter with which the same question asks for the next page; null on the last.</summary>
    (string Parameter, string Value)? Next { get; }
}

/// <summary>A list of items that may go on.</summary>
public interface IPage<out T> : IPage
{
    IReadOnlyList<T> Items { get; }
}
