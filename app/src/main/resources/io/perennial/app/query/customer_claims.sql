-- customer_claims: what sources say about a customer, the newest of each source and attribute
-- reads   customer_said(record_id, source, attribute, value, original, flag, seen_at)
-- writes  view customer_claims(attribute, value, original, doubted_by, source, record_id, seen_at)   original: as it was said, where cleaning changed it
-- cost    the customer's claims
SELECT
  c.attribute,
  c.value,
  min(c.original) AS original,
  max(c.flag) AS doubted_by,
  c.source,
  c.record_id,
  max(c.seen_at) AS seen_at
FROM customer_said c
GROUP BY
  c.attribute,
  c.value,
  c.source,
  c.record_id
ORDER BY
  c.attribute NULLS LAST,
  max(c.seen_at) DESC NULLS LAST,
  c.value NULLS LAST
