SELECT t.*, h.attribution, h.asserted_by, h.earliest, h.latest, h.basis, word.id, word.earliest, word.latest, word.basis
FROM (
SELECT t.id AS "TrackId", t.process AS "Process", t.party AS "Party", t.target AS "Target", t.proposal AS "Proposal",
coalesce(stated_now.id, newest_now.id) AS "Held", CASE WHEN newest_now.stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') THEN newest_now.id END AS "Silence", coalesce(stated_now.stance, newest_now.stance) AS "StanceName"
FROM (SELECT t.*, t.proposal IS NOT NULL AS on_proposal FROM track t WHERE true AND t.party = ANY({2}) ORDER BY t.target, on_proposal, t.party) t
LEFT JOIN LATERAL (
SELECT p.id, p.stance, p.attribution FROM position p WHERE p.track_id = t.id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1})
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) newest_now ON true
LEFT JOIN LATERAL (
SELECT p.id, p.stance, p.attribution FROM position p
WHERE newest_now.stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') AND p.track_id = t.id AND p.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1})
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) stated_now ON true
WHERE newest_now.id IS NOT NULL
ORDER BY t.target, t.on_proposal, t.party LIMIT 103) t
JOIN position h ON h.id = t."Held"
LEFT JOIN LATERAL (
SELECT p.id, p.stance FROM position p
WHERE h.attribution <> 0 AND p.track_id = h.track_id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1})
AND p.in_force_from <= h.in_force_from AND (p.in_force_from, '2000-01-01'::date - p.latest, -p.attribution, p.recorded_in, p.place) < (h.in_force_from, '2000-01-01'::date - h.latest, -h.attribution, h.recorded_in, h.place)
AND (CASE WHEN p.stance = h.stance THEN p.attribution = 0
ELSE p.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') OR h.stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') END)
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) run ON run.stance = h.stance
LEFT JOIN position word ON word.id = run.id
ORDER BY t."Target", t."Proposal" IS NOT NULL, t."Party"

-- Plan of PostgreSQL 15
-- Incremental Sort
--   Nested Loop
--     Nested Loop
--       Nested Loop
--         Limit
--           Nested Loop
--             Nested Loop
--               Sort
--                 Bitmap Heap Scan on track
--                   Bitmap Index Scan ix_track_order
--               Subquery Scan
--                 Limit
--                   Index Only Scan ix_position_rule on position
--             Limit
--               Result
--                 Index Only Scan ix_position_rule on position
--         Index Scan pk_position on position
--       Subquery Scan
--         Limit
--           Result
--             Index Only Scan ix_position_rule on position
--     Memoize
--       Index Scan pk_position on position
