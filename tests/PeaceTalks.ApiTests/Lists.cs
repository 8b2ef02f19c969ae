using System.Text.Json;

namespace PeaceTalks.ApiTests;

/// <summary>What tests look at in the lists that the service answers.</summary>
public static class Lists
{
    public static IEnumerable<JsonElement> Items(this JsonElement page) => page.GetProperty("items").EnumerateArray();

    /// <summary>One text member of every item, in their order.</summary>
    public static List<string> Each(this JsonElement page, string member) =>
        [.. page.Items().Select(x => x.GetProperty(member).GetString()!)];

    public static string? Text(this JsonElement item, string member) => item.GetProperty(member).GetString();

    public static decimal? Decimal(this JsonElement item, string member) =>
        item.GetProperty(member) is { ValueKind: JsonValueKind.Number } number ? number.GetDecimal() : null;

    /// <summary>A member that is an object; null where it is null.</summary>
    public static JsonElement? Inner(this JsonElement item, string member) =>
        item.GetProperty(member) is { ValueKind: JsonValueKind.Object } inner ? inner : null;

    /// <summary>The slug of a reference; null where there is none.</summary>
    public static string? Slug(this JsonElement item, string member) => item.Inner(member)?.GetProperty("slug").GetString();

    /// <summary>All events of the window of a diff.</summary>
    public static async Task<List<JsonElement>> AllEventsAsync(this LedgerApp app, string path, int limit) =>
        (await app.AllPagesAsync(path.Replace("/api/v1/diffs?", "/api/v1/events?", StringComparison.Ordinal), limit)).Items;

    /// <summary>All items of a list, page by page, and how many pages there were.</summary>
    public static async Task<(List<JsonElement> Items, int Pages)> AllPagesAsync(this LedgerApp app, string path, int limit)
    {
        List<JsonElement> items = [];
        var pages = 0;
        string? cursor = null;
        do
        {
            var page = await app.GetAsync(
                $"{path}{(path.Contains('?') ? "&" : "?")}limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}"
            );
            page.Items().Count().ShouldBeLessThanOrEqualTo(limit);
            items.AddRange(page.Items());
            cursor = page.GetProperty("nextCursor").GetString();
            pages++;
        } while (cursor is not null);

        return (items, pages);
    }
}
