using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using PeaceTalks.Api.Datasets;

namespace PeaceTalks.ApiTests.Datasets;

/// <summary>The shipped data set as a later release might code it: a copy of its files, with changes.</summary>
public sealed class ChangedDataset
{
    public const string Name = "russia-ukraine-2025";

    /// <summary>Says something else than in the release, on the same track.</summary>
    public const string RewordedPosition = "12bba573-87ae-4056-b3fc-c91651ee2f41";

    /// <summary>Has another figure.</summary>
    public const string MovedPosition = "cb516eb0-3369-49e1-a58f-f34b88db29d6";

    /// <summary>Is in the files no longer.</summary>
    public const string GonePosition = "edd3eabe-c2b4-403c-b95a-aa124290dc2f";

    /// <summary>Is a remark now, under the same id.</summary>
    public const string RecodedPosition = "74b6b5bf-ee8d-42ba-abc7-6bf1ac4a564c";

    public const string NewPosition = "77777777-0000-4000-8000-000000000001";
    public const string ChangedMilestone = "247e259f-0c12-4805-afaf-df851d86d40a";
    public const string GoneMilestone = "c074e2a3-11ae-4bd6-8c1c-3ff5519aa45b";
    public const string ChangedRemark = "27fe062c-bd86-452b-a88a-da5b04b562cb";
    public const string GoneRemark = "f9fa99c1-92bb-4eee-a3df-26b7c678d3fb";

    private readonly string folder = RunFolder.New();

    public ChangedDataset()
    {
        var release = DatasetFolder.OfRelease.Location;
        foreach (var file in Directory.EnumerateFiles(release, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(release, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>With a change of every kind.</summary>
    public static ChangedDataset OfEveryKind()
    {
        var changed = new ChangedDataset();
        changed.EditReference(reference =>
        {
            Item(reference, "parties", "slug", "ukraine")["aliases"]!
                .AsArray()
                .Add(JsonNode.Parse("""{"name": "Ukraina", "language": "pl"}"""));
            reference["parties"]!.AsArray().Add(JsonNode.Parse("""{"slug": "poland", "name": "Poland", "kind": "STATE"}"""));
        });
        changed.EditArticles(article =>
        {
            Change(article, "positions", RewordedPosition, x => x["summary"] = "Ukraine's sovereignty comes first.");
            Change(article, "positions", MovedPosition, x => x["stance"] = "OPEN");
            Change(article, "milestones", ChangedMilestone, x => x["step"] = "NARROWED");
            Change(article, "remarks", ChangedRemark, x => x["text"] = "Headline.");
            Remove(article, "positions", GonePosition);
            Remove(article, "milestones", GoneMilestone);
            Remove(article, "remarks", GoneRemark);
            if (Remove(article, "positions", RecodedPosition))
            {
                article["remarks"]!
                    .AsArray()
                    .Add(
                        JsonNode.Parse(
                            $$"""{"id": "{{RecodedPosition}}", "paragraph": 22, "kind": "MOOD", "text": "Said of Ukraine's aims."}"""
                        )
                    );
                article["positions"]!
                    .AsArray()
                    .Add(
                        JsonNode.Parse(
                            $$"""
                            {"id": "{{NewPosition}}", "party": "poland", "proposal": "ceasefire", "stance": "SUPPORTS",
                             "summary": "Poland is for a ceasefire.", "mode": "OUTLET", "paragraph": 4}
                            """
                        )
                    );
            }
        });
        return changed;
    }

    /// <summary>The service with these files, on the database of the app.</summary>
    public WebApplicationFactory<Program> StartOn(LedgerApp app, params (string Name, string Value)[] settings) =>
        With(app.Start(settings));

    public WebApplicationFactory<Program> With(WebApplicationFactory<Program> service) =>
        service.WithWebHostBuilder(host => host.ConfigureTestServices(services => services.AddSingleton(new DatasetFolder(folder))));

    public void EditReference(Action<JsonNode> edit) => Edit(Path.Combine(folder, Name, "reference.json"), edit);

    public void EditArticles(Action<JsonNode> edit)
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, Name, "articles")))
        {
            Edit(file, edit);
        }
    }

    public static void Change(JsonNode article, string list, string id, Action<JsonNode> change)
    {
        if (article[list]!.AsArray().SingleOrDefault(x => (string?)x!["id"] == id) is { } item)
        {
            change(item);
        }
    }

    public static bool Remove(JsonNode article, string list, string id) =>
        article[list]!.AsArray() is var items && items.SingleOrDefault(x => (string?)x!["id"] == id) is { } item && items.Remove(item);

    private static JsonNode Item(JsonNode file, string list, string member, string value) =>
        file[list]!.AsArray().Single(x => (string?)x![member] == value)!;

    private static void Edit(string file, Action<JsonNode> edit)
    {
        var node = JsonNode.Parse(File.ReadAllText(file))!;
        edit(node);
        File.WriteAllText(file, node.ToJsonString());
    }
}
