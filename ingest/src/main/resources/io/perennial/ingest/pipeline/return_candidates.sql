-- return_candidates: the order that each key of a return leads to
-- reads   return_keys(kind, match_key, event_id, back, occurred_at)
-- writes  return_candidates(return_id, order_line_id, kind, ordered_at, returned_at)
-- cost    two sorts of the keys
--
-- Keys 1, 3 and 5 are of lines that are alike, so each return takes the latest order that no return
-- has taken yet: as brackets are matched, by how many are open. Keys 2, 4 and 6 lead to the nearest
-- order before.
SELECT m.event_id AS return_id, m.before_id AS order_line_id, m.kind, m.before_at AS ordered_at,
  m.occurred_at AS returned_at
FROM (
  SELECT
    d.*,
    lag(d.event_id) OVER (PARTITION BY d.kind, d.match_key, d.level ORDER BY d.occurred_at, d.back, d.event_id) AS before_id,
    lag(d.back) OVER (PARTITION BY d.kind, d.match_key, d.level ORDER BY d.occurred_at, d.back, d.event_id) AS before_back,
    lag(d.occurred_at) OVER (PARTITION BY d.kind, d.match_key, d.level ORDER BY d.occurred_at, d.back, d.event_id) AS before_at
  FROM (
    SELECT
      k.*,
      k.back + sum(1 - 2 * k.back) OVER (
        PARTITION BY k.kind, k.match_key ORDER BY k.occurred_at, k.back, k.event_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS level
    FROM return_keys k
    WHERE k.kind IN (1, 3, 5)
  ) d
) m
WHERE m.back = 1 AND m.before_back = 0
UNION ALL
SELECT r.event_id, o.event_id, r.kind, o.occurred_at, r.occurred_at
FROM (
  SELECT n.*
  FROM (
    SELECT
      k.*,
      sum(1 - k.back) OVER (
        PARTITION BY k.kind, k.match_key ORDER BY k.occurred_at, k.back, k.event_id
        ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS nth
    FROM return_keys k
    WHERE k.kind IN (2, 4, 6)
  ) n
  WHERE n.back = 1
) r
JOIN (
  SELECT
    k.*,
    row_number() OVER (PARTITION BY k.kind, k.match_key ORDER BY k.occurred_at, k.event_id) AS nth
  FROM return_keys k
  WHERE k.kind IN (2, 4, 6) AND k.back = 0
) o ON o.kind = r.kind AND o.match_key = r.match_key AND o.nth = r.nth
