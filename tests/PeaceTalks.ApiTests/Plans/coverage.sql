SELECT a.slug, a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of,
jsonb_array_length(a.paragraph_digests), coded.paragraphs, coded.records
FROM article_version a
CROSS JOIN LATERAL (
SELECT count(DISTINCT x.paragraph)::int AS paragraphs,
count(DISTINCT x.record) FILTER (WHERE x.process = ANY({3}) AND x.chosen)::int AS records,
coalesce(bool_or(x.process = ANY({3})), true) AS of_talks
FROM (
SELECT c.paragraph, p.id, t.process, true
FROM citation c
JOIN position p ON p.id = c.position AND p.recorded_in <= {0} AND (p.superseded_in IS NULL OR p.superseded_in > {0})
JOIN track t ON t.id = p.track_id
WHERE c.article = a.slug AND c.recorded_in <= {0} AND (c.superseded_in IS NULL OR c.superseded_in > {0})
UNION ALL
SELECT c.paragraph, m.id, m.process, true
FROM citation c
JOIN milestone m ON m.id = c.milestone AND m.recorded_in <= {0} AND (m.superseded_in IS NULL OR m.superseded_in > {0})
WHERE c.article = a.slug AND c.recorded_in <= {0} AND (c.superseded_in IS NULL OR c.superseded_in > {0})
UNION ALL
SELECT c.paragraph, m.id, m.process, true
FROM citation c
JOIN meeting m ON m.id = c.meeting AND m.recorded_in <= {0} AND (m.superseded_in IS NULL OR m.superseded_in > {0})
WHERE c.article = a.slug AND c.recorded_in <= {0} AND (c.superseded_in IS NULL OR c.superseded_in > {0})
UNION ALL
SELECT r.paragraph, NULL, NULL, NULL
FROM remark r
WHERE r.article = a.slug AND r.recorded_in <= {0} AND (r.superseded_in IS NULL OR r.superseded_in > {0})) x (paragraph, record, process, chosen)) coded
WHERE a.recorded_in <= {0} AND (a.superseded_in IS NULL OR a.superseded_in > {0}) AND a.published_latest BETWEEN {1} AND {2} AND coded.of_talks
ORDER BY a.published_latest DESC, a.slug LIMIT 201

-- Plan of PostgreSQL 15
-- Limit
--   Nested Loop
--     Index Scan ix_article_version_published on article_version
--     Aggregate
--       Append
--         Nested Loop
--           Nested Loop
--             Bitmap Heap Scan on citation
--               Bitmap Index Scan ix_citation_article
--             Index Scan pk_position on position
--           Index Scan pk_track on track
--         Nested Loop
--           Seq Scan on milestone
--           Index Scan ux_citation_milestone on citation
--         Nested Loop
--           Seq Scan on meeting
--           Index Scan ux_citation_meeting on citation
--         Bitmap Heap Scan on remark
--           Bitmap Index Scan ux_remark_article
