-- linking_claims: the claims whose equal values say that records are one customer; doubted ones say nothing
-- reads   resolve_claims(record_id, attribute, value, flag)
-- reads   link_attributes(attribute, attribute_no)
-- writes  view linking_claims(record_id, attribute_no, value)
-- cost    one pass over claims
SELECT
  c.record_id,
  a.attribute_no,
  c.value
FROM resolve_claims c
JOIN link_attributes a ON a.attribute = c.attribute
WHERE c.record_id IS NOT NULL AND c.value IS NOT NULL AND c.flag IS NULL
