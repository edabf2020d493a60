-- return_links: the one order line that each return is of, by its most telling key
-- reads   return_candidates(return_id, order_line_id, kind, ordered_at, returned_at)
-- writes  return_links(return_id, order_line_id, kind, whole, ordered_at, returned_at)   whole: nothing of the line is left, 1 or 0
-- cost    two sorts of the returns
SELECT
  b.return_id,
  b.order_line_id,
  b.kind,
  CASE
    WHEN b.kind IN (1, 3, 5)
      AND row_number() OVER (PARTITION BY b.order_line_id, b.kind IN (1, 3, 5) ORDER BY b.kind, b.returned_at, b.return_id) = 1
      THEN 1
    ELSE 0
  END AS whole,
  b.ordered_at,
  b.returned_at
FROM (
  SELECT
    c.*,
    row_number() OVER (PARTITION BY c.return_id ORDER BY c.kind) AS nth
  FROM return_candidates c
) b
WHERE b.nth = 1
