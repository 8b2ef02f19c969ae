namespace PeaceTalks.Api.OpenApi;

/// <summary>The text at the top of the page. Its questions and answers are about the shipped data, and a test checks them.</summary>
internal static class FrontPage
{
    public const string Description = """
        PeaceTalks is a ledger of peace talks. It records who holds what position on what, since when, according to whom,
        and what was known when. Every answer leads you to articles and paragraphs.

        * **Ask** as an analyst: start with the five questions below, then explore the group *Ask*. Every operation is filled in
          with an example that gives an answer.
        * **Look around** without a question: the [explorer](/explore) shows the matrix on any day, timelines and changes.
        * **Record** as a coder: choose *Authorize* and enter a key, then use the group *Record*. `dryRun` is already set,
          so trying writes nothing.
        * **Build on it** as a developer: this page is made from an [OpenAPI 3.1 document](/openapi/v1.json). The service
          reads your input strictly, and its errors say what would be right. Every GET also answers HEAD, with the same
          status and headers and without a body, so the document does not list it.

        ### Five questions, and what the ledger answers

        1. [Who held what on Donbas in mid-December 2025?](/api/v1/held-positions?issue=donbas-territory&includeSubIssues=true&asOf=2025-12-15)
           Russia insisted on getting it, and Ukraine refused to cede it. Both American positions are known only through Ukraine.
        2. [Who moved in January 2026?](/api/v1/diffs?from=2025-12-31&to=2026-01-31&change=MOVED)
           Russia, from ready to end the war, as Trump believed, to sceptical. And Ukraine: the mutual pull-back in Donetsk
           went from the same distance as Russia's to at most 40 km, still only if Russia does the same.
        3. [What do others say that the United States wants?](/api/v1/held-positions?party=united-states&attribution=OTHER_PARTY&asOf=2026-01-31)
           Eight things: seven according to Ukraine, and one according to France.
        4. [Who keeps silent, and on what?](/api/v1/held-positions?stance=UNDISCLOSED&stance=DECLINED&stance=NO_RESPONSE&asOf=2026-01-31)
           Russia, on the prospects of an agreement and on proposals of its own; the United States, on another meeting
           of Zelensky and Trump.
        5. [Is a single question left, as Witkoff said in Davos?](/api/v1/milestones?article=unnamed-2026-01-davos-talks-on-territory&step=NARROWED&step=UNRESOLVED&asOf=2026-01-31)
           The article that reports this leaves control of the Zaporizhzhia plant open too, besides land and Donbas.
        """;
}
