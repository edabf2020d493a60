-- said_claims: what a batch says about its records; spellings that clean to one value are one claim, and of nothing there is none
-- reads   ingest_said_keys(record_id, attribute, value, seen_at)
-- reads   ingest_cleaned(record_id, attribute, value, original, flag, rules, seen_at)
-- writes  ingest_said(record_id, attribute, value, original, flag, rules, seen_at)   original: null where some spelling is the value, else the first
-- cost    a hash of the claims
SELECT
  k.record_id,
  k.attribute,
  k.value,
  CAST(NULL AS STRING) AS original,
  CAST(NULL AS STRING) AS flag,
  CAST(NULL AS STRING) AS rules,
  k.seen_at
FROM ingest_said_keys k
UNION ALL
SELECT
  c.record_id,
  c.attribute,
  c.value,
  CASE WHEN count(c.original) = count(*) THEN min(c.original) END AS original,
  max(c.flag) AS flag,
  CASE WHEN count(c.original) = count(*) THEN min(c.rules) END AS rules,
  min(c.seen_at) AS seen_at
FROM ingest_cleaned c
WHERE coalesce(c.flag, '') <> 'nothing'
GROUP BY c.record_id, c.attribute, c.value
