namespace PeaceTalks.Benchmarks.Rivals;

/// <summary>
/// What a user of PostGraphile would add: functions in SQL for what conditions on tables cannot express, and the queries in GraphQL. They
/// give the records with their names and citations. They give no headlines, alternatives, evidence, counts, cursors or links.
/// </summary>
internal static class GraphSchema
{
    public const string Name = "graph";

    public const string Sql = $"""
        DROP SCHEMA IF EXISTS {Name} CASCADE;
        CREATE SCHEMA {Name};
        CREATE FUNCTION {Name}.held(parties text[], targets text[], as_of date) RETURNS SETOF public.position STABLE LANGUAGE sql AS $$
            SELECT h.* FROM public.track t CROSS JOIN LATERAL (
                SELECT p.* FROM public.position p
                WHERE p.track_id = t.id AND p.in_force_from <= as_of AND p.latest <= as_of AND p.superseded_in IS NULL
                ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) h
            WHERE t.party = ANY(parties) AND (t.issue = ANY(targets) OR t.proposal = ANY(targets)) $$;
        CREATE FUNCTION {Name}.timeline(parties text[], targets text[], as_of date) RETURNS SETOF public.position STABLE LANGUAGE sql AS $$
            SELECT p.* FROM public.track t JOIN public.position p ON p.track_id = t.id
            WHERE t.party = ANY(parties) AND (t.issue = ANY(targets) OR t.proposal = ANY(targets))
              AND p.in_force_from <= as_of AND p.latest <= as_of AND p.superseded_in IS NULL
            ORDER BY t.party, t.target, p.in_force_from, p.latest DESC, p.recorded_in, p.place LIMIT 50 $$;
        CREATE FUNCTION {Name}.stated(holder text, as_of date) RETURNS SETOF public.position STABLE LANGUAGE sql AS $$
            SELECT p.* FROM public.position p WHERE p.party = holder AND p.latest <= as_of AND p.superseded_in IS NULL
            ORDER BY p.latest DESC, p.recorded_in DESC, p.place DESC LIMIT 50 $$;
        """;

    private const string Newest = "(first: 1, orderBy: PRIMARY_KEY_DESC)";

    private const string Record = $$"""
        rowId party stance conditions terms summary earliest latest basis mode attribution recordedIn
        partyByAssertedBy { slug partyVersionsBySlug{{Newest}} { nodes { name } } }
        speakerBySpeaker { slug speakerVersionsBySlug{{Newest}} { nodes { name } } }
        trackByTrackIdAndParty {
          issue proposal
          partyByParty { partyVersionsBySlug{{Newest}} { nodes { name } } }
          issueByIssueAndProcess { issueVersionsBySlug{{Newest}} { nodes { name } } }
          proposalByProposalAndProcess { proposalVersionsBySlug{{Newest}} { nodes { name issues } } }
        }
        citationsByPosition { nodes {
          paragraph quote recordedIn
          articleByArticle { slug articleVersionsBySlug{{Newest}} { nodes {
            title outlet url publishedEarliest publishedLatest publishedBasis rewriteOf } } }
        } }
        """;

    /// <summary>The query that comes closest to an address. Null if there is none.</summary>
    public static string? QueryOf(Baseline.Asked asked, string question) =>
        question switch
        {
            "held" => Query($"graphHeld({Holders(asked)}, targets: {List(asked.Proposals)}, {Day(asked)})"),
            "matrix" => Query($"graphHeld({Holders(asked)}, targets: {List([.. asked.Issues, .. Proposals(asked)])}, {Day(asked)})"),
            "timeline" => Query($"graphTimeline({Holders(asked)}, targets: {List([.. asked.Issues, .. Proposals(asked)])}, {Day(asked)})"),
            "positions" => Query($"graphStated(holder: \"{asked.Parties[0]}\", {Day(asked)})"),
            _ => null,
        };

    private static string Query(string field) => $"query {{ {field} {{ nodes {{ {Record.ReplaceLineEndings(" ")} }} }} }}";

    /// <summary>The proposals that are known to address the issues: those of the same numbers.</summary>
    private static IEnumerable<string> Proposals(Baseline.Asked asked) => asked.Issues.Select(x => x.Replace("issue", "proposal"));

    private static string Holders(Baseline.Asked asked) => $"parties: {List(asked.Parties)}";

    private static string Day(Baseline.Asked asked) => $"asOf: \"{Baseline.Json.Day(asked.Day)}\"";

    private static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(x => $"\"{x}\""))}]";
}
