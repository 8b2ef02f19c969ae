SELECT successor.id, p.id, p.track_id, p.party, p.stance, p.conditions, p.terms, p.summary, p.earliest, p.latest, p.basis, p.asserted_by, p.speaker, p.mode,
p.attribution, p.recorded_in, p.place, p.superseded_in, p.corrects, t.process, t.issue, t.proposal, p.meeting,
c.id, c.article, c.paragraph, c.quote, c.recorded_in, c.place, c.ordinal,
a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of
FROM (
SELECT p.* FROM position p
WHERE p.recorded_in <= {0} AND (p.superseded_in IS NULL OR p.superseded_in > {0}) AND p.latest <= {1} AND p.party = {2}
ORDER BY p.latest DESC, p.recorded_in DESC, p.place DESC LIMIT 51) p
JOIN track t ON t.id = p.track_id
LEFT JOIN position successor ON p.superseded_in <= {0} AND successor.corrects = p.id AND successor.recorded_in <= {0}
LEFT JOIN citation c ON c.position = p.id AND c.recorded_in <= {0} AND (c.superseded_in IS NULL OR c.superseded_in > {0})
LEFT JOIN article_version a ON a.slug = c.article AND a.recorded_in <= {0} AND (a.superseded_in IS NULL OR a.superseded_in > {0})
ORDER BY p.latest DESC, p.recorded_in DESC, p.place DESC

-- Plan of PostgreSQL 15
-- Sort
--   Nested Loop
--     Nested Loop
--       Nested Loop
--         Hash Join
--           Seq Scan on track
--           Hash
--             Subquery Scan
--               Limit
--                 Index Scan ix_position_party on position
--         Index Scan ux_position_one_successor on position
--       Index Scan ux_citation_position on citation
--     Index Scan pk_article_version on article_version
