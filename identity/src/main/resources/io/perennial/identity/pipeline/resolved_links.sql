-- resolved_links: the customer of every record, how sure that is, and why; whom nothing links is a customer of its own
-- reads   dated_records(record_id, since, first_seen_then)
-- reads   assigned_links(record_id, customer_id, household_id, confidence, reason, claims_hash)
-- reads   kept_links(record_id, household_id)
-- reads   former_links(record_id, customer_id, confidence, reason, claims_hash)
-- writes  resolved_links(record_id, customer_id, household_id, confidence, reason, since, first_seen_then, claims_hash)
-- cost    joins on record
SELECT
  d.record_id,
  coalesce(a.customer_id, f.customer_id, d.record_id) AS customer_id,
  coalesce(a.household_id, k.household_id) AS household_id,
  coalesce(a.confidence, f.confidence, 1e0) AS confidence,
  coalesce(a.reason, f.reason, 'own key') AS reason,
  d.since,
  d.first_seen_then,
  coalesce(a.claims_hash, f.claims_hash) AS claims_hash
FROM dated_records d
LEFT JOIN assigned_links a ON a.record_id = d.record_id
LEFT JOIN kept_links k ON k.record_id = d.record_id
LEFT JOIN former_links f ON f.record_id = k.record_id
