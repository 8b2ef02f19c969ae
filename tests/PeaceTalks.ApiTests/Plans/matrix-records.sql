SELECT word.id, word.earliest, word.latest, word.basis, p.id, p.track_id, p.party, p.stance, p.conditions, p.terms, p.summary, p.earliest, p.latest, p.basis, p.asserted_by, p.speaker, p.mode,
p.attribution, p.recorded_in, p.place, p.superseded_in, p.corrects, t.process, t.issue, t.proposal, p.meeting,
c.id, c.article, c.paragraph, c.quote, c.recorded_in, c.place, c.ordinal,
a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of
FROM unnest({2}::uuid[], {3}::text[], {4}::text[], {5}::text[]) t(record, process, issue, proposal)
JOIN position p ON p.id = t.record
CROSS JOIN LATERAL (SELECT p.*) h
LEFT JOIN LATERAL (
SELECT p.id, p.stance FROM position p
WHERE h.attribution <> 0 AND p.track_id = h.track_id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1})
AND p.in_force_from <= h.in_force_from AND (p.in_force_from, '2000-01-01'::date - p.latest, -p.attribution, p.recorded_in, p.place) < (h.in_force_from, '2000-01-01'::date - h.latest, -h.attribution, h.recorded_in, h.place)
AND (CASE WHEN p.stance = h.stance THEN p.attribution = 0
ELSE p.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') OR h.stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') END)
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) run ON run.stance = h.stance
LEFT JOIN position word ON word.id = run.id
LEFT JOIN citation c ON c.position = p.id AND c.recorded_in <= {1} AND (c.superseded_in IS NULL OR c.superseded_in > {1})
LEFT JOIN article_version a ON a.slug = c.article AND a.recorded_in <= {1} AND (a.superseded_in IS NULL OR a.superseded_in > {1})

-- Plan of PostgreSQL 15
-- Nested Loop
--   Nested Loop
--     Nested Loop
--       Nested Loop
--         Nested Loop
--           Function Scan
--           Index Scan pk_position on position
--         Subquery Scan
--           Limit
--             Result
--               Index Only Scan ix_position_rule on position
--       Memoize
--         Index Scan pk_position on position
--     Index Scan ux_citation_position on citation
--   Index Scan pk_article_version on article_version
