-- customer_totals: what a customer did, one row per type of event
-- reads   customer_events(type, order_id, quantity, amount, occurred_at)
-- writes  view customer_totals(type, events, orders, quantity, amount, first_at, last_at)
-- cost    the customer's events
SELECT
  type,
  count(*) AS events,
  count(DISTINCT order_id) AS orders,
  sum(quantity) AS quantity,
  sum(amount) AS amount,
  min(occurred_at) AS first_at,
  max(occurred_at) AS last_at
FROM customer_events
GROUP BY type
ORDER BY type NULLS LAST
