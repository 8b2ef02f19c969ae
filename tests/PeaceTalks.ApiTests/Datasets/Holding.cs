using System.Text.Json;
using System.Text.Json.Nodes;

namespace PeaceTalks.ApiTests.Datasets;

/// <summary>What a ledger holds, to be compared with what another ledger holds.</summary>
public static class Holding
{
    /// <summary>
    /// An answer without what differs between two ledgers that hold the same: ids, revisions, and the order of recording.
    /// </summary>
    public static string Text(JsonElement answer)
    {
        var node = JsonNode.Parse(answer.GetRawText())!;
        Strip(node);
        return node is JsonObject page && page["items"] is JsonArray items
            ? string.Join('\n', items.Select(x => x!.ToJsonString()).Order(StringComparer.Ordinal))
            : node.ToJsonString();
    }

    private static void Strip(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Strip(item);
            }
        }
        else if (node is JsonObject members)
        {
            foreach (
                var member in (string[])
                    [
                        "id",
                        "position",
                        "recordedIn",
                        "supersededIn",
                        "corrects",
                        "knownAt",
                        "links",
                        "epoch",
                        "version",
                        "revision",
                        "place",
                    ]
            )
            {
                members.Remove(member);
            }

            foreach (var (_, inner) in members)
            {
                Strip(inner);
            }
        }
    }
}
