-- dated_records: every record, with what was known of it when it was first resolved
-- reads   known_records(record_id, first_seen, last_seen)
-- reads   former_links(record_id, customer_id, since, first_seen_then, claims_hash)
-- writes  dated_records(record_id, first_seen, last_seen, since, first_seen_then, former_id, former_hash)   new ones since :now
-- cost    a join on record
SELECT
  k.record_id,
  k.first_seen,
  k.last_seen,
  CASE WHEN f.record_id IS NULL THEN :now ELSE f.since END AS since,
  CASE WHEN f.record_id IS NULL THEN k.first_seen ELSE f.first_seen_then END AS first_seen_then,
  f.customer_id AS former_id,
  f.claims_hash AS former_hash
FROM known_records k
LEFT JOIN former_links f ON f.record_id = k.record_id
