SELECT NULL::uuid, p.id, p.track_id, p.party, p.stance, p.conditions, p.terms, p.summary, p.earliest, p.latest, p.basis, p.asserted_by, p.speaker, p.mode,
p.attribution, p.recorded_in, p.place, p.superseded_in, p.corrects, t.process, t.issue, t.proposal, p.meeting,
c.id, c.article, c.paragraph, c.quote, c.recorded_in, c.place, c.ordinal,
a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of
FROM (
SELECT p.*
FROM track t
CROSS JOIN LATERAL (
SELECT p.* FROM position p
WHERE p.track_id = t.id AND p.in_force_from <= {1} AND p.latest <= {1} AND p.recorded_in <= {0} AND (p.superseded_in IS NULL OR p.superseded_in > {0})
ORDER BY p.in_force_from, p.latest DESC, p.attribution DESC, p.recorded_in, p.place LIMIT {2}) p
WHERE true AND t.party = {3} AND t.issue = {4}
ORDER BY t.party, t.target, t.id, p.in_force_from, '2000-01-01'::date - p.latest, -p.attribution, p.recorded_in, p.place LIMIT 51) p
JOIN track t ON t.id = p.track_id
LEFT JOIN citation c ON c.position = p.id AND c.recorded_in <= {0} AND (c.superseded_in IS NULL OR c.superseded_in > {0})
LEFT JOIN article_version a ON a.slug = c.article AND a.recorded_in <= {0} AND (a.superseded_in IS NULL OR a.superseded_in > {0})
ORDER BY t.party, t.target, t.id, p.in_force_from, '2000-01-01'::date - p.latest, -p.attribution, p.recorded_in, p.place

-- Plan of PostgreSQL 15
-- Sort
--   Nested Loop
--     Nested Loop
--       Nested Loop
--         Limit
--           Sort
--             Nested Loop
--               Index Scan ux_track_issue on track
--               Limit
--                 Index Scan ix_position_rule on position
--         Index Scan ak_track_id_party on track
--       Bitmap Heap Scan on citation
--         Bitmap Index Scan ux_citation_position
--     Index Scan pk_article_version on article_version
