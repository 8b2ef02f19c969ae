using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>What there is to ask for and to change: of the ledger's lists at first, later also what answers tell.</summary>
public sealed class World
{
    private static readonly string[] Nouns =
    [
        "processes",
        "parties",
        "speakers",
        "issues",
        "proposals",
        "articles",
        "positions",
        "milestones",
        "meetings",
        "remarks",
    ];

    /// <summary>The states of meetings in force, which are corrected, retracted and cited by ids of their own.</summary>
    public const string States = "states of meetings";

    /// <summary>Slugs or ids, by noun.</summary>
    private readonly Dictionary<string, List<string>> things = [];

    private World() { }

    public long Head { get; private set; }

    /// <summary>An instant at which all was there that the lists had. Later ones may come to mean another revision.</summary>
    public string Beginning { get; } = DateTimeOffset.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>By role.</summary>
    public Dictionary<string, string> Secrets { get; } = [];

    /// <summary>By address: the item as it was last sent, and its version.</summary>
    public Dictionary<string, (JsonNode Item, string ETag)> Items { get; } = [];

    /// <summary>By operation: the address of the page after one that was read.</summary>
    public Dictionary<string, string> NextPages { get; } = [];

    /// <summary>By address.</summary>
    public Dictionary<string, string> Tags { get; } = [];

    public static async Task<World> OfAsync(LedgerApp app)
    {
        await MeetAsync(app);
        var world = new World { Head = await app.HeadAsync() };
        foreach (var noun in Nouns)
        {
            var list = await app.GetAsync($"/api/v1/{noun}?limit=200");
            var names = list.GetProperty("items")
                .EnumerateArray()
                .Select(x => x.TryGetProperty("slug", out var slug) ? slug : x.GetProperty("id"));
            world.things[noun] = [.. names.Select(x => x.GetString()!)];
            if (noun == "meetings")
            {
                var states = list.Items().SelectMany(x => x.GetProperty("states").EnumerateArray());
                world.things[States] = [.. states.Select(x => x.Text("id")!)];
            }
        }

        foreach (var role in (string[])["READER", "ANALYST", "ADMIN"])
        {
            world.Secrets[role] = await app.KeyAsync(role);
        }

        // The keys that requests are sent with are not among those that may be revoked. There are enough of these for some to be left.
        world.things["keys"] = [];
        for (var i = 0; i < 20; i++)
        {
            var key = await app.SendAsync(
                HttpMethod.Post,
                "/api/v1/keys",
                new { name = $"To be revoked {Guid.NewGuid()}", role = "READER" }
            );
            world.things["keys"].Add(key.Expect(201).GetProperty("key").GetProperty("id").GetString()!);
        }

        return world;
    }

    /// <summary>Records more meetings than there are, so that not all of them are soon corrected or retracted.</summary>
    private static async Task MeetAsync(LedgerApp app)
    {
        const string Article = "reuters-2026-01-07-zelenskiy-seeks-trump-meeting";
        var meetings = Enumerable
            .Range(1, 40)
            .Select(i => new
            {
                process = "russia-ukraine-2025",
                name = $"Round {i}",
                kind = "TALKS",
                state = "HELD",
                summary = $"Round {i} of the talks",
                heldOn = new { edtf = "2026-01-06", basis = "STATED" },
                participants = new[] { new { party = "ukraine" }, new { party = "united-states" } },
                paragraph = 19,
            });
        (await app.PostAsync($"/api/v1/articles/{Article}/coding", new { meetings })).Expect(201);
    }

    public IReadOnlyList<string> All(string noun) => things[noun];

    /// <summary>Takes over what has come to be, and gone, by a request that succeeded.</summary>
    public void Learn(Draft sent, RawAnswer answer)
    {
        var path = sent.Target.Split('?')[0];
        if (answer.Status == 412 && sent.Intent == Intent.Valid && JsonNode.Parse(answer.Body)!["currentVersion"] is { } current)
        {
            Items[path] = (sent.Body!["item"]!.DeepClone(), $"\"{current}\"");
        }

        if (answer.Status is not (200 or 201) || sent.Method == "HEAD" || sent.RawRequest is not null || sent.RawTarget is not null)
        {
            return;
        }

        if (sent.Method == "GET")
        {
            LearnRead(sent, answer);
        }
        else if (!sent.Query.Contains(("dryRun", "true")))
        {
            LearnWritten(sent, path, answer);
        }
    }

    /// <summary>Takes over the states of a meeting that was written.</summary>
    private void LearnStates(JsonElement meeting)
    {
        List<string> Ids(string list) => [.. meeting.GetProperty(list).EnumerateArray().Select(x => x.Text("id")!)];

        things[States] = [.. things[States].Except(Ids("superseded")).Union(Ids("states"))];
        things["meetings"].Remove(meeting.Text("id")!);
        if (Ids("states").Count > 0)
        {
            things["meetings"].Add(meeting.Text("id")!);
        }
    }

    private void LearnRead(Draft sent, RawAnswer answer)
    {
        if (answer.Header("ETag") is { } tag && sent.Operation.Parameters.Any(x => (string?)x["name"] == "If-None-Match"))
        {
            Tags[sent.Target] = tag;
        }

        // The pages of what is very long are read elsewhere.
        if (
            answer.MediaType == "application/json"
            && answer.Body.Length < 300_000
            && (string?)JsonNode.Parse(answer.Body)!["nextCursor"] is { } cursor
        )
        {
            var others = sent.Query.Where(x => x.Name != "cursor").Append(("cursor", Uri.EscapeDataString(cursor)));
            NextPages[sent.Operation.Id] = $"{sent.Target.Split('?')[0]}?{string.Join('&', others.Select(x => $"{x.Item1}={x.Item2}"))}";
        }
    }

    private void LearnWritten(Draft sent, string path, RawAnswer answer)
    {
        using var json = JsonDocument.Parse(answer.Body);
        Head =
            json.RootElement.TryGetProperty("revision", out var revision) && revision.ValueKind == JsonValueKind.Number
                ? Math.Max(Head, revision.GetInt64())
                : Head;
        var noun = path.Split('/')[3];
        var id = sent.Path.GetValueOrDefault("id");
        if (noun == "meetings")
        {
            LearnStates(json.RootElement.GetProperty("item"));
            return;
        }

        if (sent.Operation.Id == "renewEpoch")
        {
            NextPages.Clear();
        }
        else if (id is not null && path.Split('/')[^1] is "correction" or "retraction" or "revocation")
        {
            things[noun].Remove(id);
        }

        if (answer.Status == 201 && answer.Header("Location") is { } location && path.Split('/')[^1] is not ("citations" or "coding"))
        {
            things[noun].Add(location.Split('/')[^1]);
        }

        if (answer.Header("ETag") is { } version && sent.Body?["item"] is { } item)
        {
            Items[sent.Method == "PUT" ? path : answer.Header("Location")!] = (item.DeepClone(), version);
        }
    }
}
