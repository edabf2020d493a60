-- events_known: what customers had done before an instant, for features in SQL
-- reads   feature_events(event_id, record_id, type, occurred_at, received_at, source, channel, session_id, order_id, product_id, category, brand, quantity, amount, discount, cost, campaign_id, score, properties)
-- reads   feature_links(record_id, customer_id)
-- value   as_of: exclusive; received: 1 where only what had also reached us by then is known
-- writes  view events_known(customer_id, record_id, event_id, type, occurred_at, received_at, source, channel, session_id, order_id, product_id, category, brand, quantity, amount, discount, cost, campaign_id, score, properties)   type: reversal for the return that ends a reversed order; money as DOUBLE
-- cost    nothing yet: a join with the links where it is read
SELECT
  coalesce(l.customer_id, e.record_id) AS customer_id,
  e.record_id,
  e.event_id,
  e.type,
  e.occurred_at,
  e.received_at,
  e.source,
  e.channel,
  e.session_id,
  e.order_id,
  e.product_id,
  e.category,
  e.brand,
  e.quantity,
  CAST(e.amount AS DOUBLE) AS amount,
  CAST(e.discount AS DOUBLE) AS discount,
  CAST(e.cost AS DOUBLE) AS cost,
  e.campaign_id,
  e.score,
  e.properties
FROM feature_events e
LEFT JOIN feature_links l ON l.record_id = e.record_id
WHERE e.occurred_at < :as_of
  AND (:received = 0 OR coalesce(e.received_at, e.occurred_at) < :as_of)
