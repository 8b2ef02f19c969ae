using System.Text.Json;
using Npgsql;
using PeaceTalks.ApiTests.Revisions;

namespace PeaceTalks.ApiTests.Durability;

/// <summary>A record or party that has the text of a write.</summary>
public sealed record HeldWrite(string Text, string Id, long Revision);

/// <param name="ChangeCount">What it says itself.</param>
/// <param name="Subjects">What its list of changes names.</param>
public sealed record HeldRevision(long Number, DateTimeOffset At, int ChangeCount, IReadOnlyList<string> Subjects);

/// <summary>What a ledger has of the writes of a test, and its whole history.</summary>
/// <param name="Head">As the ledger says it.</param>
public sealed record Holdings(IReadOnlyList<HeldWrite> Writes, IReadOnlyList<HeldRevision> Revisions, long Head)
{
    private const string WritesQuery = $"""
        SELECT summary, id::text, recorded_in FROM position WHERE summary LIKE '{Write.Mark}%'
        UNION ALL SELECT text, id::text, recorded_in FROM remark WHERE text LIKE '{Write.Mark}%'
        UNION ALL SELECT name, slug, recorded_in FROM party_version WHERE name LIKE '{Write.Mark}%'
        """;

    /// <param name="address">Of a service, which tells the history.</param>
    /// <param name="connectionString">To its database, which tells the records.</param>
    public static async Task<Holdings> ReadAsync(Uri address, string connectionString, CancellationToken end)
    {
        var (revisions, head) = await RevisionsAsync(address, end);
        return new Holdings(await WritesAsync(connectionString, end), revisions, head);
    }

    /// <summary>
    /// All that is wrong, in words; nothing where each of the acknowledged is there once, and nothing else is, in a whole history.
    /// </summary>
    public IEnumerable<string> FaultsAgainst(IReadOnlyCollection<Acknowledged> acknowledged)
    {
        var held = Writes.ToLookup(x => x.Text);
        var sent = acknowledged.Select(x => x.Write.Text).ToHashSet();
        var changes = Revisions.SelectMany(x => x.Subjects.Select(subject => (x.Number, subject))).ToHashSet();
        return
        [
            .. acknowledged
                .Where(x => !held[x.Write.Text].Contains(new(x.Write.Text, x.Id, x.Revision)))
                .Select(x => $"lost: {x.Write.Text} of revision {x.Revision}"),
            .. held.Where(x => x.Count() > 1).Select(x => $"doubled: {x.Key}, {x.Count()} times"),
            .. held.Where(x => !sent.Contains(x.Key)).Select(x => $"unknown: {x.Key}"),
            .. acknowledged.GroupBy(x => x.Revision).Where(x => x.Count() > 1).Select(x => $"answered twice: revision {x.Key}"),
            .. Revisions.Where((x, i) => x.Number != i + 1).Take(1).Select(x => $"hole: before revision {x.Number}"),
            .. Revisions[^1].Number == Head ? (string[])[] : [$"the head is {Head}, the last revision {Revisions[^1].Number}"],
            .. Revisions
                .Zip(Revisions.Skip(1))
                .Where(x => x.First.At > x.Second.At)
                .Select(x => $"earlier than the one before: revision {x.Second.Number}"),
            .. Revisions.Where(x => x.ChangeCount < 1 || x.ChangeCount != x.Subjects.Count).Select(x => $"incomplete: revision {x.Number}"),
            .. Writes
                .Where(x => !changes.Contains((x.Revision, x.Id)))
                .Select(x => $"not in the history: {x.Text} of revision {x.Revision}"),
        ];
    }

    private static async Task<List<HeldWrite>> WritesAsync(string connectionString, CancellationToken end)
    {
        List<HeldWrite> writes = [];
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(end);
        await using var query = new NpgsqlCommand(WritesQuery, connection);
        await using var rows = await query.ExecuteReaderAsync(end);
        while (await rows.ReadAsync(end))
        {
            writes.Add(new HeldWrite(rows.GetString(0), rows.GetString(1), rows.GetInt64(2)));
        }

        return writes;
    }

    private static async Task<(List<HeldRevision> Revisions, long Head)> RevisionsAsync(Uri address, CancellationToken end)
    {
        using var http = new HttpClient { BaseAddress = address };
        List<(JsonElement Revision, SeenChange Change)> seen = [];
        for (string after = "0", next; ; after = next)
        {
            var page = JsonSerializer.Deserialize<JsonElement>(await PageAsync(http, after, end));
            seen.AddRange(
                from revision in page.Items()
                from change in revision.GetProperty("changes").EnumerateArray()
                select (revision, SeenChange.Of(revision.GetProperty("number").GetInt64(), change))
            );
            next = page.Text("nextAfter")!;
            if (next == after)
            {
                return ([.. seen.GroupBy(x => x.Change.Revision).Select(x => Held([.. x]))], page.GetProperty("head").GetInt64());
            }
        }
    }

    private static HeldRevision Held(List<(JsonElement Revision, SeenChange Change)> changes)
    {
        var (revision, first) = changes[0];
        var inPlace = changes.Where((x, i) => x.Change.Place == i + 1).Select(x => x.Change.Json.Text("subject")!);
        return new HeldRevision(
            first.Revision,
            revision.GetProperty("at").GetDateTimeOffset(),
            revision.GetProperty("changeCount").GetInt32(),
            [.. inPlace]
        );
    }

    /// <summary>Asks again where the database was killed a moment ago.</summary>
    private static async Task<string> PageAsync(HttpClient http, string after, CancellationToken end)
    {
        while (true)
        {
            using var answer = await http.GetAsync($"/api/v1/revisions?after={after}&limit=500", end);
            if ((int)answer.StatusCode != 503)
            {
                return await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync(end);
            }

            await Task.Delay(100, end);
        }
    }
}
