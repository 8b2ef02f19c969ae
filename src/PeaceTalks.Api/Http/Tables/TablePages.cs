using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.Http.Tables;

/// <inheritdoc/>
/// <param name="first">The answer that the action gave.</param>
/// <param name="whole">Reads further pages. Null if the first is all that was asked for.</param>
internal sealed class TablePages(object first, WholeTable? whole) : ITablePages
{
    private object? unread = first;
    private IReadOnlyList<(string Parameter, object Value)>? next;

    public object First => unread ?? throw new InvalidOperationException("The first page has been read.");

    public bool AreAll => whole is not null;

    public async Task<object?> NextAsync()
    {
        var page = unread ?? (next is null ? null : await whole!.ReadAsync(next));
        unread = null;
        next =
            whole is not null && page is IPage { Next: var (parameter, value) } shown
                ? [(parameter, value), .. shown.Kept is { } kept ? [kept] : Array.Empty<(string, object)>()]
                : null;
        return page;
    }
}
