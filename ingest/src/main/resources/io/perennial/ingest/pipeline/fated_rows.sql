-- fated_rows: every row of a batch with what becomes of it, where some rows were seen before
-- reads   ingest_typed(…)
-- reads   ingest_repeated(event_id)
-- reads   ingest_repeats(…, final_id, fate)
-- reads   ingest_known(event_id, …, own)
-- reads   ingest_keys(record_key, trouble)
-- writes  view ingest_fated(…, final_id, there, fate)   there: an earlier try put it into the lake
SELECT
  u.*,
  coalesce(n.own, false) AS there,
  CASE
    WHEN u.problem = 'left_out' THEN 'left_out'
    WHEN k.trouble = 'erased' THEN 'erased'
    WHEN u.problem IS NOT NULL THEN 'problem'
    WHEN k.trouble = 'collision' THEN 'collision'
    WHEN u.own_fate = 'conflict' THEN 'conflict'
    WHEN n.event_id IS NULL OR n.own THEN u.own_fate
    WHEN u.content_id IS NOT NULL
      AND (n.record_id <> u.record_id
        OR n.type <> u.type
        OR n.occurred_at <> u.occurred_at
        OR coalesce(n.quantity, 0) <> coalesce(u.quantity, 0)
        OR coalesce(n.amount, 0) <> coalesce(u.amount, 0))
      THEN 'conflict'
    WHEN u.own_fate = 'repeated' THEN 'repeated'
    ELSE 'duplicate'
  END AS fate
FROM (
  SELECT
    t.*,
    false AS differs,
    CAST(1 AS BIGINT) AS nth_in_file,
    t.event_id AS final_id,
    'kept' AS own_fate
  FROM ingest_typed t
  LEFT JOIN ingest_repeated r ON r.event_id = t.event_id
  WHERE r.event_id IS NULL
  UNION ALL
  SELECT t.*
  FROM ingest_repeats t
) u
LEFT JOIN ingest_keys k ON k.record_key = u.record_key
LEFT JOIN ingest_known n ON n.event_id = u.final_id
