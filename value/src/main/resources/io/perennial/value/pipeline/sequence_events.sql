-- sequence_events: what some customers had done before an instant, for models that read events
-- reads   customer_events(customer_id, occurred_at, event_id, received_at, type, kind, order_key, channel, amount, category, product)
-- reads   sequence_customers(customer_id)
-- value   as_of: exclusive; received: 1 where only what had also reached us by then is known
-- writes  view sequence_events(customer_id, occurred_at, event_id, type, kind, order_key, channel, amount, about_key)   about_key: a hash of the category, or else of the product
-- cost    nothing yet: a join with the customers where it is read, and a sort where it is read in order
SELECT
  c.customer_id,
  c.occurred_at,
  c.event_id,
  c.type,
  c.kind,
  CASE WHEN c.kind <> 0 THEN c.order_key END AS order_key,
  c.channel,
  c.amount,
  CASE WHEN coalesce(c.category, c.product) IS NOT NULL THEN f_id(coalesce(c.category, c.product)) END AS about_key
FROM customer_events c
JOIN sequence_customers s ON s.customer_id = c.customer_id
WHERE c.occurred_at < :as_of
  AND (:received = 0 OR coalesce(c.received_at, c.occurred_at) < :as_of)
