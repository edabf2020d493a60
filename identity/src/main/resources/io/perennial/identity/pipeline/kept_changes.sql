-- kept_changes: the changes that were noted, but those of a run that was broken off before its links were written
-- reads   noted_changes(run_id, changed_at, record_id, from_customer, to_customer, kind, record_a, record_b, probability)
-- reads   former_links(record_id, customer_id)
-- writes  view kept_changes(run_id, changed_at, record_id, from_customer, to_customer, kind, record_a, record_b, probability)   broken off: of none of the changes of the newest run links know
-- cost    a look through the changes, and a join of those of one run
SELECT
  c.run_id,
  c.changed_at,
  c.record_id,
  c.from_customer,
  c.to_customer,
  c.kind,
  c.record_a,
  c.record_b,
  c.probability
FROM noted_changes c
LEFT JOIN (
  SELECT n.run_id
  FROM noted_changes n
  JOIN (SELECT max(m.changed_at) AS changed_at FROM noted_changes m) l
    ON l.changed_at = n.changed_at
  LEFT JOIN former_links f ON f.record_id = n.record_id
  GROUP BY n.run_id
  HAVING sum(CASE WHEN f.customer_id = n.to_customer THEN 1 ELSE 0 END) = 0
) b ON b.run_id = c.run_id
WHERE b.run_id IS NULL
