using System.Text.Json;
using PeaceTalks.Api.Http.Formats;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.OpenApi;

/// <summary>
/// Descriptions of parameters and members that mean the same everywhere. A parameter or member with a description of its own keeps it.
/// </summary>
internal static class Descriptions
{
    public static readonly IReadOnlyDictionary<string, string> OfParameters = new Dictionary<string, string>
    {
        ["asOf"] = "The answer is as of the end of this day. Defaults to today (UTC).",
        ["knownAt"] =
            "The answer shows what the ledger knew at this revision, names included. Give its number, or an instant, "
            + "which stands for the last revision not after it. A day stands for its end, UTC. Defaults to the newest revision.",
        ["cursor"] = "The `nextCursor` of the previous page, unchanged. Keep the same filters.",
        ["limit"] = "The maximum number of items on a page.",
        ["q"] =
            "Selects what has all of these words in its names and texts. Words, beginnings of words and \"phrases\" are as in `/search`. "
            + "Misspelt words find nothing.",
        ["dryRun"] = "Checks everything and answers as if it had been written, but writes nothing.",
        ["sort"] = "How to sort. Ties are in the order in which they were recorded.",
        ["id"] = "The id of the record.",
        ["slug"] = "The slug of the item.",
        ["number"] = "The number of the revision, from 1.",
    };

    /// <summary>The description of a CSV column: that of the row's member to which it belongs.</summary>
    public static string? OfColumn(Column column, XmlDocs docs)
    {
        if (column.Member is null)
        {
            return column.Meaning;
        }

        var member = JsonNamingPolicy.CamelCase.ConvertName(column.Member.Name);
        return docs.Of(column.Member)
            ?? OfColumns.GetValueOrDefault(member)
            ?? OfMembers.GetValueOrDefault(member)
            ?? (member.EndsWith("Count", StringComparison.Ordinal) ? "The number of items." : null);
    }

    private static readonly IReadOnlyDictionary<string, string> OfColumns = new Dictionary<string, string>
    {
        ["assertedBy"] = "The party that asserted it, which may be an adversary. Empty if no party did.",
        ["attribution"] = "Who asserted it, seen from the holder: SELF, OTHER_PARTY or UNATTRIBUTED.",
        ["citation"] = "The first place that reports it.",
        ["citations"] = "All places that report it.",
        ["description"] = "A description of a sentence or two.",
        ["disclosure"] = "How the text of the proposal is known.",
        ["happenedOn"] = "When it happened.",
        ["kind"] = "The kind of item.",
        ["language"] = "A BCP 47 language tag.",
        ["mode"] = "How the source presents what was asserted.",
        ["process"] = "The process (the set of talks).",
        ["proposal"] = "The proposal. Empty if it is about an issue or the process.",
        ["publishedOn"] = "When it was published.",
        ["score"] = "The score, from -2 (against) to +2 (for). Empty for silence.",
        ["stance"] = "The stance of the party.",
        ["speaker"] = "Who said so. Empty if nobody is named.",
        ["state"] = "HELD, or SILENT if nothing but silence is known.",
        ["statedOn"] = "When it was stated.",
        ["step"] = "The step of a proposal, or the state of an issue or process.",
        ["term1"] = "The first figure.",
        ["term2"] = "The second figure.",
        ["term3"] = "The third figure.",
        ["terms"] = "All figures, in the form that requests take.",
        ["url"] = "Where it was published. Empty if that is not known.",
        ["version"] = "The version, from 1. It grows with each edit.",
    };

    public static readonly IReadOnlyDictionary<string, string> OfMembers = new Dictionary<string, string>
    {
        ["aliases"] = "Other names and spellings.",
        ["author"] = "The name of the key that wrote it.",
        ["authors"] = "The authors' names as the article gives them.",
        ["citations"] = "The articles and paragraphs that report it.",
        ["conditions"] = "The conditions that it depends on.",
        ["id"] = "The id. It never changes.",
        ["issues"] = "The issues that it addresses.",
        ["items"] = "The items, in the order of the list. Empty if nothing matches.",
        ["key"] = "The key that identifies it. Items are compared by key.",
        ["knownAt"] = "The revision that the answer was read at.",
        ["label"] = "The name that the party uses.",
        ["mandates"] = "The parties that the speaker speaks for, in what office, and when.",
        ["meetings"] = "Meetings: who met, when, where and about what.",
        ["milestones"] = "Steps of proposals, and states of issues and processes.",
        ["name"] = "The name in English.",
        ["note"] = "Why, for those who read the history.",
        ["office"] = "The office, such as President or special envoy.",
        ["paragraph"] = "The number of the paragraph in the article, from 1.",
        ["position"] = "The id of the record.",
        ["positions"] = "Positions: who takes which stance on what.",
        ["question"] = "The issue, put as a question.",
        ["quote"] = "The quoted words. Null if there are none.",
        ["recordedIn"] = "The revision that recorded it.",
        ["remarks"] = "Remarks: what is no record, and why.",
        ["slug"] = "Identifies the item in addresses and filters. It never changes.",
        ["speaker"] = "Who said so. Null if nobody is named.",
        ["summary"] = "What it says, in one sentence.",
        ["terms"] = "Figures such as distances, durations and shares.",
        ["text"] = "The wording. It is not compared.",
        ["title"] = "The title as the article gives it. In brackets if the article has none.",
        ["url"] = "Where it was published. Null if that is not known. The address is stored and never fetched.",
    };
}
