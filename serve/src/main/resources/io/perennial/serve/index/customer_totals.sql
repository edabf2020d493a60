-- customer_totals: what a customer did, one row per type of event
-- reads   events(record_id, type, order_id, quantity, amount, score, occurred_at)
-- reads   links(record_id, customer_id)
-- writes  view customer_totals(customer_id, type, events, orders, quantity, amount, score_mean, scored, first_at, last_at)   of all customers if :every, else of the records :records
-- cost    a join and one grouping of all events, or of those of some records
SELECT
  coalesce(l.customer_id, e.record_id) AS customer_id,
  e.type,
  count(*) AS events,
  count(DISTINCT e.order_id) AS orders,
  sum(e.quantity) AS quantity,
  sum(e.amount) AS amount,
  avg(e.score) AS score_mean,
  count(e.score) AS scored,
  min(e.occurred_at) AS first_at,
  max(e.occurred_at) AS last_at
FROM events e
LEFT JOIN links l ON l.record_id = e.record_id
WHERE :every OR e.record_id IN :records
GROUP BY coalesce(l.customer_id, e.record_id), e.type
ORDER BY coalesce(l.customer_id, e.record_id), e.type
