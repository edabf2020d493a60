-- customer_records: the records of customers, whose they are, how sure each is, and why
-- reads   links(record_id, customer_id, household_id, confidence, reason, since)
-- reads   claims(record_id, source)
-- writes  view customer_records(customer_id, record_id, source, confidence, reason, household_id, since)   of all customers if :every, else of :ids
-- cost    one grouping of claims, a join and a sort by customer
SELECT
  l.customer_id,
  l.record_id,
  c.source,
  l.confidence,
  l.reason,
  l.household_id,
  l.since
FROM links l
LEFT JOIN (SELECT k.record_id, min(k.source) AS source FROM claims k GROUP BY k.record_id) c
  ON c.record_id = l.record_id
WHERE :every OR l.customer_id IN :ids
ORDER BY l.customer_id, l.record_id
