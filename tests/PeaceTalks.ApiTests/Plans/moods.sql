SELECT r.id, r.article, r.paragraph, r.text, r.party, r.speaker, r.mode, r.recorded_in, r.place, r.superseded_in,
a.title, a.outlet, a.url, a.published_earliest, a.published_latest, a.published_basis, a.rewrite_of
FROM remark r
JOIN article_version a ON a.slug = r.article AND a.recorded_in <= {1} AND (a.superseded_in IS NULL OR a.superseded_in > {1})
WHERE r.party = {0} AND r.kind = 'MOOD' AND r.recorded_in <= {1} AND (r.superseded_in IS NULL OR r.superseded_in > {1}) AND a.published_latest <= {2}
ORDER BY a.published_latest, r.article, r.paragraph, r.recorded_in, r.place LIMIT {3}

-- Plan of PostgreSQL 15
-- Limit
--   Sort
--     Hash Join
--       Index Scan ix_remark_party on remark
--       Hash
--         Seq Scan on article_version
