-- record_keys: the customers of a batch by the source's key, with what keeps their rows out
-- reads   ingest_typed(record_key, record_id, occurred_at, problem)
-- reads   ingest_lake_claims(record_id, attribute, value)
-- reads   ingest_erasures(fingerprint)
-- writes  ingest_keys(record_key, record_id, first_at, trouble)   trouble: erased, collision, null
-- cost    a hash a customer
SELECT
  k.record_key,
  k.record_id,
  k.first_at,
  CASE
    WHEN e.fingerprint IS NOT NULL THEN 'erased'
    WHEN c.value <> k.record_key OR k.nth > 1 THEN 'collision'
  END AS trouble
FROM (
  SELECT
    d.record_key,
    d.record_id,
    d.first_at,
    row_number() OVER (PARTITION BY d.record_id ORDER BY d.record_key) AS nth
  FROM (
    SELECT
      t.record_key,
      t.record_id,
      min(CASE WHEN t.problem IS NULL THEN t.occurred_at END) AS first_at
    FROM ingest_typed t
    WHERE t.record_key IS NOT NULL
    GROUP BY t.record_key, t.record_id
  ) d
) k
LEFT JOIN (
  SELECT l.record_id, min(l.value) AS value
  FROM ingest_lake_claims l
  WHERE l.attribute = 'key'
  GROUP BY l.record_id
) c ON c.record_id = k.record_id
LEFT JOIN ingest_erasures e
  ON e.fingerprint = f_id(:salt || chr(31) || CAST(k.record_id AS STRING))
