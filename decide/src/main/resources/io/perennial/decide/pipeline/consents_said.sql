-- consents_said: what customers said of being addressed, in the order in which they said it
-- reads   customer_events(customer_id, occurred_at, event_id, type, properties)
-- writes  view consents_said(customer_id, occurred_at, event_id, type, purpose, granted)   type: 10 unsubscribed, 26 consent changed
-- cost    a pass over the types of events, when read
SELECT
  c.customer_id,
  c.occurred_at,
  c.event_id,
  c.type,
  lower(CASE WHEN c.type = 26 THEN f_first_of('[' || c.properties || ']', 'purpose') END) AS purpose,
  lower(CASE WHEN c.type = 26 THEN f_first_of('[' || c.properties || ']', 'granted') END) AS granted
FROM customer_events c
WHERE c.type IN (10, 26) AND f_micros(c.occurred_at) < :as_of
