-- counted_events: the events that count, each return under the order that it is of
-- reads   feature_said_events(event_id, record_id, type, occurred_at, order_id, amount)
-- reads   event_marks(event_id, is_out, is_reversal, order_id)
-- writes  view feature_events(event_id, record_id, type, occurred_at, order_id, amount)   type: reversal for the return that ends a reversed order
-- cost    a join with the few that are marked
SELECT
  e.event_id,
  e.record_id,
  CASE WHEN e.type = 'return' AND m.is_reversal = 1 THEN 'reversal' ELSE e.type END AS type,
  e.occurred_at,
  CASE WHEN e.type = 'return' THEN coalesce(m.order_id, e.order_id) ELSE e.order_id END AS order_id,
  e.amount
FROM feature_said_events e
LEFT JOIN event_marks m ON m.event_id = e.event_id
WHERE coalesce(m.is_out, 0) = 0
