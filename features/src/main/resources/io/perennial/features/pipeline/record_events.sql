-- record_events: what customers did, where each is one record
-- reads   feature_events(event_id, record_id, type, occurred_at, order_id, amount)
-- writes  view customer_events(customer_id, occurred_at, event_id, kind, order_key, amount)   kind: 1 order, 2 return, 3 end of a reversed order, 0 other
-- cost    nothing: events lie by record, and are read in place
SELECT
  e.record_id AS customer_id,
  e.occurred_at,
  e.event_id,
  CAST(CASE e.type WHEN 'order' THEN 1 WHEN 'return' THEN 2 WHEN 'reversal' THEN 3 ELSE 0 END AS BIGINT) AS kind,
  CASE WHEN e.order_id IS NOT NULL THEN f_id(e.order_id) END AS order_key,
  CAST(e.amount AS DOUBLE) AS amount
FROM feature_events e
