-- known_events: the events of a batch that the lake has; own where an earlier try put them there
-- reads   ingest_lake_events(event_id, record_id, type, occurred_at, quantity, amount, original_amount, batch_id)
-- reads   ingest_typed(event_id)
-- reads   ingest_repeats(final_id)
-- writes  ingest_known(event_id, record_id, type, occurred_at, quantity, amount, own)   amount: as the source said it
SELECT
  l.event_id, l.record_id, l.type, l.occurred_at, l.quantity,
  coalesce(l.original_amount, l.amount) AS amount,
  l.batch_id = :batch_id AS own
FROM ingest_lake_events l
WHERE l.event_id IN (
    SELECT t.event_id FROM ingest_typed t WHERE t.problem IS NULL
    UNION ALL
    SELECT r.final_id FROM ingest_repeats r
  )
