-- fated_rows_first: every row of a batch with what becomes of it, where no row was seen before and
-- no customer is kept out
-- reads   ingest_typed(…, record_id, event_id, problem)
-- writes  view ingest_fated(…, final_id, there, fate)
SELECT
  t.*,
  t.event_id AS final_id,
  false AS there,
  CASE
    WHEN t.problem IS NULL THEN 'kept'
    WHEN t.problem = 'left_out' THEN 'left_out'
    ELSE 'problem'
  END AS fate
FROM ingest_typed t
