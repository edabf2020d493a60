-- quality_unused: records by the day on which something was first claimed of them, and those of them
-- that have no event
-- reads   quality_claims(record_id, attribute, seen_at, batch_id)     the key alone says nothing
-- reads   quality_slots(slot, day)
-- reads   quality_batch(batch_id, source)
-- reads   quality_orders(record_id)     events of all time
-- writes  quality_idle(source, day, records, idle)
-- cost    a join of the records of a source
SELECT
  c.source,
  c.day,
  count(*) AS records,
  CAST(sum(CASE WHEN e.record_id IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS idle
FROM (
  SELECT b.source, k.record_id, min(s.day) AS day
  FROM quality_claims k
  JOIN quality_slots s ON s.slot = f_floor_int(CAST(f_micros(k.seen_at) AS DOUBLE) / 9e8)
  JOIN quality_batch b ON b.batch_id = k.batch_id
  WHERE k.attribute <> 'key'
  GROUP BY b.source, k.record_id
) c
LEFT JOIN (SELECT DISTINCT o.record_id FROM quality_orders o) e ON e.record_id = c.record_id
GROUP BY c.source, c.day
