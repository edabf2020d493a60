-- new_claims: what a batch says about its records and nobody said before
-- reads   ingest_said(record_id, attribute, value, original, flag, rules, seen_at)
-- reads   ingest_lake_claims(record_id, attribute, value, batch_id)
-- writes  ingest_claims(record_id, attribute, value, original, flag, rules, seen_at)
SELECT
  s.record_id,
  s.attribute,
  s.value,
  s.original,
  s.flag,
  s.rules,
  s.seen_at
FROM ingest_said s
WHERE NOT EXISTS (
  SELECT 1
  FROM ingest_lake_claims c
  WHERE c.record_id = s.record_id
    AND c.attribute = s.attribute
    AND c.value = s.value
)
