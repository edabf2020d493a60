-- resolving_records: the records whose customer is not plainly themselves
-- reads   known_records(record_id, first_seen)
-- reads   record_links(record_id)
-- reads   former_links(record_id, customer_id)
-- writes  resolving_records(record_id, first_seen, former_id)   linked now, linked before, or giving another its id
-- cost    joins on record
SELECT
  k.record_id,
  k.first_seen,
  f.customer_id AS former_id
FROM known_records k
LEFT JOIN former_links f ON f.record_id = k.record_id
LEFT JOIN (SELECT DISTINCT r.record_id FROM record_links r) linked
  ON linked.record_id = k.record_id
LEFT JOIN (
  SELECT DISTINCT o.customer_id FROM former_links o WHERE o.customer_id <> o.record_id
) named ON named.customer_id = k.record_id
WHERE linked.record_id IS NOT NULL
  OR named.customer_id IS NOT NULL
  OR f.customer_id <> k.record_id
