SELECT t.id AS "TrackId", t.process AS "Process", t.party AS "Party", t.target AS "Target", t.proposal AS "Proposal",
coalesce(stated_now.id, newest_now.id) AS "Held", CASE WHEN newest_now.stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') THEN newest_now.id END AS "Silence", coalesce(stated_now.stance, newest_now.stance) AS "StanceName"
FROM track t
LEFT JOIN LATERAL (
SELECT p.id, p.stance, p.attribution FROM position p WHERE p.track_id = t.id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1})
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) newest_now ON true
LEFT JOIN LATERAL (
SELECT p.id, p.stance, p.attribution FROM position p
WHERE newest_now.stance IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') AND p.track_id = t.id AND p.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1})
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 1) stated_now ON true
WHERE newest_now.id IS NOT NULL AND true AND t.party = ANY({2}) AND (t.issue = ANY({3}) OR t.proposal = ANY({4}))
ORDER BY t.party, t.target, t.id LIMIT 20001

-- Plan of PostgreSQL 15
-- Limit
--   Sort
--     Nested Loop
--       Nested Loop
--         Bitmap Heap Scan on track
--           Bitmap Index Scan ix_track_order
--         Subquery Scan
--           Limit
--             Index Only Scan ix_position_rule on position
--       Limit
--         Result
--           Index Only Scan ix_position_rule on position
