-- personal_claims: what sources say of the records of a customer, and which of it is believed
-- reads   claims(record_id, source, attribute, value, seen_at, flag)
-- reads   golden_records(customer_id, attribute, record_id, value_hash, rule)
-- writes  view personal_claims(record_id, source, attribute, value, seen_at, flag, rule)   value: only its shape if :masked; rule: why it is believed, null where it is not; hashes are under :secret
-- cost    the claims of :records
SELECT
  c.record_id,
  c.source,
  c.attribute,
  CASE WHEN :masked THEN f_mask(c.value) ELSE c.value END AS value,
  c.seen_at,
  c.flag,
  g.rule
FROM claims c
LEFT JOIN golden_records g
  ON g.customer_id = :customer
  AND g.attribute = c.attribute
  AND g.record_id = c.record_id
  AND g.value_hash = f_id(:secret || chr(31) || c.value)
WHERE c.record_id IN :records AND c.value IS NOT NULL
ORDER BY c.attribute, c.record_id, c.seen_at DESC, c.value
