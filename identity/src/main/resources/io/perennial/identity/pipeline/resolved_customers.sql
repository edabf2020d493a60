-- resolved_customers: one row per customer
-- reads   resolved_links(record_id, customer_id)
-- reads   known_records(record_id, first_seen, last_seen)
-- writes  view resolved_customers(customer_id, first_seen, last_seen, records)
-- cost    a join on record
SELECT
  l.customer_id,
  min(k.first_seen) AS first_seen,
  max(k.last_seen) AS last_seen,
  count(*) AS records
FROM resolved_links l
JOIN known_records k ON k.record_id = l.record_id
GROUP BY l.customer_id
