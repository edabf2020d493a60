-- customer_golden: what is believed of a customer, attribute by attribute, and whose word it is
-- reads   customer_believed(customer_id, attribute, record_id, source, seen_at, value_hash, rule, said_by)
-- reads   believed_said(record_id, attribute, value)
-- writes  view customer_golden(customer_id, attribute, value, rule, source, record_id, seen_at, said_by)   value: only its shape if :masked; hashes are under :secret
-- cost    the customer's claims
SELECT
  g.customer_id,
  g.attribute,
  CASE WHEN :masked THEN f_mask(c.value) ELSE c.value END AS value,
  g.rule,
  g.source,
  g.record_id,
  g.seen_at,
  g.said_by
FROM customer_believed g
LEFT JOIN (SELECT DISTINCT s.record_id, s.attribute, s.value FROM believed_said s) c
  ON c.record_id = g.record_id AND c.attribute = g.attribute AND f_id(:secret || chr(31) || c.value) = g.value_hash
ORDER BY g.customer_id, g.attribute
