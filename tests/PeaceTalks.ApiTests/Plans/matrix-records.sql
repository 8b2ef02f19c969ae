SELECT p.id, p.track_id, p.party, p.stance, p.conditions, p.terms, p.summary, p.earliest, p.latest, p.basis, p.asserted_by, p.speaker, p.mode,
p.attribution, p.recorded_in, p.place, p.superseded_in, p.corrects, t.process, t.issue, t.proposal, p.meeting,
c.id, c.article, c.paragraph, c.quote, c.recorded_in, c.place, c.ordinal,
a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of
FROM unnest({0}::uuid[], {1}::text[], {2}::text[], {3}::text[]) t(record, process, issue, proposal)
JOIN position p ON p.id = t.record
LEFT JOIN citation c ON c.position = p.id AND c.recorded_in <= {4} AND (c.superseded_in IS NULL OR c.superseded_in > {4})
LEFT JOIN article_version a ON a.slug = c.article AND a.recorded_in <= {4} AND (a.superseded_in IS NULL OR a.superseded_in > {4})

-- Plan of PostgreSQL 15
-- Nested Loop
--   Nested Loop
--     Nested Loop
--       Function Scan
--       Index Scan pk_position on position
--     Index Scan ux_citation_position on citation
--   Index Scan pk_article_version on article_version
