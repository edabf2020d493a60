-- new_claims: what a batch says about its records and nobody said before
-- reads   ingest_said(record_id, attribute, value, seen_at)
-- reads   ingest_lake_claims(record_id, attribute, value, batch_id)
-- writes  ingest_claims(record_id, source, attribute, value, seen_at, batch_id)
SELECT
  s.record_id,
  :system AS source,
  s.attribute,
  s.value,
  s.seen_at,
  :batch_id AS batch_id
FROM ingest_said s
WHERE NOT EXISTS (
  SELECT 1
  FROM ingest_lake_claims c
  WHERE c.record_id = s.record_id
    AND c.attribute = s.attribute
    AND c.value = s.value
)
