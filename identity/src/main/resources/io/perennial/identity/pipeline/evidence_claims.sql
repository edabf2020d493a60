-- evidence_claims: the claims by which records are compared; doubted ones, a source's own keys and redirects say nothing
-- reads   resolve_claims(record_id, source, attribute, value, seen_at, flag)
-- writes  view evidence_claims(record_id, source, attribute, value, seen_at)
-- cost    one pass over claims
SELECT
  c.record_id,
  c.source,
  c.attribute,
  c.value,
  c.seen_at
FROM resolve_claims c
WHERE c.record_id IS NOT NULL
  AND c.attribute IS NOT NULL
  AND c.attribute NOT IN ('key', 'redirect')
  AND c.value IS NOT NULL
  AND c.flag IS NULL
