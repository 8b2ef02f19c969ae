SELECT rank.n, since_day.earliest, since_day.latest, since_day.basis, self.id, self.earliest, self.latest, self.basis,
rank.record, original.slug, original.title, original.outlet, original.url, original.published_earliest, original.published_latest, original.published_basis,
p.id, p.track_id, p.party, p.stance, p.conditions, p.terms, p.summary, p.earliest, p.latest, p.basis, p.asserted_by, p.speaker, p.mode,
p.attribution, p.recorded_in, p.place, p.superseded_in, p.corrects, t.process, t.issue, t.proposal, p.meeting,
c.id, c.article, c.paragraph, c.quote, c.recorded_in, c.place, c.ordinal,
a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of
FROM (
SELECT t.*, coalesce(stated_now.id, newest_now.id) AS held, CASE WHEN newest_now.stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') THEN newest_now.id END AS silence
FROM track t
LEFT JOIN LATERAL (
SELECT p.id, p.stance, p.attribution FROM position p WHERE p.track_id = t.id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1})
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) newest_now ON true
LEFT JOIN LATERAL (
SELECT p.id, p.stance, p.attribution FROM position p
WHERE newest_now.stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') AND p.track_id = t.id AND p.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1})
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) stated_now ON true
WHERE newest_now.id IS NOT NULL AND true AND t.party = {2}
ORDER BY t.party, t.target, t.id LIMIT 51) t
JOIN position h ON h.id = t.held
LEFT JOIN LATERAL (
SELECT p.in_force_from, p.latest, p.attribution, p.recorded_in, p.place FROM position p
WHERE p.track_id = h.track_id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1}) AND p.in_force_from <= h.in_force_from AND (p.in_force_from, '2000-01-01'::date - p.latest, -p.attribution, p.recorded_in, p.place) < (h.in_force_from, '2000-01-01'::date - h.latest, -h.attribution, h.recorded_in, h.place)
AND p.stance <> h.stance AND (p.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') OR h.stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE'))
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) breaker ON true
LEFT JOIN LATERAL (
SELECT p.id FROM position p
WHERE p.track_id = h.track_id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1}) AND p.stance = h.stance
AND p.in_force_from <= h.in_force_from AND (p.in_force_from, '2000-01-01'::date - p.latest, -p.attribution, p.recorded_in, p.place) <= (h.in_force_from, '2000-01-01'::date - h.latest, -h.attribution, h.recorded_in, h.place)
AND p.in_force_from >= coalesce(breaker.in_force_from, '-infinity'::date) AND (breaker.latest IS NULL OR (p.in_force_from, '2000-01-01'::date - p.latest, -p.attribution, p.recorded_in, p.place) > (breaker.in_force_from, '2000-01-01'::date - breaker.latest, -breaker.attribution, breaker.recorded_in, breaker.place))
ORDER BY p.in_force_from, p.latest DESC, p.attribution DESC, p.recorded_in, p.place LIMIT 1) since ON true
JOIN position since_day ON since_day.id = coalesce(since.id, h.id)
LEFT JOIN LATERAL (
SELECT p.id, p.earliest, p.latest, p.basis FROM position p
WHERE p.track_id = h.track_id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1}) AND p.attribution = 0 AND p.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE')
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) self ON true
CROSS JOIN LATERAL (
SELECT h.id, h.id AS record, 0::bigint AS n
UNION ALL
SELECT t.silence, t.silence, 1 WHERE t.silence <> h.id
UNION ALL
SELECT other.id, other.id, 1 + other.n FROM (SELECT p.id, row_number() OVER (ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC) AS n FROM position p
WHERE p.track_id = h.track_id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1}) AND p.in_force_from <= h.latest AND p.latest >= h.in_force_from AND p.stance <> h.stance AND p.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') AND h.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE')
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 20) other
UNION ALL
(SELECT NULL, p.id, 99 + row_number() OVER (ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC) FROM position p
WHERE since.id <> h.id AND p.track_id = h.track_id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1}) AND p.stance = h.stance
AND p.in_force_from <= h.in_force_from AND (p.in_force_from, '2000-01-01'::date - p.latest, -p.attribution, p.recorded_in, p.place) < (h.in_force_from, '2000-01-01'::date - h.latest, -h.attribution, h.recorded_in, h.place)
AND p.in_force_from >= coalesce(breaker.in_force_from, '-infinity'::date) AND (breaker.latest IS NULL OR (p.in_force_from, '2000-01-01'::date - p.latest, -p.attribution, p.recorded_in, p.place) > (breaker.in_force_from, '2000-01-01'::date - breaker.latest, -breaker.attribution, breaker.recorded_in, breaker.place))
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 50)) rank
LEFT JOIN position p ON p.id = rank.id
LEFT JOIN citation c ON c.position = rank.record AND c.recorded_in <= {1} AND (c.superseded_in IS NULL OR c.superseded_in > {1})
LEFT JOIN article_version a ON a.slug = c.article AND a.recorded_in <= {1} AND (a.superseded_in IS NULL OR a.superseded_in > {1})
LEFT JOIN LATERAL (
WITH RECURSIVE retold AS (
SELECT a.rewrite_of AS slug, 1 AS depth WHERE a.rewrite_of IS NOT NULL
UNION ALL
SELECT o.rewrite_of, r.depth + 1 FROM retold r CROSS JOIN LATERAL (
SELECT o.rewrite_of FROM article_version o WHERE o.slug = r.slug AND o.recorded_in <= {1} AND (o.superseded_in IS NULL OR o.superseded_in > {1}) OFFSET 0) o
WHERE o.rewrite_of IS NOT NULL)
SELECT o.* FROM (SELECT slug FROM retold ORDER BY depth DESC LIMIT 1) last
CROSS JOIN LATERAL (
SELECT o.* FROM article_version o WHERE o.slug = last.slug AND o.recorded_in <= {1} AND (o.superseded_in IS NULL OR o.superseded_in > {1}) OFFSET 0) o) original ON true
ORDER BY t.party, t.target, t.id, rank.n

