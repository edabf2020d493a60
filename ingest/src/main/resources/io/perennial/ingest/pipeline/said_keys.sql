-- said_keys: the customers of a batch by the source's key, of those whose rows are taken
-- reads   ingest_keys(record_key, record_id, first_at, trouble)
-- writes  view ingest_said_keys(record_id, attribute, value, seen_at)
SELECT k.record_id, 'key' AS attribute, k.record_key AS value, k.first_at AS seen_at
FROM ingest_keys k
WHERE k.trouble IS NULL AND k.first_at IS NOT NULL
