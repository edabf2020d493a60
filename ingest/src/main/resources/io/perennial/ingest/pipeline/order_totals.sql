-- order_totals: what each order comes to, by which two of them can be the same
-- reads   clean_events(event_id, source, record_id, type, order_id, product_id, quantity, amount, occurred_at)
-- reads   special_lines(event_id)
-- writes  order_totals(source, record_id, order_id, occurred_at, lines, quantity, amount, first_product, last_product, event_id)   event_id: its least, of a product where there is one
-- cost    one pass, a hash of the orders, a join with few lines
SELECT
  e.source,
  e.record_id,
  e.order_id,
  min(e.occurred_at) AS occurred_at,
  count(*) AS lines,
  sum(CAST(coalesce(e.quantity, 0e0) AS DECIMAL(18, 4))) AS quantity,
  sum(coalesce(e.amount, CAST(0 AS DECIMAL(18, 4)))) AS amount,
  min(e.product_id) AS first_product,
  max(e.product_id) AS last_product,
  coalesce(min(CASE WHEN s.event_id IS NULL THEN e.event_id END), min(e.event_id)) AS event_id
FROM clean_events e
LEFT JOIN special_lines s ON s.event_id = e.event_id
WHERE e.type = 'order' AND e.order_id IS NOT NULL
GROUP BY e.source, e.record_id, e.order_id
