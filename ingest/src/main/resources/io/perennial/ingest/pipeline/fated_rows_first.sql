-- fated_rows_first: every row of a batch with what becomes of it, where no row was seen before
-- reads   ingest_typed(…)
-- reads   ingest_keys(record_key, record_id, trouble)
-- writes  view ingest_fated(…, final_id, record_id, fate)
SELECT
  t.*,
  t.event_id AS final_id,
  k.record_id,
  CASE
    WHEN k.trouble = 'erased' THEN 'erased'
    WHEN t.problem IS NOT NULL THEN 'problem'
    WHEN k.trouble = 'collision' THEN 'collision'
    ELSE 'kept'
  END AS fate
FROM ingest_typed t
LEFT JOIN ingest_keys k ON k.record_key = t.record_key
