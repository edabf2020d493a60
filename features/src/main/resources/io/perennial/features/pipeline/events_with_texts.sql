-- events_with_texts: the events that count, with what their texts say
-- reads   feature_events(event_id, record_id, type, occurred_at, received_at, source, channel, session_id, order_id, product_id, category, brand, quantity, amount, discount, cost, campaign_id, score, properties)
-- reads   feature_texts(event_id, intensity, urgency, sentiment, intent, theme_id)
-- writes  view feature_told_events(event_id, record_id, type, occurred_at, received_at, source, channel, session_id, order_id, product_id, category, brand, quantity, amount, discount, cost, campaign_id, score, properties, intensity, urgency, sentiment, intent, theme_id)
-- cost    a join with the texts where it is read
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
  t.intensity,
  t.urgency,
  t.sentiment,
  t.intent,
  t.theme_id
FROM feature_events e
LEFT JOIN feature_texts t ON t.event_id = e.event_id
