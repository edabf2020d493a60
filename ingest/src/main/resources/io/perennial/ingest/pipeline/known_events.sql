-- known_events: the events of a batch that the lake has from other batches
-- reads   ingest_lake_events(event_id, record_id, type, occurred_at, quantity, amount, batch_id)
-- reads   ingest_typed(event_id)
-- reads   ingest_repeats(final_id)
-- writes  ingest_known(event_id, record_id, type, occurred_at, quantity, amount)
SELECT l.event_id, l.record_id, l.type, l.occurred_at, l.quantity, l.amount
FROM ingest_lake_events l
WHERE l.batch_id <> :batch_id
  AND l.event_id IN (
    SELECT t.event_id FROM ingest_typed t WHERE t.problem IS NULL
    UNION ALL
    SELECT r.final_id FROM ingest_repeats r
  )
