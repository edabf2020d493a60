-- quality_events: events with their source and the day on which they happened
-- reads   quality_raw(source, record_id, type, occurred_at, …, batch_id)
-- reads   quality_slots(slot, day)         quarters of an hour since 1970: zones differ by no less
-- reads   quality_batch(batch_id, source)
-- writes  view quality_event(source, day, …)
-- cost    two joins with small tables
SELECT
  coalesce(b.source, e.source) AS source,
  s.day,
  e.record_id,
  e.type,
  e.occurred_at,
  e.received_at,
  e.channel,
  e.session_id,
  e.order_id,
  e.product_id,
  e.category,
  e.brand,
  e.quantity,
  e.amount,
  e.currency,
  e.discount,
  e.cost,
  e.campaign_id,
  e.text,
  e.score
FROM quality_raw e
JOIN quality_slots s ON s.slot = f_floor_int(CAST(f_micros(e.occurred_at) AS DOUBLE) / 9e8)
LEFT JOIN quality_batch b ON b.batch_id = e.batch_id
