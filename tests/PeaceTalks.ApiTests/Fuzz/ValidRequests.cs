using System.Globalization;
using PeaceTalks.ApiTests.OpenApi;

namespace PeaceTalks.ApiTests.Fuzz;

/// <summary>Requests as the document has them, with what it says in words: which parameters go together.</summary>
public sealed class ValidRequests(SchemaCheck schemas, World world, Random random)
{
    private readonly GoodValues values = new(schemas, world, random);
    private readonly ValidBodies bodies = new(world, random, new GoodValues(schemas, world, random));

    public Draft Of(Operation operation)
    {
        var draft = new Draft(operation);
        draft.Headers.Add(("Host", "localhost"));
        Fill(draft, "path");
        Fill(draft, "query");
        Fill(draft, "header");
        Agree(draft);
        SetBody(draft);
        SetKey(draft);
        SetAccept(draft);
        if (world.NextPages.GetValueOrDefault(operation.Id) is { } next && random.Chance(.15))
        {
            draft.RawTarget = next;
        }

        return draft;
    }

    private void Fill(Draft draft, string place)
    {
        foreach (var parameter in draft.Operation.Parameters.Where(x => (string)x["in"]! == place))
        {
            var (name, schema, isRequired) = ((string)parameter["name"]!, parameter["schema"]!, (bool?)parameter["required"] == true);
            var isMany = (string?)schema["type"] == "array";
            for (
                var left =
                    isRequired ? 1
                    : random.Chance(.2) ? random.Next(1, isMany ? 4 : 2)
                    : 0;
                left > 0;
                left--
            )
            {
                var value =
                    values.Of(draft.Operation, name, isMany ? schema["items"]! : schema)
                    ?? (isRequired ? parameter["example"]!.ToString() : null);
                Put(draft, place, name, value);
            }
        }
    }

    private static void Put(Draft draft, string place, string name, string? value)
    {
        if (value is null || name is "If-Match")
        {
            return;
        }

        if (place == "path")
        {
            draft.Path[name] = Uri.EscapeDataString(value);
        }
        else if (place == "query")
        {
            draft.Query.Add((name, Uri.EscapeDataString(value)));
        }
        else
        {
            draft.Headers.Add((name, value));
        }
    }

    /// <summary>Makes parameters agree that would contradict each other, or that need each other.</summary>
    private void Agree(Draft draft)
    {
        // A diff has an earlier end, which may be a meeting instead.
        if (draft.Operation.Id is "listDiffs" or "listEvents" or "getDiffSummary" or "listDays" || draft.Query.Any(x => x.Name == "from"))
        {
            AgreeOnAxis(draft);
        }

        InOrder(draft, "statedFrom", "statedTo", values.Day);
        if (draft.Query.Any(x => x.Name == "subject") || draft.Operation.Id == "listRevisions" && random.Chance(.3))
        {
            draft.Query.RemoveAll(x => x.Name is "subject" or "noun");
            draft.Query.AddRange([("noun", "PARTY"), ("subject", values.Existing("parties")!)]);
        }

        // At most revisions before this one, the record had not been written.
        if (draft.Path.ContainsKey("id"))
        {
            draft.Query.RemoveAll(x => x.Name == "knownAt");
        }

        // There are several processes.
        if (draft.Operation.Id == "getIssueTree" && draft.Query.All(x => x.Name != "process"))
        {
            draft.Query.Add(("process", "russia-ukraine-2025"));
        }

        // An issue belongs to a process, and most are of this one.
        if (draft.Operation.Id == "getCoverage" && draft.Query.Any(x => x.Name == "issue"))
        {
            draft.Path["process"] = "russia-ukraine-2025";
        }

        // Only tables take these, and a grid makes its columns itself.
        if (!draft.Query.Contains(("format", "csv")))
        {
            draft.Query.RemoveAll(x => x.Name is "columns" or "layout" or "bom");
        }
        else if (draft.Query.Contains(("layout", "grid")))
        {
            draft.Query.RemoveAll(x => x.Name == "columns");
        }

        if (draft.Query.Any(x => x.Name == "left"))
        {
            draft.Query.RemoveAll(x => x.Name is "left" or "right");
            draft.Query.AddRange([("left", "ukraine"), ("right", random.Of(["russia", "united-states", "france"]))]);
        }
    }

    private void AgreeOnAxis(Draft draft)
    {
        var isRecorded = draft.Query.Contains(("axis", "recorded"));
        draft.Query.RemoveAll(x =>
            x.Name is "from" or "to" or "fromMeeting" or "toMeeting" || (isRecorded ? x.Name is "knownAt" : x.Name is "asOf" or "cause")
        );
        draft.Query.AddRange([("from", ""), ("to", "")]);
        InOrder(
            draft,
            "from",
            "to",
            () => isRecorded ? random.NextInt64(1, world.Head + 1).ToString("d9", CultureInfo.InvariantCulture) : values.Day()
        );
    }

    private static void InOrder(Draft draft, string first, string second, Func<string> value)
    {
        var (from, to) = (draft.Query.FindIndex(x => x.Name == first), draft.Query.FindIndex(x => x.Name == second));
        if (from >= 0 && to >= 0)
        {
            string[] ordered =
            [
                .. new[] { value(), value() }.Order(StringComparer.Ordinal).Select(x => x.Contains('-') ? x : x.TrimStart('0')),
            ];
            (draft.Query[from], draft.Query[to]) = ((first, ordered[0]), (second, ordered[1]));
        }
    }

    private void SetBody(Draft draft)
    {
        if (draft.Operation.BodyExample is null)
        {
            return;
        }

        draft.Body = bodies.Of(draft);
        draft.Set("Content-Type", random.Of(["application/json", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\""]));
    }

    private void SetKey(Draft draft)
    {
        string?[] roles =
            draft.Operation.Group == "Administer" ? ["ADMIN"]
            : draft.Operation.Method == "GET" ? [null, null, "READER", "ANALYST", "ADMIN"]
            : ["ANALYST", "ADMIN"];
        if (random.Of(roles) is { } role)
        {
            draft.Set("Authorization", $"Bearer {world.Secrets[role]}");
        }
    }

    private void SetAccept(Draft draft)
    {
        var forms = draft.Operation.Responses.First(x => x.Key[0] == '2').Value!["content"]!.AsObject().Select(x => x.Key).ToList();
        if (random.Chance(.4) && draft.Query.All(x => x.Name != "format"))
        {
            draft.Set("Accept", random.Of([.. forms, "*/*", $"{forms[^1]};q=0.5, */*;q=0.1"]));
        }

        if (world.Tags.GetValueOrDefault(draft.Target) is { } tag && random.Chance(.5))
        {
            draft.Set("If-None-Match", tag);
        }
    }
}
