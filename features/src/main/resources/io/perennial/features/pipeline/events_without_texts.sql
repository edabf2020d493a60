-- events_without_texts: the events that count, where no text was read yet; not joined with nothing, which costs as much
-- reads   feature_events(event_id, record_id, type, occurred_at, received_at, source, channel, session_id, order_id, product_id, category, brand, quantity, amount, discount, cost, campaign_id, score, properties)
-- writes  view feature_told_events(event_id, record_id, type, occurred_at, received_at, source, channel, session_id, order_id, product_id, category, brand, quantity, amount, discount, cost, campaign_id, score, properties, intensity, urgency, sentiment, intent, theme_id)
-- cost    nothing
SELECT
  e.event_id,
  e.record_id,
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
  e.amount,
  e.discount,
  e.cost,
  e.campaign_id,
  e.score,
  e.properties,
  CAST(NULL AS DOUBLE) AS intensity,
  CAST(NULL AS DOUBLE) AS urgency,
  CAST(NULL AS STRING) AS sentiment,
  CAST(NULL AS STRING) AS intent,
  CAST(NULL AS BIGINT) AS theme_id
FROM feature_events e
