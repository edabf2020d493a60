-- customer_timeline: a customer's events, newest first
-- reads   customer_events(occurred_at, type, channel, order_id, product_id, quantity, amount, source)
-- writes  view customer_timeline(occurred_at, type, channel, order_id, product_id, category, brand, quantity, amount, text, score, source)
-- cost    the customer's events, sorted
SELECT
  occurred_at,
  type,
  channel,
  order_id,
  product_id,
  category,
  brand,
  quantity,
  amount,
  text,
  score,
  source
FROM customer_events
ORDER BY
  occurred_at DESC NULLS LAST,
  event_id DESC NULLS LAST
