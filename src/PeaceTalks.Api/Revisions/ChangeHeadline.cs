using System.Text.Json;
using System.Text.Json.Nodes;
using PeaceTalks.Api.HeldPositions;
using PeaceTalks.Api.Http.Json;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Remarks;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Revisions;

/// <summary>The one-line summary of what happened to reference data or a remark. The same input always gives the same line.</summary>
public static class ChangeHeadline
{
    private const int MostCharacters = 100;

    /// <summary>The members that change with every edit.</summary>
    private static readonly string[] Always = ["version", "recordedIn"];

    /// <summary><c>issue 'donbas-territory' edited: name: Donbas -> Donbas territory; aliases: +Donbass, en</c></summary>
    /// <param name="before">The contract as it was before. Null if there was none.</param>
    /// <param name="after">The contract as it is now. Null if it was retracted.</param>
    public static string ForChange(LedgerChange change, object? before, object? after)
    {
        var told = change.Action == ChangeAction.Edited ? Differences(Members(before), Members(after)) : Summary(after ?? before!);
        var subject = change.Noun == Noun.Remark ? "" : $" '{change.Subject}'";
        return $"{change.Noun.Word()}{subject} {EnumNames.NameOf(change.Action).ToLowerInvariant()}: {told}".OnOneLine();
    }

    private static string Summary(object added) =>
        added is RemarkContract remark
            ? $"{EnumNames.NameOf(remark.Kind)}{Whose(remark)}: {Cut(remark.Text)} "
                + $"(paragraph {remark.Paragraph} of {remark.Article.Outlet ?? "unnamed outlet"}, \"{Cut(remark.Article.Title)}\")"
            : Words(Members(added));

    /// <summary><c>, United States (Steve Witkoff)</c></summary>
    private static string Whose(RemarkContract remark) =>
        remark.Party is null ? "" : $", {remark.Party.Name}{(remark.Speaker is null ? "" : $" ({remark.Speaker.Name})")}";

    private static string Differences(JsonObject before, JsonObject after) =>
        string.Join(
            "; ",
            from member in after
            where !Always.Contains(member.Key) && !JsonNode.DeepEquals(before[member.Key], member.Value)
            select $"{Headline.Words(member.Key)}: {Difference(before[member.Key], member.Value)}"
        );

    private static string Difference(JsonNode? before, JsonNode? after)
    {
        if (before is not JsonArray gone || after is not JsonArray come)
        {
            return $"{Words(before)} -> {Words(after)}";
        }

        var differences = Without(come, gone).Select(x => $"+{Words(x)}").Concat(Without(gone, come).Select(x => $"-{Words(x)}")).ToList();
        return differences.Count > 0 ? string.Join(", ", differences) : "in another order";
    }

    private static IEnumerable<JsonNode?> Without(JsonArray these, JsonArray those) =>
        these.Where(x => !those.Any(other => JsonNode.DeepEquals(x, other)));

    /// <summary>The name, if the value has one. Otherwise everything that it says.</summary>
    private static string Words(JsonNode? value) =>
        value switch
        {
            null => "none",
            JsonObject item when (item["edtf"] ?? (item.ContainsKey("slug") ? item["name"] ?? item["title"] : null)) is { } name => Words(
                name
            ),
            JsonObject item => string.Join(", ", item.Select(x => x.Value).OfType<JsonNode>().Select(Words)),
            JsonArray list => string.Join(", ", list.Select(Words)),
            _ => Cut(value.ToString()),
        };

    private static string Cut(string text)
    {
        if (text.Length <= MostCharacters)
        {
            return text;
        }

        return $"{text[..(char.IsHighSurrogate(text[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)]}...";
    }

    private static JsonObject Members(object? contract) => JsonSerializer.SerializeToNode(contract, JsonConventions.Options)!.AsObject();
}
