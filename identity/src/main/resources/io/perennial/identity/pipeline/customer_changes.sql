-- customer_changes: the records whose customer is another than before, or that are new and of a customer of before; and the pair that tells most of why
-- reads   resolved_links(record_id, customer_id)
-- reads   former_links(record_id, customer_id)
-- reads   joined_pairs(customer_id, former_a, former_b, record_a, record_b, log_odds)
-- writes  customer_changes(record_id, from_customer, to_customer, kind, record_a, record_b, probability)
-- cost    joins on record; scores of customers that changed
SELECT
  m.record_id,
  m.from_customer,
  m.to_customer,
  CASE
    WHEN m.is_new = 1 THEN 'join'
    WHEN came.customer_id IS NULL THEN 'split'
    WHEN went.customer_id IS NULL THEN 'merge'
    ELSE 'move'
  END AS kind,
  e.record_a,
  e.record_b,
  1e0 / (1e0 + exp(-e.log_odds)) AS probability
FROM (
  SELECT f.record_id, f.customer_id AS from_customer, n.customer_id AS to_customer, 0 AS is_new
  FROM former_links f
  JOIN resolved_links n ON n.record_id = f.record_id
  WHERE n.customer_id <> f.customer_id
  UNION ALL
  SELECT n.record_id, n.record_id AS from_customer, n.customer_id AS to_customer, 1 AS is_new
  FROM resolved_links n
  JOIN (
    SELECT o.customer_id
    FROM resolved_links o
    JOIN former_links f ON f.record_id = o.record_id
    GROUP BY o.customer_id
  ) k ON k.customer_id = n.customer_id
  LEFT JOIN former_links f ON f.record_id = n.record_id
  WHERE f.record_id IS NULL AND n.record_id <> n.customer_id
) m
LEFT JOIN (
  SELECT n.customer_id
  FROM resolved_links n
  JOIN former_links f ON f.record_id = n.record_id
  GROUP BY n.customer_id
  HAVING min(f.customer_id) < max(f.customer_id)
) came ON came.customer_id = m.to_customer
LEFT JOIN (
  SELECT f.customer_id
  FROM resolved_links n
  JOIN former_links f ON f.record_id = n.record_id
  GROUP BY f.customer_id
  HAVING min(n.customer_id) < max(n.customer_id)
) went ON went.customer_id = m.from_customer
LEFT JOIN (
  SELECT s.customer_id, s.former_id, s.record_a, s.record_b, s.log_odds
  FROM (
    SELECT
      p.customer_id,
      p.former_id,
      p.record_a,
      p.record_b,
      p.log_odds,
      row_number() OVER (
        PARTITION BY p.customer_id, p.former_id
        ORDER BY p.log_odds DESC NULLS LAST, p.record_a NULLS LAST, p.record_b NULLS LAST
      ) AS place
    FROM (
      SELECT j.customer_id, j.former_a AS former_id, j.record_a, j.record_b, j.log_odds
      FROM joined_pairs j
      UNION ALL
      SELECT j.customer_id, j.former_b AS former_id, j.record_a, j.record_b, j.log_odds
      FROM joined_pairs j
    ) p
  ) s
  WHERE s.place = 1
) e ON e.customer_id = m.to_customer AND e.former_id = m.from_customer
