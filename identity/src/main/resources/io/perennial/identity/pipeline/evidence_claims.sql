-- evidence_claims: the claims by which records are compared; doubted ones, a source's own keys and redirects say nothing; and what events show, where that is asked for
-- reads   resolve_claims(record_id, source, attribute, value, seen_at, flag)
-- reads   shared_sessions(record_id, source, attribute, value, seen_at)
-- reads   bought_again(record_id, source, attribute, value, seen_at)
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
UNION ALL
SELECT s.record_id, s.source, s.attribute, s.value, s.seen_at
FROM shared_sessions s
UNION ALL
SELECT b.record_id, b.source, b.attribute, b.value, b.seen_at
FROM bought_again b
