using PeaceTalks.Api.Articles;
using PeaceTalks.Api.Dates;
using PeaceTalks.Api.Ledger;
using PeaceTalks.Api.Ledger.ReferenceData;
using PeaceTalks.Api.Parties;
using PeaceTalks.Api.Speakers;
using PeaceTalks.Api.Texts;

namespace PeaceTalks.Api.Records;

/// <summary>A statement with its defaults filled in.</summary>
/// <param name="Derived">The JSON names of the members that were filled in.</param>
public sealed record Statement(
    DateBounds Day,
    string? AssertedBy,
    string? Speaker,
    AssertionMode Mode,
    IReadOnlyList<CitationInput> Citations,
    IReadOnlyList<string> Derived
)
{
    /// <summary>
    /// The statement with the further citations of the record that it corrects, except for a place that it cites itself. The first one is
    /// not further: the input's own place replaces it.
    /// </summary>
    public Statement WithFurtherCitationsOf(Record corrected)
    {
        CitationInput[] kept =
        [
            .. corrected
                .CitationsInOrder()
                .Skip(1)
                .Where(x => !Citations.Any(own => (own.Article, own.Paragraph) == (x.Article, x.Paragraph)))
                .Select(x => new CitationInput(x.Article, x.Paragraph, x.Quote)),
        ];
        return this with { Citations = [.. Citations, .. kept] };
    }

    /// <summary>Fills in defaults and checks the statement against the reference data. It does no I/O.</summary>
    /// <param name="pointer">The place of the input in the body.</param>
    /// <param name="day">The name of the member that gives the day.</param>
    /// <param name="article">The article that the write is about, for input that names none.</param>
    /// <param name="articles">The named articles that exist.</param>
    /// <param name="findings">Receives everything that is wrong. The method then returns null.</param>
    public static Statement? FromInput(
        IStatementInput input,
        string pointer,
        string day,
        string? article,
        ReferenceSnapshot snapshot,
        IReadOnlyDictionary<string, CitableArticle> articles,
        StatementFindings findings
    )
    {
        var before = findings.Count;
        if ((input.Article ?? article) is not { } own)
        {
            findings.Add(pointer.At("article"), "is missing; every record needs the article that reports it");
            return null;
        }

        CitationInput[] citations = [new(own, input.Paragraph, input.Quote), .. input.Citations ?? []];
        for (var i = 0; i < citations.Length; i++)
        {
            CheckCitation(citations[i], i == 0 ? pointer : pointer.At("citations").At(i - 1), articles, findings);
        }

        if (citations.DistinctBy(x => (x.Article, x.Paragraph)).Count() < citations.Length)
        {
            findings.Add(pointer.At("citations"), "cites the same paragraph twice");
        }

        List<string> derived = [];
        var bounds = input.Day;
        if (bounds is null && articles.TryGetValue(own, out var published))
        {
            bounds = new DateBounds(published.PublishedOn.Earliest, published.PublishedOn.Latest, DateBasis.Publication);
            derived.Add(day);
        }

        var assertedBy = input.AssertedBy;
        if (input.Speaker is { } speaker && bounds is not null)
        {
            assertedBy = PartyOf(speaker, assertedBy, bounds, pointer, "assertedBy", snapshot, findings);
            if (input.AssertedBy is null)
            {
                derived.Add("assertedBy");
            }
        }
        else if (assertedBy is not null && !snapshot.Parties.Has(assertedBy))
        {
            findings.AddUnknown(snapshot, new SlugReference(pointer.At("assertedBy"), Noun.Party, assertedBy));
        }

        var mode =
            input.Mode
            ?? (
                assertedBy is null ? AssertionMode.Outlet
                : input.Quote is not null && input.Speaker is not null ? AssertionMode.DirectQuote
                : AssertionMode.Paraphrase
            );
        if (input.Mode is null)
        {
            derived.Add("mode");
        }

        return findings.Count == before ? new Statement(bounds!, assertedBy, input.Speaker, mode, citations, derived) : null;
    }

    public static void CheckCitation(
        CitationInput citation,
        string pointer,
        IReadOnlyDictionary<string, CitableArticle> articles,
        StatementFindings findings
    )
    {
        if (!articles.TryGetValue(citation.Article, out var article))
        {
            findings.AddUnknownArticle(pointer.At("article"), citation.Article);
        }
        else if (citation.Paragraph > article.Paragraphs)
        {
            findings.Add(
                pointer.At("paragraph"),
                $"'{article.Slug}' has no paragraph {citation.Paragraph}; its last one is {article.Paragraphs}"
            );
        }
    }

    /// <summary>The party for which the speaker spoke on that day. Its mandate may have been in force then.</summary>
    /// <param name="party">The party that the input gives. Null for the one that follows from the mandates.</param>
    /// <param name="pointer">The place of the input in the body.</param>
    /// <param name="member">The name of the member that gives the party.</param>
    /// <param name="findings">Receives what is wrong. The method then returns null.</param>
    public static string? PartyOf(
        string speaker,
        string? party,
        DateBounds day,
        string pointer,
        string member,
        ReferenceSnapshot snapshot,
        StatementFindings findings
    )
    {
        if (snapshot.Speakers.Find(speaker) is not { } known)
        {
            findings.AddUnknown(snapshot, new SlugReference(pointer.At("speaker"), Noun.Speaker, speaker));
            return null;
        }

        var parties = known.Mandates.Where(x => x.MayCover(day)).Select(x => x.Party).Distinct().ToList();
        if (party is null ? parties.Count == 1 : parties.Contains(party))
        {
            return party ?? parties[0];
        }

        if (parties.Count == 0)
        {
            findings.Add(pointer.At("speaker"), $"'{speaker}' has no mandate that covers {day.ToEdtf()}");
        }
        else
        {
            findings.Add(
                pointer.At(member),
                $"'{speaker}' spoke for {string.Join(" and ", parties)} on {day.ToEdtf()}; give "
                    + $"{(parties.Count == 1 ? "that party" : "one of them")}"
            );
        }

        return null;
    }
}
