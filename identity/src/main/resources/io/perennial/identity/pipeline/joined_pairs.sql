-- joined_pairs: the scored pairs of records that are one customer now and were not before; who is new was a customer of its own
-- reads   new_scores(record_a, record_b, log_odds)
-- reads   resolved_links(record_id, customer_id)
-- reads   former_links(record_id, customer_id)
-- writes  joined_pairs(customer_id, former_a, former_b, record_a, record_b, log_odds)   of customers with a record of before
-- cost    joins of scores with links
SELECT
  p.customer_id,
  p.former_a,
  p.former_b,
  p.record_a,
  p.record_b,
  p.log_odds
FROM (
  SELECT
    s.record_a,
    s.record_b,
    s.log_odds,
    a.customer_id,
    b.customer_id AS customer_b,
    coalesce(fa.customer_id, s.record_a) AS former_a,
    coalesce(fb.customer_id, s.record_b) AS former_b
  FROM new_scores s
  JOIN resolved_links a ON a.record_id = s.record_a
  JOIN resolved_links b ON b.record_id = s.record_b
  JOIN (
    SELECT n.customer_id
    FROM resolved_links n
    JOIN former_links f ON f.record_id = n.record_id
    GROUP BY n.customer_id
  ) k ON k.customer_id = a.customer_id
  LEFT JOIN former_links fa ON fa.record_id = s.record_a
  LEFT JOIN former_links fb ON fb.record_id = s.record_b
) p
-- no conditions of joins: of two tables that differ nearly everywhere an engine may begin with it
WHERE CASE WHEN p.customer_id = p.customer_b AND p.former_a <> p.former_b THEN 1 ELSE 0 END = 1
