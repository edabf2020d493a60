-- customer_events: what customers did, the newest first; without what they wrote
-- reads   events(event_id, record_id, type, occurred_at, channel, source, order_id, product_id, category, brand, quantity, amount, discount, campaign_id, score)
-- reads   links(record_id, customer_id)
-- writes  view customer_events(customer_id, occurred_at, type, channel, source, order_id, product_id, category, brand, quantity, amount, discount, campaign_id, score)   of all customers if :every, else of the records :records
-- cost    a join and a sort of all events, or of those of some records
SELECT
  coalesce(l.customer_id, e.record_id) AS customer_id,
  e.occurred_at,
  e.type,
  e.channel,
  e.source,
  e.order_id,
  e.product_id,
  e.category,
  e.brand,
  e.quantity,
  e.amount,
  e.discount,
  e.campaign_id,
  e.score
FROM events e
LEFT JOIN links l ON l.record_id = e.record_id
WHERE :every OR e.record_id IN :records
ORDER BY coalesce(l.customer_id, e.record_id), e.occurred_at DESC, e.event_id
