SELECT h.id, other.id
FROM position h
CROSS JOIN LATERAL (SELECT p.id, row_number() OVER (ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC) AS n FROM position p
WHERE p.track_id = h.track_id AND p.in_force_from <= {0} AND p.latest <= {0} AND p.recorded_in <= {1} AND (p.superseded_in IS NULL OR p.superseded_in > {1}) AND p.in_force_from <= h.latest AND p.latest >= h.in_force_from AND p.stance <> h.stance AND p.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE') AND h.stance NOT IN ('UNDISCLOSED', 'DECLINED', 'NO_RESPONSE')
ORDER BY p.in_force_from DESC, p.latest, p.attribution, p.recorded_in DESC, p.place DESC LIMIT 20) other
WHERE h.id = ANY({2})
ORDER BY h.id, other.n

-- Plan of PostgreSQL 15
-- Sort
--   Nested Loop
--     Bitmap Heap Scan on position
--       Bitmap Index Scan pk_position
--     Limit
--       WindowAgg
--         Result
--           Index Only Scan ix_position_rule on position
