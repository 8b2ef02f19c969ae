using System.Text.Json;

namespace PeaceTalks.ApiTests.Revisions;

/// <summary>One change, as the pages of the history or the stream have it.</summary>
public sealed record SeenChange(long Revision, int Place, JsonElement Json)
{
    public string Key => $"{Revision}.{Place}";

    public static SeenChange Of(long revision, JsonElement change) => new(revision, change.GetProperty("place").GetInt32(), change.Clone());
}

public static class ChangeFeed
{
    public static IEnumerable<SeenChange> Changes(this JsonElement page) =>
        from revision in page.Items()
        from change in revision.GetProperty("changes").EnumerateArray()
        select SeenChange.Of(revision.GetProperty("number").GetInt64(), change);

    /// <summary>All changes after a cursor, page by page until the cursor stays where it is.</summary>
    public static async Task<List<SeenChange>> AllChangesAsync(this LedgerApp app, string after, int limit)
    {
        List<SeenChange> seen = [];
        while (true)
        {
            var page = await app.GetAsync($"/api/v1/revisions?after={after}&limit={limit}");
            var changes = page.Changes().ToList();
            changes.Count.ShouldBeLessThanOrEqualTo(limit);
            seen.AddRange(changes);
            if (page.Text("nextAfter") == after)
            {
                changes.ShouldBeEmpty();
                return seen;
            }

            after = page.Text("nextAfter")!;
        }
    }
}
