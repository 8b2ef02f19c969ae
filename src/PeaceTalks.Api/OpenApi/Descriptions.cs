using System.Text.Json;
using PeaceTalks.Api.Http.Formats;

namespace PeaceTalks.Api.OpenApi;

/// <summary>For parameters and members that mean the same everywhere; one that says something itself keeps it.</summary>
internal static class Descriptions
{
    public static readonly IReadOnlyDictionary<string, string> OfParameters = new Dictionary<string, string>
    {
        ["asOf"] = "The end of this day; today (UTC) when left out.",
        ["knownAt"] =
            "A revision's number, or an instant, which means the last revision not after it: the answer is what was known then, names included. The head when left out.",
        ["cursor"] = "`nextCursor` of the page before, as it stands, with the same filters.",
        ["limit"] = "How many items a page has at most.",
        ["dryRun"] = "Checks all and answers as if written, and writes nothing.",
        ["sort"] = "Ties are in the order in which they were recorded.",
        ["id"] = "The record's id.",
        ["slug"] = "Its slug.",
        ["number"] = "The revision's number, from 1.",
    };

    /// <summary>Of a column of CSV: that of the row's member which it is part of.</summary>
    public static string? OfColumn(Column column, XmlDocs docs)
    {
        var member = JsonNamingPolicy.CamelCase.ConvertName(column.Member.Name);
        return docs.Of(column.Member)
            ?? OfColumns.GetValueOrDefault(member)
            ?? OfMembers.GetValueOrDefault(member)
            ?? (member.EndsWith("Count", StringComparison.Ordinal) ? "How many there are." : null);
    }

    private static readonly IReadOnlyDictionary<string, string> OfColumns = new Dictionary<string, string>
    {
        ["assertedBy"] = "The party that said so, perhaps an adversary; empty where none did.",
        ["attribution"] = "Who asserted it, seen from the holder: SELF, OTHER_PARTY or UNATTRIBUTED.",
        ["citation"] = "The first place where it is reported.",
        ["citations"] = "All places where it is reported.",
        ["description"] = "In a sentence or two.",
        ["disclosure"] = "How it is known.",
        ["happenedOn"] = "When it happened.",
        ["kind"] = "Of what kind.",
        ["language"] = "BCP 47.",
        ["mode"] = "How the source carries what was asserted.",
        ["process"] = "The talks.",
        ["proposal"] = "The proposal; empty where it is about an issue or the process.",
        ["publishedOn"] = "When it was published.",
        ["score"] = "From -2 (against) to +2 (for); empty for silence.",
        ["stance"] = "What the party holds.",
        ["speaker"] = "Who said so; empty where nobody is named.",
        ["state"] = "HELD, or SILENT where there is nothing but silence.",
        ["statedOn"] = "When it was stated.",
        ["step"] = "Which step of a proposal, or which state of an issue or process.",
        ["term1"] = "The first figure.",
        ["term2"] = "The second figure.",
        ["term3"] = "The third figure.",
        ["terms"] = "All figures, as requests take them.",
        ["url"] = "Where it was published; empty where that is not known.",
        ["version"] = "From 1; grows with each edit.",
    };

    public static readonly IReadOnlyDictionary<string, string> OfMembers = new Dictionary<string, string>
    {
        ["aliases"] = "Other names and spellings.",
        ["author"] = "Who wrote it.",
        ["authors"] = "By name, as the article has them.",
        ["citations"] = "Where it is reported: articles and paragraphs.",
        ["conditions"] = "What it depends on.",
        ["id"] = "Never changes.",
        ["issues"] = "The issues that it addresses.",
        ["items"] = "In the list's order; empty where nothing fits.",
        ["key"] = "Which one it is; compared.",
        ["knownAt"] = "The revision that the answer keeps to.",
        ["label"] = "The words that the party uses.",
        ["mandates"] = "For whom it speaks, as what, and when.",
        ["milestones"] = "Steps of proposals, and states of issues and processes.",
        ["name"] = "What it is called, in English.",
        ["note"] = "Why, for those who read the history.",
        ["office"] = "As what: President, special envoy.",
        ["paragraph"] = "Of the article, from 1.",
        ["position"] = "The record's id.",
        ["positions"] = "Who takes which stance on what.",
        ["question"] = "The issue, asked as a question.",
        ["quote"] = "The quoted words; null where there are none.",
        ["recordedIn"] = "The revision that brought it.",
        ["remarks"] = "What is neither a position nor a milestone, and why.",
        ["slug"] = "Identifies it in addresses and filters; never changes.",
        ["speaker"] = "Who said so; null where nobody is named.",
        ["summary"] = "What it says, in a sentence.",
        ["terms"] = "Figures: distances, durations, shares.",
        ["text"] = "The wording; not compared.",
        ["title"] = "As the article has it; in brackets where it has none.",
        ["url"] = "Where it was published; stored, never fetched. Null where that is not known.",
    };
}
