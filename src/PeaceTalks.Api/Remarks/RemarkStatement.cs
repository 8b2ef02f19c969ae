using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Records;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Remarks;

/// <summary>Whose mood or words a remark tells, and in which article, with defaults filled in.</summary>
/// <param name="Derived">The JSON names of the members that were filled in.</param>
public sealed record RemarkStatement(string Article, string? Party, string? Speaker, AssertionMode? Mode, IReadOnlyList<string> Derived)
{
    /// <summary>
    /// Fills in defaults and checks the remark against the reference data. It does no I/O. A speaker speaks for a party if a mandate may
    /// have been in force on the day on which the article was published.
    /// </summary>
    /// <param name="pointer">The place of the input in the body.</param>
    /// <param name="article">The article that the write is about, for input that names none.</param>
    /// <param name="articles">The named articles that exist.</param>
    /// <param name="findings">Receives everything that is wrong. The method then returns null.</param>
    public static RemarkStatement? FromInput(
        RemarkInput input,
        string pointer,
        string? article,
        ReferenceSnapshot snapshot,
        IReadOnlyDictionary<string, CitableArticle> articles,
        StatementFindings findings
    )
    {
        var before = findings.Count;
        if ((input.Article ?? article) is not { } own)
        {
            findings.Add(pointer.At("article"), "is missing; every remark needs its article");
            return null;
        }

        Statement.CheckCitation(new CitationInput(own, input.Paragraph), pointer, articles, findings);
        List<string> derived = [];
        var party = input.Party;
        if (input.Speaker is { } speaker && articles.TryGetValue(own, out var published))
        {
            party = Statement.PartyOf(speaker, party, published.PublishedOn, pointer, "party", snapshot, findings);
            if (input.Party is null)
            {
                derived.Add("party");
            }
        }
        else if (party is not null && !snapshot.Parties.Has(party))
        {
            findings.AddUnknown(snapshot, new SlugReference(pointer.At("party"), Noun.Party, party));
        }

        var mode = input.Mode;
        if (mode is null && party is not null)
        {
            mode = input.Speaker is null ? AssertionMode.Outlet : AssertionMode.Paraphrase;
            derived.Add("mode");
        }

        return findings.Count == before ? new RemarkStatement(own, party, input.Speaker, mode, derived) : null;
    }
}
