-- counted_events: the events that count, each return under the order that it is of
-- reads   feature_said_events(event_id, record_id, type, occurred_at, received_at, source, channel, session_id, order_id, product_id, category, brand, quantity, amount, discount, cost, campaign_id, score, properties)
-- reads   event_marks(event_id, is_out, is_reversal, order_id)
-- writes  view feature_events(event_id, record_id, type, occurred_at, received_at, source, channel, session_id, order_id, product_id, category, brand, quantity, amount, discount, cost, campaign_id, score, properties)   type: reversal for the return that ends a reversed order
-- cost    a join with the few that are marked
SELECT
  e.event_id,
  e.record_id,
  CASE WHEN e.type = 'return' AND m.is_reversal = 1 THEN 'reversal' ELSE e.type END AS type,
  e.occurred_at,
  e.received_at,
  e.source,
  e.channel,
  e.session_id,
  CASE WHEN e.type = 'return' THEN coalesce(m.order_id, e.order_id) ELSE e.order_id END AS order_id,
  e.product_id,
  e.category,
  e.brand,
  e.quantity,
  e.amount,
  e.discount,
  e.cost,
  e.campaign_id,
  e.score,
  e.properties
FROM feature_said_events e
LEFT JOIN event_marks m ON m.event_id = e.event_id
WHERE coalesce(m.is_out, 0) = 0