-- Plan of PostgreSQL 15
-- Sort
--   Nested Loop
--     Nested Loop
--       Nested Loop
--         Nested Loop
--           Nested Loop
--             Nested Loop
--               Nested Loop
--                 Nested Loop
--                   Nested Loop
--                     Nested Loop
--                       Limit
--                         Sort
--                           Nested Loop
--                             Nested Loop
--                               Bitmap Heap Scan on track
--                                 Bitmap Index Scan ix_track_order
--                               Subquery Scan
--                                 Limit
--                                   Index Only Scan ix_position_rule on position
--                             Limit
--                               Result
--                                 Index Only Scan ix_position_rule on position
--                       Index Scan pk_position on position
--                     Limit
--                       Index Only Scan ix_position_rule on position
--                   Limit
--                     Index Only Scan ix_position_rule on position
--                 Index Scan pk_position on position
--               Limit
--                 Index Scan ix_position_rule on position
--             Append
--               Result
--               Subquery Scan
--                 Result
--               Subquery Scan
--                 Limit
--                   WindowAgg
--                     Result
--                       Index Only Scan ix_position_rule on position
--               Subquery Scan
--                 Limit
--                   WindowAgg
--                     Result
--                       Index Only Scan ix_position_rule on position
--           Memoize
--             Index Scan pk_position on position
--         Memoize
--           Bitmap Heap Scan on citation
--             Bitmap Index Scan ux_citation_position
--       Index Scan pk_article_version on article_version
--     Nested Loop
--       Recursive Union
--         Result
--         Nested Loop
--           WorkTable Scan
--           Subquery Scan
--             Index Scan pk_article_version on article_version
--       Limit
--         Sort
--           CTE Scan
--       Index Scan pk_article_version on article_version
