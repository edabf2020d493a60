-- customer_claims: what sources say about a customer, the newest of each source and attribute
-- reads   customer_said(record_id, source, attribute, value, seen_at)
-- writes  view customer_claims(attribute, value, source, record_id, seen_at)
-- cost    the customer's claims
SELECT
  attribute,
  value,
  source,
  record_id,
  max(seen_at) AS seen_at
FROM customer_said
GROUP BY
  attribute,
  value,
  source,
  record_id
ORDER BY
  attribute NULLS LAST,
  max(seen_at) DESC NULLS LAST,
  value NULLS LAST
