using System.Globalization;
using System.Text.Json.Nodes;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Bodies that are taken: the document's examples and what was written before, varied in what may vary.</summary>
public sealed class ValidBodies(World world, Random random, GoodValues values)
{
    private static readonly string[] MayBeLeftOut =
    [
        "aliases",
        "memberships",
        "participants",
        "labels",
        "url",
        "outlet",
        "terms",
        "authors",
        "remarks",
        "description",
        "expiresAt",
    ];

    private int made;

    /// <summary>Also sets path and headers that belong to the body.</summary>
    public JsonObject Of(Draft draft)
    {
        var body = draft.Operation.BodyExample!.DeepClone().AsObject();
        if (body.ContainsKey("note"))
        {
            body["note"] = values.Sentence(1000);
        }

        if (draft.Method == "PUT")
        {
            SetEdited(draft, body);
        }
        else if (body["item"]?["slug"] is not null)
        {
            var fresh = $"fuzz-{random.Next(1_000_000_000).ToString("d9", CultureInfo.InvariantCulture)}-{++made}";
            body["item"]!["slug"] = fresh;
            body["item"]![body["item"]!["title"] is null ? "name" : "title"] = $"Fuzz {fresh}";
        }
        else if (draft.Operation.Id == "recordCoding")
        {
            draft.Path["slug"] = Example(draft, "slug");
        }

        Vary(body["item"]?.AsObject() ?? body, draft);
        return body;
    }

    /// <summary>The item that the example edits, or one that was written since, with the version that it has.</summary>
    private void SetEdited(Draft draft, JsonObject body)
    {
        var collection = draft.Operation.Path.Replace("{slug}", "");
        var known = world.Items.Where(x => x.Key.StartsWith(collection, StringComparison.Ordinal)).ToList();
        if (known.Count > 0 && random.Chance(.7))
        {
            var (path, (item, version)) = random.Of(known);
            draft.Path["slug"] = path[collection.Length..];
            draft.Set("If-Match", version);
            body["item"] = item.DeepClone();
            return;
        }

        draft.Path["slug"] = Example(draft, "slug");
        draft.Set("If-Match", world.Items.TryGetValue($"{collection}{draft.Path["slug"]}", out var edited) ? edited.ETag : "\"1\"");
    }

    private void Vary(JsonObject item, Draft draft)
    {
        foreach (var name in MayBeLeftOut.Where(x => item.ContainsKey(x) && random.Chance(.3)))
        {
            // Some are required where they stand.
            if (name != "description" || draft.Operation.Path.Contains("/issues", StringComparison.Ordinal))
            {
                item.Remove(name);
            }
        }

        foreach (var text in new[] { "summary", "text", "question", "description" }.Where(x => item[x] is JsonValue && random.Chance(.7)))
        {
            item[text] = values.Sentence(200);
        }

        if (draft.Operation.Path.EndsWith("/citations", StringComparison.Ordinal))
        {
            // Of the example's article, each once for a record.
            item["paragraph"] = random.Next(1, 21);
        }

        if (item.ContainsKey("stance") && random.Chance(.6))
        {
            item["stance"] = random.Of(["SUPPORTS", "OPEN", "NEUTRAL", "SCEPTICAL", "OPPOSES", "UNDISCLOSED"]);
            item["party"] = values.Existing("parties");
            item["proposal"] = random.Chance(.5) ? "mutual-pullback-donetsk" : values.Existing("proposals");
            item.Remove("conditions");
            if ((string?)item["stance"] == "UNDISCLOSED")
            {
                item.Remove("terms");
            }
        }

        if (item.ContainsKey("role") && item.ContainsKey("name"))
        {
            item["name"] = values.Sentence(100) + $" {random.Next()}";
            item["role"] = random.Of(["READER", "ANALYST", "ADMIN"]);
        }
    }

    private static string Example(Draft draft, string parameter) =>
        (string)draft.Operation.Parameters.First(x => (string?)x["name"] == parameter)["example"]!;
}
